import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, optionalText, optionalTexts, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { isSet, listOf, qualified, textOf, withoutDefaults } from './partName.js';
import { givenDetails, optionChanges, optionList, optionsOf } from './storageOptions.js';

const row = z.object({
  oid,
  rule_oid: oid,
  row_type: oid,
  array_type: oid,
  schema: text,
  name: text,
  owner: text,
  definition: text,
  populated: flag,
  access_method: optionalText,
  tablespace: optionalText,
  options: optionalTexts,
  toast_options: optionalTexts,
  column_settings: optionalTexts,
  held_types: optionalTexts,
});

/** Materialized views; their indexes are parts of them. Whether one holds rows is its state, not its schema. */
export const materializedViewKind: PostgresKind = {
  name: 'materialized-view',
  object: {
    name: 'materialized-view',
    label: 'Materialized view',
    plural: 'Materialized views',
    order: 82,
    icon: 'layers',
  },
  rank: 410,
  row,
  query: (version) => `
    select c.oid, r.oid as rule_oid, c.reltype as row_type, t.typarray as array_type,
           n.nspname as schema, c.relname as name,
           pg_catalog.pg_get_userbyid(c.relowner) as owner,
           pg_catalog.pg_get_viewdef(c.oid) as definition,
           c.relispopulated as populated,
           am.amname as access_method,
           ts.spcname as tablespace,
           c.reloptions as options,
           toast.reloptions as toast_options,
           s.settings as column_settings,
           (
             select pg_catalog.array_agg(distinct pg_catalog.format_type(a.atttypid, null))
             from pg_catalog.pg_attribute as a
             join pg_catalog.pg_type as held on held.oid = a.atttypid
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
               and held.typnamespace <> 'pg_catalog'::pg_catalog.regnamespace
           ) as held_types
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    join pg_catalog.pg_rewrite as r on r.ev_class = c.oid and r.rulename = '_RETURN'
    join pg_catalog.pg_type as t on t.oid = c.reltype
    left join pg_catalog.pg_am as am on am.oid = c.relam
    left join pg_catalog.pg_tablespace as ts on ts.oid = c.reltablespace
    left join pg_catalog.pg_class as toast on toast.oid = c.reltoastrelid
    cross join lateral (
      select pg_catalog.array_agg(a.setting order by a.attnum, a.setting) as settings
      from (
        select a.attnum, pg_catalog.quote_ident(a.attname) || ' ' || x.setting as setting
        from pg_catalog.pg_attribute as a
        join pg_catalog.pg_type as b on b.oid = a.atttypid
        cross join lateral (
          -- -1 means the default; since 17 that is null
          select 'SET STATISTICS ' || a.attstattarget::text where a.attstattarget >= 0
          union all
          select 'SET STORAGE ' || case a.attstorage when 'p' then 'PLAIN' when 'e' then 'EXTERNAL'
                                     when 'x' then 'EXTENDED' else 'MAIN' end
          where a.attstorage <> b.typstorage
          union all
          -- n_distinct and n_distinct_inherited, whose values are numbers
          select 'SET (' || pg_catalog.array_to_string(a.attoptions, ', ') || ')' where a.attoptions is not null${
            version >= 140000
              ? `
          union all
          -- since 14
          select 'SET COMPRESSION ' || case a.attcompression when 'p' then 'pglz' else 'lz4' end
          where a.attcompression <> ''`
              : ''
          }
        ) as x(setting)
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      ) as a
    ) as s
    where c.relkind = 'm'
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_class', 'c.oid')}
    order by n.nspname, c.relname`,
  read(rows, builder) {
    for (const view of checkedRows('materialized view', row, rows)) {
      const options = [...(view.options ?? []), ...(view.toast_options ?? []).map((one) => `toast.${one}`)];
      builder.add(
        {
          id: partId('materialized-view', view.schema, view.name),
          kind: 'materialized-view',
          path: [view.schema, view.name],
          attributes: withoutDefaults({
            definition: builder.text(view.definition.replace(/;\s*$/, '').trimStart()),
            'access method':
              view.access_method === null || view.access_method === 'heap'
                ? undefined
                : { value: view.access_method, rule: 'storage-parameters' },
            'storage parameters':
              options.length === 0 ? undefined : { value: [...options].sort(), rule: 'storage-parameters' },
            'column settings':
              view.column_settings === null
                ? undefined
                : { value: view.column_settings, rule: 'storage-parameters' },
            tablespace:
              view.tablespace === null ? undefined : { value: view.tablespace, rule: 'tablespaces' },
            owner: { value: view.owner, rule: 'owners' },
          }),
          details: {
            populated: view.populated,
            ...(view.held_types === null
              ? {}
              : { 'held types': view.held_types.map((type) => type.replace(/\[\]$/, '')) }),
            ...givenDetails(options),
          },
          occupies: [`relation:${view.schema}.${view.name}`, `type:${view.schema}.${view.name}`],
        },
        { catalog: 'pg_class', oid: view.oid },
        { catalog: 'pg_rewrite', oid: view.rule_oid },
        { catalog: 'pg_type', oid: view.row_type },
        { catalog: 'pg_type', oid: view.array_type },
      );
    }
  },
  address: (part) => `MATERIALIZED VIEW ${qualified(part)}`,
  describe: (part) => `materialized view ${qualified(part)}`,
  create: (part, _inline, context) => [
    createMaterializedView(part, context),
    ...columnSettings(part, context),
  ],
  drop: (part) => [
    statement(
      `DROP MATERIALIZED VIEW ${qualified(part)}`,
      risk('drop', `drops materialized view ${qualified(part)}, whose rows can be made again`),
    ),
  ],
  alter: alterMaterializedView,
};

