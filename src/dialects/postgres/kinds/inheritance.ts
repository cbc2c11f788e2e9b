import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, integer, oid, optionalText, texts } from '../introspection/rows.js';
import type { PostgresKind } from './kind.js';
import { given, listOf, relationOf, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  child: oid,
  parent: oid,
  position: integer,
  is_partition: flag,
  bound: optionalText,
  own_columns: texts.nullable(),
  own_checks: texts.nullable(),
  own_not_nulls: texts.nullable(),
});

/**
 * What ties a table to one that it inherits from: the attachment of a partition with its bound, or INHERITS. A part of
 * the heir. A partition is made whole and attached then, as pg_dump does it: nothing gets a name that the server makes up.
 */
export const inheritanceKind: PostgresKind = {
  name: 'inheritance',
  rank: 215,
  row,
  query: (version) => `
    select i.inhrelid as child, i.inhparent as parent, i.inhseqno as position,
      c.relispartition as is_partition,
      case when c.relispartition then pg_catalog.pg_get_expr(c.relpartbound, c.oid) end as bound,
      case when not c.relispartition then (
        select pg_catalog.array_agg(a.attname::text order by a.attname::text)
        from pg_catalog.pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attinhcount > 0 and a.attislocal
      ) end as own_columns,
      case when not c.relispartition then (
        select pg_catalog.array_agg(k.conname::text order by k.conname::text)
        from pg_catalog.pg_constraint as k
        where k.conrelid = c.oid and k.contype = 'c' and k.coninhcount > 0 and k.conislocal
      ) end as own_checks,
      ${version >= 180000 ? ownNotNulls : 'null::text[]'} as own_not_nulls
    from pg_catalog.pg_inherits as i
    join pg_catalog.pg_class as c on c.oid = i.inhrelid and c.relkind in ('r', 'p', 'f')
    order by i.inhrelid, i.inhseqno`,
  read(rows, builder) {
    let heir = 0;
    let before: string[] = [];
    for (const tie of checkedRows('inheritance', row, rows)) {
      if (tie.child !== heir) before = [];
      heir = tie.child;
      const child = builder.relation(tie.child, 'table', 'foreign-table');
      const parent = builder.relation(tie.parent, 'table', 'foreign-table');
      if (child === undefined || parent === undefined) continue;
      const id = partId('inheritance', ...child.path, ...parent.path);
      builder.add({
        id,
        kind: 'inheritance',
        objectId: child.id,
        parent: child.id,
        path: child.path,
        attributes: withoutDefaults({
          bound: given(tie.bound),
          // The order of the parents and which of their columns, checks and NOT NULL the heir declares too are settled by its
          // CREATE TABLE, like the order of its columns, and are nothing more than that.
          after: before.length === 0 ? undefined : { value: [...before], rule: 'column-order' },
          'own columns':
            tie.own_columns === null ? undefined : { value: tie.own_columns, rule: 'column-order' },
          'own not nulls':
            tie.own_not_nulls === null ? undefined : { value: tie.own_not_nulls, rule: 'column-order' },
          'own checks': tie.own_checks === null ? undefined : { value: tie.own_checks, rule: 'column-order' },
        }),
        ...(builder.server.version < 180_000 ? { lacks: ['own not nulls'] } : {}),
        details: {
          from: parent.path,
          position: tie.position,
          ...(child.kind === 'table' ? {} : { foreign: true }),
        },
      });
      before.push(quoteQualified(...parent.path));
      if (tie.is_partition) builder.markMadeByData(child.id);
      builder.tie(child.id, { id, parent: parent.id, isPartition: tie.is_partition });
    }
  },
  describe: (part) =>
    isPartitionTie(part)
      ? `partition ${relationOf(part)} of ${parentOf(part)}`
      : `inheritance of ${relationOf(part)} from ${parentOf(part)}`,
  create: (part, _inline, context) => [
    isPartitionTie(part)
      ? statement(
          `ALTER TABLE ONLY ${parentOf(part)} ATTACH PARTITION ${relationOf(part)} ${textOf(part, 'bound') ?? ''}`,
          ...risksOfAttaching(part, context),
        )
      : statement(`ALTER TABLE ${relationOf(part)} INHERIT ${parentOf(part)}`),
  ],
  drop,
  alter,
};

