import type { Alteration, ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { Risk } from '../../../core/model/risk.js';
import { quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { paddingObstacle } from './ansiPadding.js';
import { asideNames } from './asideName.js';
import { risksOfAltering } from './columnRisks.js';
import { columnsOf, isRowVersion, takesValue } from './columnValues.js';
import { isConvertible } from './conversion.js';
import { goOnCounting } from './counting.js';
import { periodOf } from './period.js';
import { isSet, nameOf, qualified, quotedName, textOf } from './partName.js';

/**
 * Makes a table anew with its rows, for what no ALTER changes (an identity, the order of columns), where a person asks for
 * it: the old one is renamed, the new one made, the rows copied and counted, the old one dropped.
 */
export function rebuildTable(
  table: Part,
  reason: string,
  independent: boolean,
  context: ScriptContext,
): Alteration {
  const obstacle = whyNotRebuilt(table, context);
  if (obstacle !== undefined)
    return { how: 'unsupported', independent, reason: `${reason}; ${qualified(table)} ${obstacle}` };
  return {
    how: 'replace',
    reason,
    risks: [
      risk(
        'table-rewrite',
        `copies all rows of ${qualified(table)} into a new table, under a lock that stops everybody; both take room until it is done`,
      ),
    ],
    keeps: { whole: table.id, along: [] },
    onlyIfAsked: { independent },
  };
}

/** What would be lost with the old table, whatever is copied. */
function whyNotRebuilt(table: Part, context: ScriptContext): string | undefined {
  const both = [context.target, context.from].map(({ parts }) => ({
    parts,
    own: parts.get(table.id) ?? table,
  }));
  const isTemporal = both.some(
    ({ parts, own }) => periodOf(own, parts) !== undefined || textOf(own, 'history of') !== undefined,
  );
  if (isTemporal)
    return 'is temporal, and a new table would not know since when its rows have been as they are';
  const watched = textOf(table, 'watched by');
  if (watched !== undefined) return `is watched by ${watched}, which would not know of a new table`;
  for (const { own } of both) {
    const obstacle = paddingObstacle(own, false);
    if (obstacle !== undefined) return `could not be made so again: ${obstacle}`;
  }
  const [before, after] = both.map(({ parts }) => columnsOf(table, parts));
  for (const column of before ?? []) {
    const next = after?.find(({ id }) => id === column.id);
    const [from, to] = [column, next].map((one) => (one === undefined ? '' : (textOf(one, 'type') ?? '')));
    if (next !== undefined && takesValue(next) && !isConvertible(from ?? '', to ?? ''))
      return `has column ${quotedName(column)}, whose ${from ?? ''} the server does not turn into ${to ?? ''} by itself`;
  }
  for (const { parts } of both) {
    const unknown = columnsOf(table, parts).find((column) => isSet(column, 'unscriptable'));
    if (unknown !== undefined) {
      const because = textOf(unknown, 'unscriptable because') ?? '';
      return `has column ${quotedName(unknown)}, of which DBVC does not compare everything yet (${because})`;
    }
  }
  return undefined;
}

/**
 * What cannot stay with a table that is set aside: names of constraints and triggers are unique in a schema, foreign keys
 * hold on to other tables, and what calls a function stops its ALTER. Keys keep their indexes and are renamed.
 */
export function goesBefore(part: Part): boolean {
  switch (part.kind) {
    case 'foreign-key':
    case 'trigger':
      return true;
    case 'default':
    case 'check':
      return 'constraint name' in part.attributes || callsFunction(part);
    case 'column':
      return 'computed' in part.attributes && callsFunction(part);
    default:
      return false;
  }
}

function callsFunction(part: Part): boolean {
  return part.dependsOn.some((id) => id.startsWith('function:'));
}

/** Puts a table out of the way of its successor, with the keys that have a name in its schema. */
export function setTableAside(
  table: Part,
  parts: readonly Part[],
  context: ScriptContext,
): readonly Statement[] {
  const aside = asideNames(context);
  const schema = table.path[0] ?? '';
  const rename = (name: string): Statement =>
    statement(
      `EXEC sp_rename ${quoteLiteral(quoteQualified(schema, name))}, ${quoteLiteral(aside([schema, name]))}, N'OBJECT'`,
    );
  const keys = parts
    .filter(({ kind }) => kind === 'primary-key' || kind === 'unique')
    .flatMap((key) => textOf(key, 'constraint name') ?? []);
  return [...keys, nameOf(table)].map(rename);
}

/**
 * Copies the rows of a table that was set aside into its successor (of whose parts `made` are new), makes sure that none is
 * missing, lets its identity go on, and drops it.
 */
export function bringRowsBack(
  target: Part,
  next: Part,
  made: readonly Part[],
  context: ScriptContext,
): readonly Statement[] {
  const old = quoteQualified(target.path[0] ?? '', asideNames(context)(target.path));
  const before = new Map(columnsOf(target, context.target.parts).map((column) => [column.id, column]));
  const after = made
    .filter(({ kind }) => kind === 'column')
    .sort((a, b) => Number(a.details['position']) - Number(b.details['position']));
  const copied = after.flatMap((column) => {
    const from = before.get(column.id);
    return from !== undefined && takesValue(column) ? [{ column, from }] : [];
  });
  const risks = [...before.values()].flatMap((from) => {
    const column = after.find(({ id }) => id === from.id);
    if (isRowVersion(from) && column !== undefined && isRowVersion(column))
      return [risk('irreversible', `all rows of ${qualified(next)} get new values of ${quotedName(column)}`)];
    const isKept = 'computed' in from.attributes || (column !== undefined && takesValue(column));
    return isKept ? [] : [risk('data-loss', `drops the values of column ${qualified(from)}`)];
  });
  const identity = after.find((column) => 'identity' in column.attributes);
  const sql = copying(qualified(next), old, copied, identity !== undefined, before);
  return [
    statement(
      sql,
      ...risks,
      ...copied.flatMap(({ column, from }) => risksOfCopying(from, column)),
      ...after.flatMap((column) => (before.has(column.id) ? [] : risksOfEmpty(column, made))),
    ),
    ...(identity === undefined ? [] : [statement(goOnCounting(identity, qualified(next), old))]),
    statement(`DROP TABLE ${old}`),
  ];
}

/** What may happen to values on the way: what ALTER COLUMN might do to them, in rows that are written anyway. */
function risksOfCopying(from: Part, column: Part): readonly Risk[] {
  return risksOfAltering(from, column).filter(({ kind }) => kind !== 'table-rewrite');
}

/** What has no value in the rows that are copied. */
function risksOfEmpty(column: Part, made: readonly Part[]): readonly Risk[] {
  const isFilled =
    !takesValue(column) ||
    isSet(column, 'nullable') ||
    'identity' in column.attributes ||
    made.some(({ kind, parent }) => kind === 'default' && parent === column.id);
  if (isFilled) return [];
  return [
    risk('may-fail-on-rows', `fails if there are rows: column ${qualified(column)} would be empty in them`),
  ];
}

/** The copying, and an error where a row is missing, a trigger would act on it, or what is read is masked. */
function copying(
  table: string,
  old: string,
  copied: readonly { readonly column: Part; readonly from: Part }[],
  hasIdentity: boolean,
  before: ReadonlyMap<string, Part>,
): string {
  const isMasked = [...before.values()].some((column) => 'masked with' in column.attributes);
  const into = copied.map(({ column }) => quotedName(column)).join(', ');
  const from = copied.map((one) => quotedName(one.from)).join(', ');
  const insert = `INSERT INTO ${table} (${into})\nSELECT ${from} FROM ${old} WITH (TABLOCKX, HOLDLOCK);`;
  const isInserted = hasIdentity && copied.some(({ column }) => 'identity' in column.attributes);
  return [
    // A SELECT would give the mask in place of the value: https://learn.microsoft.com/sql/relational-databases/security/dynamic-data-masking
    ...(isMasked
      ? [
          `IF ISNULL(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'UNMASK'), 0) = 0 THROW 50000, ${quoteLiteral(`This login sees masks in place of values of ${table}.`)}, 1;`,
        ]
      : []),
    `IF EXISTS (SELECT 1 FROM sys.triggers WHERE parent_id = OBJECT_ID(${quoteLiteral(table)})) THROW 50000, ${quoteLiteral(`A trigger would act on the rows that are copied into ${table}.`)}, 1;`,
    ...(isInserted ? [`SET IDENTITY_INSERT ${table} ON;`] : []),
    ...(copied.length === 0 ? [] : [insert]),
    ...(isInserted ? [`SET IDENTITY_INSERT ${table} OFF;`] : []),
    `IF (SELECT COUNT_BIG(*) FROM ${table}) <> (SELECT COUNT_BIG(*) FROM ${old}) THROW 50000, ${quoteLiteral(`Not all rows of ${table} were copied.`)}, 1;`,
  ].join('\n');
}