function createMaterializedView(part: Part, context: ScriptContext): Statement {
  const head = [`CREATE MATERIALIZED VIEW ${qualified(part)}`];
  if (!context.hides('storage-parameters')) {
    const method = textOf(part, 'access method');
    if (method !== undefined) head.push(`USING ${quoteIdentifier(method)}`);
    const options = optionsOf(part);
    if (options.length > 0) head.push(`WITH (${optionList(options)})`);
  }
  const tablespace = textOf(part, 'tablespace');
  if (tablespace !== undefined && !context.hides('tablespaces')) {
    head.push(`TABLESPACE ${quoteIdentifier(tablespace)}`);
  }
  const populated = isSet(part, 'populated');
  return statement(
    `${head.join(' ')} AS\n ${textOf(part, 'definition') ?? ''}\n${populated ? 'WITH DATA' : 'WITH NO DATA'}`,
    ...(populated ? [risk('rebuild', `runs the query of ${qualified(part)} to fill it`)] : []),
  );
}

function columnSettings(part: Part, context: ScriptContext): readonly Statement[] {
  if (context.hides('storage-parameters')) return [];
  return listOf(part, 'column settings').map((setting) =>
    statement(`ALTER MATERIALIZED VIEW ${qualified(part)} ALTER COLUMN ${setting}`),
  );
}

function alterMaterializedView(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const name = qualified(target);
  const statements: Statement[] = [];
  for (const { attribute } of changes) {
    switch (attribute) {
      case 'definition':
        return { how: 'replace', reason: 'a materialized view has no CREATE OR REPLACE' };
      case 'storage parameters': {
        const { set, reset } = optionChanges(listOf(target, attribute), optionsOf(source));
        if (set !== '') statements.push(statement(`ALTER MATERIALIZED VIEW ${name} SET (${set})`));
        if (reset !== '') statements.push(statement(`ALTER MATERIALIZED VIEW ${name} RESET (${reset})`));
        break;
      }
      case 'access method': {
        // ALTER … SET ACCESS METHOD exists since 15.
        if (context.target.server.version < 150000) {
          return {
            how: 'replace',
            reason: 'the access method of a materialized view is given when it is created',
          };
        }
        const method = quoteIdentifier(textOf(source, attribute) ?? 'heap');
        statements.push(
          statement(
            `ALTER MATERIALIZED VIEW ${name} SET ACCESS METHOD ${method}`,
            risk('table-rewrite', `writes all rows of ${name} anew, under a lock that stops everybody`),
          ),
        );
        break;
      }
      case 'tablespace': {
        const tablespace = quoteIdentifier(textOf(source, attribute) ?? 'pg_default');
        statements.push(
          statement(
            `ALTER MATERIALIZED VIEW ${name} SET TABLESPACE ${tablespace}`,
            risk('table-rewrite', `copies ${name} to another tablespace, under a lock that stops everybody`),
          ),
        );
        break;
      }
      default:
        // Settings of columns have no common way back to their defaults, but a materialized view can be made again.
        return { how: 'replace', reason: `its ${attribute} differ` };
    }
  }
  return { how: 'in-place', statements };
}