/** The columns whose NOT NULL a table inherits and declares too: a constraint since 18. */
const ownNotNulls = `case when not c.relispartition then (
        select pg_catalog.array_agg(a.attname::text order by a.attname::text)
        from pg_catalog.pg_constraint as k
        join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum = k.conkey[1]
        where k.conrelid = c.oid and k.contype = 'n' and k.coninhcount > 0 and k.conislocal
      ) end`;

/** Whether the tie is the attachment of a partition. */
export function isPartitionTie(tie: Part): boolean {
  return textOf(tie, 'bound') !== undefined;
}

/** What the heir inherits from, as SQL. */
export function parentOf(tie: Part): string {
  return quoteQualified(...listOf(tie, 'from'));
}

function risksOfAttaching(tie: Part, context: ScriptContext): readonly Risk[] {
  if (!context.target.parts.has(tie.objectId)) return [];
  return [
    risk('may-fail-on-rows', `fails if rows of ${relationOf(tie)} are outside ${textOf(tie, 'bound') ?? ''}`),
    risk('long-lock', `reads all rows of ${relationOf(tie)} under a lock that stops everybody`),
  ];
}

function drop(tie: Part): readonly Statement[] {
  const isOut = risk('drop', `takes ${relationOf(tie)} and its rows out of ${parentOf(tie)}`);
  return [
    isPartitionTie(tie)
      ? statement(`ALTER TABLE ${parentOf(tie)} DETACH PARTITION ${relationOf(tie)}`, isOut)
      : statement(`ALTER TABLE ${relationOf(tie)} NO INHERIT ${parentOf(tie)}`, isOut),
  ];
}

/**
 * The foreign keys to what a tie makes a table a partition of, and to what that one is a partition of: the server refuses
 * to take out a partition that rows refer to.
 */
export function foreignKeysAround(tie: Part | undefined, context: ScriptContext): readonly PartId[] {
  if (tie === undefined || !isPartitionTie(tie)) return [];
  const parts = [...context.target.parts.values()];
  const wholeId = partId('table', ...listOf(tie, 'from'));
  const referring = parts
    .filter((part) => part.objectId === wholeId && part.id !== wholeId && part.occupies.length > 0)
    .flatMap((key) => context.dependentsOf(key.id))
    .filter((part) => textOf(part, 'type') === 'foreign key')
    .map(({ id }) => id);
  const above = parts.find((part) => part.kind === 'inheritance' && part.parent === wholeId);
  return [...new Set([...referring, ...foreignKeysAround(above, context)])].sort();
}

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  if (changes.some(({ attribute }) => attribute === 'bound')) {
    const bounds = `${textOf(target, 'bound') ?? ''} to ${textOf(source, 'bound') ?? ''}`;
    const reason = `the bound of ${relationOf(target)} changes from ${bounds}`;
    return { how: 'replace', reason, disturbs: foreignKeysAround(target, context) };
  }
  const declared = ownNotNullsAdded(target, source, changes, context);
  if (declared !== undefined) return { how: 'in-place', statements: declared };
  const isDeclared = changes.some(({ attribute }) => attribute !== 'after');
  const kept = listOf(target, 'after').filter((parent) => listOf(source, 'after').includes(parent));
  if (!isDeclared && kept.length === listOf(source, 'after').length)
    return { how: 'in-place', statements: [] };
  const what = isDeclared
    ? 'declares other columns, checks or NOT NULL of those that it inherits'
    : 'inherits in another order';
  const reason = `${relationOf(target)} ${what}, which only a new table could change`;
  return { how: 'unsupported', reason, independent: true };
}

/** What has an heir declare NOT NULL that it inherits: it can begin to, and cannot cease. Undefined where more than that changes. */
function ownNotNullsAdded(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): readonly Statement[] | undefined {
  const [before, after] = [target, source].map((tie) => listOf(tie, 'own not nulls'));
  if (before === undefined || after === undefined || changes.some((one) => one.attribute !== 'own not nulls'))
    return undefined;
  if (context.target.server.version < 180_000 || before.some((name) => !after.includes(name)))
    return undefined;
  return after
    .filter((name) => !before.includes(name))
    .map((name) =>
      statement(`ALTER TABLE ONLY ${relationOf(source)} ALTER COLUMN ${quoteIdentifier(name)} SET NOT NULL`),
    );
}
