import type { Alteration, ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Catalog } from '../../../core/model/catalog.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { asideNames } from './asideName.js';
import { convert } from './columnConversion.js';
import { sortedColumns } from './columnDefinition.js';
import { beginAfterValues, type Counter, defaultOf, goOnFrom, pathOf, sequenceOf } from './counting.js';
import { foreignKeysAround, isPartitionTie, parentOf } from './inheritance.js';
import { isSet, listOf, nameOf, qualified, quotedName, relationOf, textOf } from './partName.js';

/** Whether a table is partitioned. */
function isPartitioned(table: Part): boolean {
  return textOf(table, 'partition key') !== undefined;
}

/** What ties other tables to a table, as partitions or heirs. */
function heirTies(table: Part, catalog: Catalog): readonly Part[] {
  if (!isSet(table, 'has heirs')) return [];
  const from = qualified(table);
  return [...catalog.parts.values()].filter((part) => part.kind === 'inheritance' && parentOf(part) === from);
}

/** What ties a table to the one that it is a partition or heir of. */
function ownTie(table: Part, catalog: Catalog): Part | undefined {
  return [...catalog.parts.values()].find((part) => part.kind === 'inheritance' && part.parent === table.id);
}

/**
 * Makes a table anew with its rows, because there is no ALTER for how it is partitioned: the old one and its partitions
 * are renamed, the new ones made, the rows copied, the old ones dropped. A partition that is detached keeps its rows.
 */
export function rebuildTable(target: Part, source: Part, reason: string, context: ScriptContext): Alteration {
  const along: PartId[] = [];
  const obstacle = whyNotRebuilt(target, context) ?? gather(target);
  if (obstacle !== undefined) return { how: 'unsupported', reason: obstacle };
  return {
    how: 'replace',
    reason,
    risks: risksOf(target, source),
    disturbs: foreignKeysAround(ownTie(target, context.target), context),
    keeps: { whole: target.id, along },
  };

  /** Collects the partitions that stay with the table, and says what is in the way. */
  function gather(table: Part): string | undefined {
    for (const tie of heirTies(table, context.target)) {
      const heir = context.target.parts.get(tie.objectId);
      const isParted = context.fateOf(tie.id) === 'drop' && context.fateOf(tie.objectId) !== 'drop';
      if (heir === undefined || isParted) continue;
      if (!isPartitionTie(tie)) return `${reason}, and ${qualified(heir)} inherits from it`;
      if (heir.kind !== 'table')
        return `${reason}, and the rows of the foreign table ${qualified(heir)} stay there`;
      if (context.fateOf(heir.id) !== 'drop' && !context.from.parts.has(heir.id)) {
        return `${reason}, and partition ${qualified(heir)}, which only the target has, stays`;
      }
      along.push(heir.id);
      const below = gather(heir);
      if (below !== undefined) return below;
    }
    return undefined;
  }
}

function whyNotRebuilt(table: Part, context: ScriptContext): string | undefined {
  const tie = ownTie(table, context.target);
  if (tie === undefined || context.fateOf(tie.id) === 'drop') return undefined;
  if (!isPartitionTie(tie))
    return `${qualified(table)} inherits from ${parentOf(tie)}, and would have to be made anew`;
  return undefined;
}

function risksOf(target: Part, source: Part): readonly Risk[] {
  const name = qualified(target);
  return [
    risk(
      'table-rewrite',
      `copies all rows of ${name} into a new table, under a lock that stops everybody; both take room until it is done`,
    ),
    ...(isPartitioned(source)
      ? [risk('may-fail-on-rows', `fails if a row of ${name} fits none of its partitions`)]
      : []),
  ];
}

/**
 * What cannot stay with a table that is put aside: a foreign key would hold on to what it refers to, and a type to how its
 * attributes were.
 */
export function goesBefore(part: Part): boolean {
  return part.kind === 'table-type' || isForeignKey(part);
}

/**
 * Sequences go on from where those before them stood. Foreign keys hold rows to those of other tables, or to others of
 * the same one, that may come back later.
 */
