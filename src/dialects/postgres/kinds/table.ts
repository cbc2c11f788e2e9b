import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, AttributeValue, Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, optionalTexts, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { SharedValues } from '../introspection/sharedValues.js';
import { orderComesByItself } from './columnOrder.js';
import type { PostgresKind } from './kind.js';
import { isPartitionTie, parentOf } from './inheritance.js';
import { given, isSet, listOf, qualified, textOf, withoutDefaults } from './partName.js';
import { givenDetails } from './storageOptions.js';
import { bringRowsBack, rebuildTable, setTableAside } from './tableRebuild.js';
import { alterTable, createTable } from './tableStatements.js';

const row = z.object({
  oid,
  name: text,
  schema: text,
  owner: text,
  partition_key: optionalText,
  key_columns: optionalTexts,
  has_heirs: flag,
  persistence: text,
  row_security: flag,
  force_row_security: flag,
  replica_identity: text,
  is_clustered: flag,
  access_method: optionalText,
  tablespace: optionalText,
  options: optionalTexts,
  toast_options: optionalTexts,
  row_type: oid,
  array_type: oid,
});

type TableRow = z.infer<typeof row>;

const replicaIdentities: Readonly<Record<string, string>> = { n: 'nothing', f: 'full', i: 'index' };

/** Tables, each with its columns, constraints, indexes and policies as parts of it. */
export const tableKind: PostgresKind = {
  name: 'table',
  object: { name: 'table', label: 'Table', plural: 'Tables', order: 60, icon: 'table' },
  rank: 100,
  row,
  query: () => `
    select c.oid, c.relname as name, n.nspname as schema,
      pg_catalog.pg_get_userbyid(c.relowner) as owner,
      case when c.relkind = 'p' then pg_catalog.pg_get_partkeydef(c.oid) end as partition_key,
      case when c.relkind = 'p' then (
        -- an expression has a 0 here, and is not followed: the server says no to what it reads
        select pg_catalog.array_agg(a.attname::text order by a.attnum)
        from pg_catalog.pg_partitioned_table as partitioned
        join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum = any (partitioned.partattrs::int2[])
        where partitioned.partrelid = c.oid
      ) end as key_columns,
      -- stays true after the last one has gone, until VACUUM looks
      c.relhassubclass as has_heirs,
      c.relpersistence as persistence,
      c.relrowsecurity as row_security,
      c.relforcerowsecurity as force_row_security,
      c.relreplident as replica_identity,
      -- the marker of CLUSTER is kept on the index
      clustered.indrelid is not null as is_clustered,
      am.amname as access_method,
      -- 0 means the database's own, whatever that is
      tablespace.spcname as tablespace,
      c.reloptions as options,
      toast.reloptions as toast_options,
      c.reltype as row_type,
      row_type.typarray as array_type
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    join pg_catalog.pg_type as row_type on row_type.oid = c.reltype
    left join pg_catalog.pg_am as am on am.oid = c.relam
    left join pg_catalog.pg_tablespace as tablespace on tablespace.oid = c.reltablespace
    left join pg_catalog.pg_class as toast on toast.oid = c.reltoastrelid and toast.reloptions is not null
    left join pg_catalog.pg_index as clustered on clustered.indrelid = c.oid and clustered.indisclustered
    where c.relkind in ('r', 'p')
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_class', 'c.oid')}
    order by n.nspname, c.relname`,
  read(rows, builder) {
    for (const table of checkedRows('table', row, rows)) {
      const { schema, name } = table;
      const id = partId('table', schema, name);
      const occupies = [`relation:${schema}.${name}`, `type:${schema}.${name}`];
      builder.add(
        {
          id,
          kind: 'table',
          path: [schema, name],
          attributes: attributesOf(table),
          details: detailsOf(table),
          occupies,
        },
        { catalog: 'pg_class', oid: table.oid },
        { catalog: 'pg_type', oid: table.row_type },
        { catalog: 'pg_type', oid: table.array_type },
      );
    }
  },
  address: (part) => `TABLE ${qualified(part)}`,
  describe: (part) => `table ${qualified(part)}`,
  obstacle: whyNoKey,
  create: createTable,
  drop: (part, context) => [
    ...detachReferenced(part, context),
    statement(
      `DROP TABLE ${qualified(part)}`,
      risk('data-loss', `drops table ${qualified(part)} and its rows`),
    ),
  ],
  setAside: setTableAside,
  bringBack: bringRowsBack,
  alter: (target, source, changes, context) => alter(target, source, changes, context),
  inlines(_parent, child) {
    if (child.kind === 'column') return 'must';
    // A partition is attached when it is whole, as pg_dump does it.
    if (child.kind === 'inheritance') return isPartitionTie(child) ? 'no' : 'must';
    if (child.kind !== 'constraint') return 'no';
    return isSet(child, 'inlinable') ? 'may' : 'no';
  },
};

