import { mayBeRelation } from '../introspection/scope.js';
import { foreignOptionsLists } from './foreignOptions.js';

/**
 * The columns of tables in their order, for a server of this version. What few columns have comes as one JSON value
 * that is null for all others: a database has ten columns for every table, so each value sent for all of them counts.
 */
export function columnQuery(version: number): string {
  // attcompression: since 14. NOT NULL has rows in pg_constraint since 18; before, no name and no other property.
  const compression = version >= 140000 ? `nullif(a.attcompression::text, '')` : 'null::text';
  const foreignOptions = foreignOptionsLists('a.attfdwoptions');
  const named = version >= 180000;
  const notNullName = named
    ? `case when constraint_row.conname <> c.relname::text || '_' || a.attname::text || '_not_null'
            then constraint_row.conname end`
    : 'null::text';
  return `
    select a.attrelid as relation, a.attnum as number, a.attname as name,
      pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as not_null,
      case
        when a.attidentity <> '' and not c.relispartition or a.attgenerated <> ''
          or a.attinhcount > 0 and not c.relispartition
          or a.attcollation <> t.typcollation
          or t.typtype = 'd'
          or a.attstorage <> t.typstorage
          -- -1 until 16, null since 17 where nobody has set it
          or a.attstattarget >= 0
          or a.attoptions is not null
          or a.attfdwoptions is not null
          or ${compression} is not null
          ${named ? `or ${notNullName} is not null or constraint_row.connoinherit or not constraint_row.convalidated or described.objoid is not null` : ''}
        then pg_catalog.json_build_object(
          'collation', case when a.attcollation <> t.typcollation then (
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            from pg_catalog.pg_collation as co
            join pg_catalog.pg_namespace as n on n.oid = co.collnamespace
            where co.oid = a.attcollation
          ) end,
          'base_type', case when t.typtype = 'd' then pg_catalog.format_type(t.typbasetype, t.typtypmod) end,
          'generated', nullif(a.attgenerated::text, ''),
          'expression', case when a.attgenerated <> '' then (
            select pg_catalog.pg_get_expr(d.adbin, d.adrelid)
            from pg_catalog.pg_attrdef as d
            where d.adrelid = a.attrelid and d.adnum = a.attnum
          ) end,
          'expression_oid', case when a.attgenerated <> '' then (
            select d.oid::int8
            from pg_catalog.pg_attrdef as d
            where d.adrelid = a.attrelid and d.adnum = a.attnum
          ) end,
          -- a partition has the identity of the whole, since 17
          'identity', case when not c.relispartition then nullif(a.attidentity::text, '') end,
          -- every column of a partition is inherited
          'inherited', case when a.attinhcount > 0 and not c.relispartition
            then case when a.attislocal then 'too' else 'only' end end,
          'sequence', identity.options,
          'storage', case when a.attstorage <> t.typstorage then a.attstorage::text end,
          'usual_storage', case when a.attstorage <> t.typstorage then t.typstorage::text end,
          'compression', ${compression},
          'statistics', case when a.attstattarget >= 0 then a.attstattarget end,
          'options', a.attoptions,
          'foreign_options', case when a.attfdwoptions is not null then ${foreignOptions.options} end,
          'foreign_secrets', case when a.attfdwoptions is not null then ${foreignOptions.secrets} end,
          'not_null_name', ${notNullName},
          -- only for its comment
          'not_null_oid', ${named ? 'described.objoid::int8' : 'null::int8'},
          'not_null_no_inherit', ${named ? 'constraint_row.connoinherit' : 'null::boolean'},
          'not_null_inherited', ${named ? 'constraint_row.coninhcount > 0 and not constraint_row.conislocal' : 'null::boolean'},
          'not_null_not_valid', ${named ? 'not constraint_row.convalidated' : 'null::boolean'})
      end as unusual
    from pg_catalog.pg_attribute as a
    join pg_catalog.pg_class as c on c.oid = a.attrelid
    join pg_catalog.pg_type as t on t.oid = a.atttypid
    left join (
      select owned.refobjid as relation, owned.refobjsubid as number,
        pg_catalog.json_build_object(
          'oid', s.seqrelid::int8, 'schema', n.nspname, 'name', seq.relname,
          'type', pg_catalog.format_type(s.seqtypid, null),
          -- as texts: they do not fit into a JavaScript number
          'start', s.seqstart::text, 'increment', s.seqincrement::text,
          'minimum', s.seqmin::text, 'maximum', s.seqmax::text,
          'cache', s.seqcache::text, 'cycle', s.seqcycle) as options
      from pg_catalog.pg_sequence as s
      join pg_catalog.pg_class as seq on seq.oid = s.seqrelid
      join pg_catalog.pg_namespace as n on n.oid = seq.relnamespace
      join pg_catalog.pg_depend as owned on owned.objid = s.seqrelid
        and owned.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        and owned.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        -- i: the sequence of an identity column; a: OWNED BY
        and owned.deptype = 'i'
    ) as identity on identity.relation = a.attrelid and identity.number = a.attnum
    ${
      named
        ? `left join pg_catalog.pg_constraint as constraint_row
      on constraint_row.conrelid = a.attrelid and constraint_row.contype = 'n'
      and constraint_row.conkey[1] = a.attnum
    left join pg_catalog.pg_description as described
      on described.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and described.objoid = constraint_row.oid`
        : ''
    }
    where ${mayBeRelation(['r', 'p', 'f'])}
      and a.attnum > 0
      and not a.attisdropped
    order by a.attrelid, a.attnum`;
}