export function comesBeforeContents(part: Part): boolean | undefined {
  if (part.kind === 'sequence') return true;
  return isForeignKey(part) ? false : undefined;
}

function isForeignKey(part: Part): boolean {
  return part.kind === 'constraint' && textOf(part, 'type') === 'foreign key';
}

/**
 * Puts a table out of the way of its successor, with whatever has a name in its schema. Its defaults would hold on to
 * functions, and its row security would hide rows from who copies them.
 */
export function setTableAside(
  table: Part,
  isWhole: boolean,
  parts: readonly Part[],
  context: ScriptContext,
): readonly Statement[] {
  const aside = asideNames(context, 'relation', 'type');
  const tie = isWhole ? ownTie(table, context.target) : undefined;
  const rename = (kind: string, path: readonly string[]): Statement =>
    statement(`ALTER ${kind} ${quoteQualified(...path)} RENAME TO ${quoteIdentifier(aside(path))}`);
  const schema = table.path[0] ?? '';
  return [
    ...(tie === undefined || !isPartitionTie(tie)
      ? []
      : [statement(`ALTER TABLE ${parentOf(tie)} DETACH PARTITION ${qualified(table)}`)]),
    ...parts.flatMap((part) => {
      if (part.kind === 'default') {
        const column = `${relationOf(part)} ALTER COLUMN ${quotedName(part)}`;
        return [statement(`ALTER TABLE ONLY ${column} DROP DEFAULT`)];
      }
      if (part.kind === 'sequence') return [rename('SEQUENCE', part.path)];
      if (part.kind === 'column' && textOf(part, 'identity') !== undefined) {
        return [rename('SEQUENCE', listOf(part, 'sequence'))];
      }
      if (part.kind === 'statistics') return [rename('STATISTICS', part.path)];
      const hasIndex = part.kind === 'index' || (part.kind === 'constraint' && part.occupies.length > 0);
      return hasIndex ? [rename('INDEX', [schema, nameOf(part)])] : [];
    }),
    ...(isSet(table, 'row security')
      ? [statement(`ALTER TABLE ${qualified(table)} DISABLE ROW LEVEL SECURITY`)]
      : []),
    rename('TABLE', table.path),
  ];
}

/**
 * Copies the rows of a table that was put aside into its successor (of whose parts `made` are new), column by column,
 * makes sure that none is missing, lets its sequences go on, and drops it with its partitions.
 */
export function bringRowsBack(
  target: Part,
  next: Part,
  made: readonly Part[],
  context: ScriptContext,
): readonly Statement[] {
  const aside = asideNames(context, 'relation', 'type');
  const old = quoteQualified(target.path[0] ?? '', aside(target.path));
  const before = new Map(
    [...context.target.parts.values()]
      .filter((part) => part.kind === 'column' && part.objectId === target.id)
      .map((part) => [part.id, part]),
  );
  const after = sortedColumns(made);
  const copied = after.flatMap((column) => {
    const from = before.get(column.id);
    if (textOf(column, 'generated') !== undefined) return [];
    if (from !== undefined) return [{ column, ...convert(from, column, context) }];
    const sql = nextOfWhole(column, context.from);
    return sql === undefined ? [] : [{ column, sql, risks: [] }];
  });
  const kept = new Set(after.map(({ id }) => id));
  const lost = [...before.values()]
    .filter((column) => !kept.has(column.id) && textOf(column, 'generated') === undefined)
    .map((column) => risk('data-loss', `drops column ${qualified(column)} and its values`));
  const names = copied.map(({ column }) => quotedName(column)).join(', ');
  const overriding = copied.some(({ column }) => textOf(column, 'identity') !== undefined)
    ? ' OVERRIDING SYSTEM VALUE'
    : '';
  const from = `FROM ${isPartitioned(target) ? '' : 'ONLY '}${old}`;
  const insert =
    `INSERT INTO ${qualified(next)}${names === '' ? '' : ` (${names})`}${overriding}\n` +
    `  SELECT ${copied.map(({ sql }) => sql).join(', ')} ${from}`;
  const forced = isSet(next, 'force row security');
  const force = (how: string): Statement =>
    statement(`ALTER TABLE ${qualified(next)} ${how} ROW LEVEL SECURITY`);
  return [
    ...(forced ? [force('NO FORCE')] : []),
    statement(checked(insert, from, target, next), ...lost, ...copied.flatMap(({ risks }) => risks)),
    ...(forced ? [force('FORCE')] : []),
    ...counting(target, after, before, made, context),
    statement(`DROP TABLE ${old}`),
  ];
}

