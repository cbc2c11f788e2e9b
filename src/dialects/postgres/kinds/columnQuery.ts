import { mayBeRelation } from '../introspection/scope.js';
import { foreignOptionsLists } from './foreignOptions.js';

/**
 * The columns of tables in their order, a row for each table, for a server of this version. A database has ten columns
 * for every table: what all have comes as lists, and what few have as one JSON value for those that have it. The
 * columns of each table are found by the catalog's index, which passes over those of indexes, TOAST tables and the
 * system; the planner would read them all.
 */
export function columnQuery(version: number): string {
  // attcompression: since 14. NOT NULL has rows in pg_constraint since 18; before, no name and no other property.
  const compression = version >= 140000 ? `nullif(a.attcompression::text, '')` : 'null::text';
  const foreignOptions = foreignOptionsLists('a.attfdwoptions');
  return `
    select c.oid as relation, a.numbers, a.names, a.types, a.not_nulls, a.dropped, a.unusual,
      ${version >= 180000 ? unusualNotNulls : 'null::pg_catalog.json'} as unusual_not_nulls
    from (
      select c.oid, c.relname, c.relispartition
      from pg_catalog.pg_class as c
      where ${mayBeRelation(['r', 'p', 'f'])}
      order by c.oid
    ) as c
    cross join lateral (
      select pg_catalog.array_agg(a.attnum order by a.attnum) as numbers,
        -- a name for each number, so that numbers find their names
        pg_catalog.array_agg(a.attname order by a.attnum) as names,
        pg_catalog.array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) order by a.attnum) as types,
        pg_catalog.array_agg(a.attnotnull order by a.attnum) as not_nulls,
        pg_catalog.array_agg(a.attnum order by a.attnum) filter (where a.attisdropped) as dropped,
        pg_catalog.json_agg(pg_catalog.json_build_object(
          'number', a.attnum,
          'collation', (
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(co.collname)
            from pg_catalog.pg_type as t
            join pg_catalog.pg_collation as co on co.oid = a.attcollation
            join pg_catalog.pg_namespace as n on n.oid = co.collnamespace
            where t.oid = a.atttypid and a.attcollation <> t.typcollation
          ),
          'base_type', (
            select pg_catalog.format_type(t.typbasetype, t.typtypmod)
            from pg_catalog.pg_type as t
            where t.oid = a.atttypid and t.typtype = 'd'
          ),
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
          'sequence', case when a.attidentity <> '' then ${identitySequence} end,
          'storage', (
            select a.attstorage::text
            from pg_catalog.pg_type as t
            where t.oid = a.atttypid and a.attstorage <> t.typstorage
          ),
          'usual_storage', (
            select t.typstorage::text
            from pg_catalog.pg_type as t
            where t.oid = a.atttypid and a.attstorage <> t.typstorage
          ),
          'compression', ${compression},
          'statistics', case when a.attstattarget >= 0 then a.attstattarget end,
          'options', a.attoptions,
          'foreign_options', case when a.attfdwoptions is not null then ${foreignOptions.options} end,
          'foreign_secrets', case when a.attfdwoptions is not null then ${foreignOptions.secrets} end
        )) filter (where not a.attisdropped and (
          a.attidentity <> '' and not c.relispartition or a.attgenerated <> ''
          or a.attinhcount > 0 and not c.relispartition
          or ${differsFromType}
          -- -1 until 16, null since 17 where nobody has set it
          or a.attstattarget >= 0
          or a.attoptions is not null
          or a.attfdwoptions is not null
          or ${compression} is not null)) as unusual
      from pg_catalog.pg_attribute as a
      where a.attrelid = c.oid and a.attnum > 0
      -- keeps the planner from turning the search round
      offset 0
    ) as a
    where a.numbers is not null`;
}

/**
 * Whether a column is of a domain, or has another collation or storage than its type. Most types are common ones, whose
 * oids and properties are fixed; looking them up for each column would cost as much as reading the columns.
 */
const differsFromType = `case
            -- boolean, bigint, smallint, integer, real, double precision, date, timestamps, uuid
            when a.atttypid in (16, 20, 21, 23, 700, 701, 1082, 1114, 1184, 2950) then a.attstorage <> 'p'
            -- text, character varying; 100 is the default collation
            when a.atttypid in (25, 1043) then a.attstorage <> 'x' or a.attcollation <> 100
            -- numeric
            when a.atttypid = 1700 then a.attstorage <> 'm'
            else (
              select t.typtype = 'd' or a.attcollation <> t.typcollation or a.attstorage <> t.typstorage
              from pg_catalog.pg_type as t
              where t.oid = a.atttypid
            ) end`;

/** The sequence of an identity column, which depends on it internally. */
const identitySequence = `(
            select pg_catalog.json_build_object(
              'oid', s.seqrelid::int8, 'schema', n.nspname, 'name', seq.relname,
              'type', pg_catalog.format_type(s.seqtypid, null),
              -- as texts: they do not fit into a JavaScript number
              'start', s.seqstart::text, 'increment', s.seqincrement::text,
              'minimum', s.seqmin::text, 'maximum', s.seqmax::text,
              'cache', s.seqcache::text, 'cycle', s.seqcycle)
            from (
              select owned.objid
              from pg_catalog.pg_depend as owned
              where owned.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                and owned.refobjid = a.attrelid and owned.refobjsubid = a.attnum
                and owned.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                -- i: the sequence of an identity column; a: OWNED BY
                and owned.deptype = 'i'
              -- from the column to its sequence, whatever the planner believes about their number
              offset 0
            ) as owned
            join pg_catalog.pg_sequence as s on s.seqrelid = owned.objid
            join pg_catalog.pg_class as seq on seq.oid = s.seqrelid
            join pg_catalog.pg_namespace as n on n.oid = seq.relnamespace)`;

/** Of the NOT NULL constraints of a table (since 18) those that say more than that, by the number of their column. */
const unusualNotNulls = `(
        select pg_catalog.json_agg(pg_catalog.json_build_object(
          'number', k.conkey[1],
          'name', case when k.conname <> usual.name then k.conname end,
          -- only for its comment
          'oid', case when k.is_described then k.oid::int8 end,
          'no_inherit', k.connoinherit,
          'inherited', k.coninhcount > 0 and not k.conislocal,
          'not_valid', not k.convalidated))
        from (
          select k.*, exists (
            select
            from pg_catalog.pg_description as d
            where d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and d.objoid = k.oid) as is_described
          from pg_catalog.pg_constraint as k
          where k.conrelid = c.oid and k.contype = 'n'
          offset 0
        ) as k
        cross join lateral (
          select c.relname::text || '_' || a.names[k.conkey[1]]::text || '_not_null' as name
        ) as usual
        where k.conname <> usual.name or k.connoinherit or not k.convalidated or k.is_described
          or k.coninhcount > 0 and not c.relispartition)`;
