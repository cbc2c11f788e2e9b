import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Catalog } from '../../../core/model/catalog.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { asideNames } from './asideName.js';
import { detailKind, isOfForeignTable, listOf, quotedName, relationOf, textOf } from './partName.js';
import { identityPrefix, limitChange, limits, startOf } from './sequenceOptions.js';
import { createSequence, limitRisks } from './sequenceStatements.js';

/** What counts for a column: a sequence, or the column itself where it is an identity. */
export type Counter = Part;

/** The default of a column. */
export function defaultOf(column: Part, catalog: Catalog): Part | undefined {
  return catalog.parts.get(partId(detailKind('default', column.objectId), ...column.path));
}

/** The sequence that a default counts with; undefined where it does not, or with several. */
export function sequenceOf(byDefault: Part, catalog: Catalog): Part | undefined {
  const sequences = byDefault.dependsOn
    .map((id) => catalog.parts.get(id))
    .filter((part) => part?.kind === 'sequence');
  return sequences.length === 1 ? sequences[0] : undefined;
}

function prefixOf(counter: Counter): string {
  return counter.kind === 'sequence' ? '' : identityPrefix;
}

export function pathOf(counter: Counter): readonly string[] {
  return counter.kind === 'sequence' ? counter.path : listOf(counter, 'sequence');
}

/** How one counter takes the place of another: the old one makes way, the new one comes, goes on from there, the old one goes. */
export interface Succession {
  readonly makeWay: readonly Statement[];
  readonly goOn: readonly Statement[];
  /** The name of the old sequence from `makeWay` on, as SQL. */
  readonly aside: string;
}

/**
 * How `next` goes on from where `before` stands. One that has not counted yet stands at its own start and hands nothing
 * on; where no number of the old one fits the new one, it counts from its start, and that is a loss.
 */
export function succession(before: Counter, next: Counter, context: ScriptContext): Succession {
  const path = pathOf(before);
  const [schema = '', name = ''] = path;
  const nextName = quoteQualified(...pathOf(next));
  const isInTheWay = quoteQualified(...path) === nextName;
  const asideOf = isInTheWay ? asideNames(context, 'relation', 'type')(path) : name;
  const aside = quoteQualified(schema, asideOf);
  const { restarts, mayFail } = limitsOf(before, next);
  const risks = limitRisks(nextName, restarts, mayFail);
  return {
    aside,
    makeWay: isInTheWay
      ? [
          statement(
            `ALTER SEQUENCE ${quoteQualified(schema, name)} RENAME TO ${quoteIdentifier(asideOf)}`,
            ...(restarts ? risks : []),
          ),
        ]
      : [],
    goOn: restarts ? [] : goOnFrom(aside, before, next),
  };
}

function limitsOf(before: Counter, next: Counter): ReturnType<typeof limitChange> {
  return limitChange(before, next, prefixOf(next), prefixOf(before));
}

/** How `next` goes on from where `before` stands, which is now called `aside`; a loss where it has to start again. */
export function goOnFrom(aside: string, before: Counter, next: Counter): readonly Statement[] {
  const name = quoteQualified(...pathOf(next));
  const { restarts, mayFail } = limitsOf(before, next);
  const value = restarts ? startOf(next, prefixOf(next)) : 'last_value';
  return [
    statement(
      `SELECT pg_catalog.setval(${quoteLiteral(name)}, ${value}, ${restarts ? 'false' : 'is_called'}) FROM ${aside}\n` +
        `WHERE is_called OR last_value <> ${startOf(before, prefixOf(before))}`,
      ...limitRisks(name, restarts, mayFail),
    ),
  ];
}

/**
 * The old sequence that an alteration drops itself so that another counter can go on from it: one that goes and that
 * nothing else counts with.
 */
export function successible(byDefault: Part | undefined, context: ScriptContext): Part | undefined {
  const sequence = byDefault === undefined ? undefined : sequenceOf(byDefault, context.target);
  if (sequence === undefined || context.fateOf(sequence.id) !== 'drop') return undefined;
  const isFree = context
    .dependentsOf(sequence.id)
    .every((part) => part.id === byDefault?.id || part.parent === sequence.id);
  return isFree ? sequence : undefined;
}

/** Lets a sequence that is there already go on from where an identity stands that ends, unless it is further on. */
export function catchUp(identity: Counter, sequence: Part): readonly Statement[] | undefined {
  const isDescending = (counter: Counter): boolean =>
    textOf(counter, `${prefixOf(counter)}increment`)?.startsWith('-') === true;
  if (isDescending(identity) !== isDescending(sequence)) return undefined;
  const { restarts, mayFail } = limitChange(identity, sequence, '', identityPrefix);
  if (restarts) return undefined;
  const next = quoteQualified(...sequence.path);
  const further = isDescending(identity) ? '<' : '>';
  return [
    statement(
      `SELECT pg_catalog.setval(${quoteLiteral(next)}, before.last_value)\n` +
        `FROM ${quoteQualified(...pathOf(identity))} AS before, ${next} AS next\n` +
        `WHERE before.is_called AND before.last_value ${further} next.last_value`,
      ...limitRisks(next, false, mayFail),
    ),
  ];
}

/** CREATE SEQUENCE by an alteration that takes it over, with the owner that its own step would give it. */
export function createSuccessor(sequence: Part, context: ScriptContext): readonly Statement[] {
  const owner = context.hides('owners') ? undefined : textOf(sequence, 'owner');
  return [
    ...createSequence(sequence, context),
    ...(owner === undefined
      ? []
      : [statement(`ALTER SEQUENCE ${quoteQualified(...sequence.path)} OWNER TO ${quoteIdentifier(owner)}`)]),
  ];
}

/** The part with an id where the plan creates it by a step of its own. */
export function created(id: PartId | undefined, context: ScriptContext): Part | undefined {
  return id !== undefined && context.fateOf(id) === 'create' ? context.from.parts.get(id) : undefined;
}

/**
 * Lets a new counter of a column that had none begin after the values that the column holds. Nothing where they are
 * outside what it counts to.
 */
export function beginAfterValues(column: Part, counter: Counter): readonly Statement[] {
  if (isOfForeignTable(column) || !/^(small|big)?int(eger)?$/.test(textOf(column, 'type') ?? '')) return [];
  const prefix = prefixOf(counter);
  const { minimum, maximum } = limits(counter, prefix);
  const start = startOf(counter, prefix);
  const isDescending = textOf(counter, `${prefix}increment`)?.startsWith('-') === true;
  const last = `pg_catalog.${isDescending ? 'min' : 'max'}(${quotedName(column)})`;
  const between = isDescending ? `${String(minimum)} AND ${start}` : `${start} AND ${String(maximum)}`;
  const name = quoteLiteral(quoteQualified(...pathOf(counter)));
  return [
    statement(
      `SELECT pg_catalog.setval(${name}, ${last}) FROM ${relationOf(column)}\nHAVING ${last} BETWEEN ${between}`,
      risk('long-lock', `reads all rows of ${relationOf(column)} under a lock that stops everybody`),
    ),
  ];
}