/**
 * The copying, and an error where it leaves a row out or a trigger would act on what is copied; triggers are made after
 * it.
 */
function checked(insert: string, from: string, table: Part, copy: Part): string {
  const made = quoteText(qualified(copy));
  let tag = '$copy$';
  while (insert.includes(tag)) tag = `$copy_${String(tag.length)}$`;
  return [
    `DO ${tag}`,
    'DECLARE',
    '  copied bigint;',
    'BEGIN',
    '  IF EXISTS (SELECT FROM pg_catalog.pg_trigger AS t WHERE NOT t.tgisinternal AND t.tgrelid IN (',
    `      SELECT ${made}::pg_catalog.regclass UNION SELECT p.relid FROM pg_catalog.pg_partition_tree(${made}) AS p)) THEN`,
    `    RAISE EXCEPTION 'a trigger would act on copied rows' USING TABLE = ${quoteText(nameOf(table))};`,
    '  END IF;',
    `  ${insert};`,
    '  GET DIAGNOSTICS copied = ROW_COUNT;',
    `  IF copied <> (SELECT pg_catalog.count(*) ${from}) THEN`,
    `    RAISE EXCEPTION 'only % rows of a table were copied', copied USING TABLE = ${quoteText(nameOf(table))};`,
    '  END IF;',
    'END',
    tag,
  ].join('\n');
}

/** The next value of the identity that a column has from what its table is a partition of: it counts for rows of the whole only. */
function nextOfWhole(column: Part, catalog: Catalog): string | undefined {
  const whole = column.inherited && catalog.parts.get(column.inherited.from);
  if (whole === undefined) return undefined;
  if (textOf(whole, 'identity') === undefined) return nextOfWhole(whole, catalog);
  const sequence = `pg_catalog.pg_get_serial_sequence(${quoteText(relationOf(whole))}, ${quoteText(nameOf(whole))})`;
  return `pg_catalog.nextval(${sequence})`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Lets what counts for the columns go on from where it stood in the table that was put aside. */
function counting(
  target: Part,
  columns: readonly Part[],
  before: ReadonlyMap<PartId, Part>,
  made: readonly Part[],
  context: ScriptContext,
): readonly Statement[] {
  const aside = asideNames(context, 'relation', 'type');
  const goOn = (old: Counter, counter: Counter): readonly Statement[] => {
    const path = pathOf(old);
    const isOwn = old.kind === 'column' || old.objectId === target.id;
    return goOnFrom(quoteQualified(path[0] ?? '', isOwn ? aside(path) : (path[1] ?? '')), old, counter);
  };
  const settled = new Set<PartId>();
  const byColumn = columns.flatMap((column) => {
    const counter = counterOf(column, context.from);
    if (counter === undefined || (counter.kind === 'sequence' && !made.some(({ id }) => id === counter.id)))
      return [];
    settled.add(counter.id);
    const was = before.get(column.id);
    if (was === undefined) return [];
    const old = counterOf(was, context.target);
    return old === undefined ? beginAfterValues(column, counter) : goOn(old, counter);
  });
  const others = made.flatMap((part) => {
    const old =
      part.kind === 'sequence' && !settled.has(part.id) ? context.target.parts.get(part.id) : undefined;
    return old === undefined ? [] : goOn(old, part);
  });
  return [...byColumn, ...others];
}

/** What counts for a column: its identity, or the sequence of its default. */
function counterOf(column: Part, catalog: Catalog): Counter | undefined {
  if (textOf(column, 'identity') !== undefined) return column;
  const byDefault = defaultOf(column, catalog);
  return byDefault && sequenceOf(byDefault, catalog);
}