/** The server drops no partition that foreign keys to the whole refer to, until it is detached. */
function detachReferenced(table: Part, context: ScriptContext): readonly Statement[] {
  const tie = attachmentOf(table.id, context);
  if (tie === undefined) return [];
  for (let at: Part | undefined = tie; at !== undefined; at = attachmentOf(wholeOf(at), context)) {
    if (isReferenced(wholeOf(at), context)) {
      return [statement(`ALTER TABLE ${parentOf(tie)} DETACH PARTITION ${qualified(table)}`)];
    }
  }
  return [];
}

function attachmentOf(table: PartId, context: ScriptContext): Part | undefined {
  return context
    .dependentsOf(table)
    .find((part) => part.kind === 'inheritance' && part.parent === table && isPartitionTie(part));
}

function wholeOf(tie: Part): PartId {
  return tie.dependsOn.find((on) => on !== tie.parent) ?? tie.id;
}

/** Whether foreign keys refer to a table: each depends on the key that it refers to. */
function isReferenced(table: PartId, context: ScriptContext): boolean {
  return context
    .dependentsOf(table)
    .filter((key) => key.occupies.length > 0)
    .flatMap((key) => context.dependentsOf(key.id))
    .some((part) => textOf(part, 'type') === 'foreign key');
}

function detailsOf(table: TableRow): Record<string, AttributeValue> {
  return {
    ...givenDetails(optionsAsGiven(table)),
    ...(table.has_heirs ? { 'has heirs': true } : {}),
    ...(table.key_columns === null ? {} : { 'key columns': table.key_columns }),
  };
}

/** Options of the TOAST table are written as `toast.…` of the table. */
function optionsAsGiven(table: TableRow): readonly string[] {
  return [...(table.options ?? []), ...(table.toast_options ?? []).map((one) => `toast.${one}`)];
}

/** By owner, of tables that have nothing else. */
const sharedAttributes = new SharedValues<string, Readonly<Record<string, Attribute>>>();

function attributesOf(table: TableRow): Readonly<Record<string, Attribute>> {
  const identity = replicaIdentities[table.replica_identity];
  const options = optionsAsGiven(table);
  const attributes = withoutDefaults({
    owner: { value: table.owner, rule: 'owners' },
    'partition key': given(table.partition_key),
    persistence: table.persistence === 'u' ? { value: 'unlogged' } : undefined,
    'row security': table.row_security ? { value: true } : undefined,
    'force row security': table.force_row_security ? { value: true } : undefined,
    'replica identity': identity === undefined ? undefined : { value: identity },
    clustered: table.is_clustered ? { value: true, rule: 'storage-parameters' } : undefined,
    'access method':
      table.access_method === null || table.access_method === 'heap'
        ? undefined
        : { value: table.access_method, rule: 'storage-parameters' },
    'storage parameters':
      options.length === 0 ? undefined : { value: [...options].sort(), rule: 'storage-parameters' },
    tablespace: table.tablespace === null ? undefined : { value: table.tablespace, rule: 'tablespaces' },
  });
  const isUsual = Object.keys(attributes).length === 1;
  return isUsual ? sharedAttributes.get(table.owner, () => attributes) : attributes;
}

/** Why a table cannot be partitioned as it is to be: a column of the key is left out, or left as it is. */
function whyNoKey(table: Part, context: ScriptContext): string | undefined {
  const target = context.target.parts.get(table.id);
  const key = textOf(table, 'partition key');
  if (key === undefined || (target !== undefined && textOf(target, 'partition key') === key))
    return undefined;
  const left = listOf(table, 'key columns').find(
    (name) => context.isLeft?.(partId('column', ...table.path, name)) === true,
  );
  return left === undefined
    ? undefined
    : `it is to be partitioned by ${quoteQualified(...table.path, left)}, which is left`;
}

/** How the partitioning changes, in words. */
function partitioningOf(target: Part, source: Part): string {
  const name = qualified(target);
  const key = textOf(source, 'partition key');
  if (key === undefined) return `${name} is not partitioned any more`;
  const how =
    textOf(target, 'partition key') === undefined ? 'is partitioned' : 'is partitioned in another way';
  return `${name} ${how}, by ${key}`;
}

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  if (changes.some(({ attribute }) => attribute === 'partition key')) {
    return rebuildTable(target, source, partitioningOf(target, source), context);
  }
  const own = changes.filter((change) => change.attribute !== 'column order');
  if (own.length === changes.length || orderComesByItself(target, source)) {
    return alterTable(target, source, own, context);
  }
  if (own.length > 0) return alterTable(target, source, own, context);
  return {
    how: 'unsupported',
    independent: true,
    reason: `the columns of ${qualified(target)} stand in another order, which only a new table could change`,
  };
}
