import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { identityClause } from './columnDefinition.js';
import {
  beginAfterValues,
  catchUp,
  created,
  createSuccessor,
  defaultOf,
  sequenceOf,
  succession,
  successible,
} from './counting.js';
import { alterColumnStart, listOf, qualified, textOf } from './partName.js';
import { allIdentityOptions, isIdentityOption, identityLimitChange } from './sequenceOptions.js';
import { limitRisks, moveUncalled } from './sequenceStatements.js';

/** What comes before and after the other changes of a column whose identity comes, goes or changes. */
export interface IdentityChange {
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
}

/**
 * How the identity of a column comes, goes or changes. Identities and serials that become each other go on counting
 * from where the other stood; what these statements create and drop for that goes into `takesOver`.
 */
export function identityChange(
  target: Part,
  source: Part,
  changed: ReadonlySet<string>,
  context: ScriptContext,
  takesOver: PartId[],
): IdentityChange {
  const had = textOf(target, 'identity') !== undefined;
  const has = textOf(source, 'identity') !== undefined;
  if (!changed.has('identity') || had === has) {
    return { before: [], after: has ? changeOptions(target, source, changed) : [] };
  }
  return had
    ? dropIdentity(target, source, context, takesOver)
    : addIdentity(target, source, context, takesOver);
}

function dropIdentity(
  target: Part,
  source: Part,
  context: ScriptContext,
  takesOver: PartId[],
): IdentityChange {
  const drop = `${alterColumnStart(target)} DROP IDENTITY`;
  // They are parts of the column, and go with the sequence.
  const privileges = partId('privileges', 'identity-sequence', ...listOf(target, 'sequence'));
  if (context.fateOf(privileges) === 'drop') takesOver.push(privileges);
  const byDefault = defaultOf(source, context.from);
  const sequence = byDefault && sequenceOf(byDefault, context.from);
  const next = created(sequence?.id, context);
  const isThere = sequence !== undefined && context.target.parts.has(sequence.id);
  const caughtUp = isThere ? catchUp(target, sequence) : undefined;
  if (caughtUp !== undefined) return { before: [...caughtUp, statement(drop)], after: [] };
  if (next === undefined) {
    const lost = `drops the sequence of ${qualified(target)}, and how far it has counted`;
    return { before: [statement(drop, risk('data-loss', lost))], after: [] };
  }
  takesOver.push(next.id);
  const { makeWay, goOn } = succession(target, next, context);
  return { before: [...makeWay, ...createSuccessor(next, context), ...goOn, statement(drop)], after: [] };
}

function addIdentity(
  target: Part,
  source: Part,
  context: ScriptContext,
  takesOver: PartId[],
): IdentityChange {
  const add = statement(`${alterColumnStart(target)} ADD ${identityClause(source) ?? ''}`);
  const byDefault = defaultOf(target, context.target);
  const sequence = byDefault && sequenceOf(byDefault, context.target);
  if (byDefault === undefined || sequence === undefined) {
    return { before: [], after: [add, ...beginAfterValues(source, source)] };
  }
  takesOver.push(byDefault.id);
  const dropDefault = statement(`${alterColumnStart(target)} DROP DEFAULT`);
  const goes = successible(byDefault, context);
  // One that stays, or that others count with, has another name.
  const { makeWay, goOn, aside } = succession(sequence, source, context);
  if (goes === undefined) return { before: [dropDefault], after: [add, ...goOn] };
  takesOver.push(goes.id);
  return {
    before: [dropDefault, ...makeWay],
    after: [add, ...goOn, statement(`DROP SEQUENCE ${aside}`)],
  };
}

function changeOptions(target: Part, source: Part, changed: ReadonlySet<string>): readonly Statement[] {
  const alter = alterColumnStart(target);
  const settings: string[] = [];
  if (changed.has('identity'))
    settings.push(`SET GENERATED ${(textOf(source, 'identity') ?? '').toUpperCase()}`);
  const limits = identityLimitChange(target, source);
  const { restarts, mayFail } = limits;
  if ([...changed].some(isIdentityOption)) settings.push(...allIdentityOptions(source));
  if (restarts) settings.push('RESTART');
  const renamed = changed.has('identity sequence') ? renameSequence(target, source) : [];
  if (settings.length === 0) return renamed;
  const risks = limitRisks(qualified(target), restarts, mayFail);
  return [
    ...moveUncalled(listOf(target, 'sequence'), limits),
    statement(`${alter} ${settings.join(' ')}`, ...risks),
    ...renamed,
  ];
}

function renameSequence(target: Part, source: Part): readonly Statement[] {
  const [schema = '', before = ''] = listOf(target, 'sequence');
  const [, after = ''] = listOf(source, 'sequence');
  if (before === after) return [];
  return [statement(`ALTER SEQUENCE ${quoteQualified(schema, before)} RENAME TO ${quoteIdentifier(after)}`)];
}

/** Why what is on the sequence of an identity cannot be: the column that is to be one is left as it is. */
export function whyNoIdentity(part: Part, context: ScriptContext): string | undefined {
  const column = part.parent === undefined ? undefined : context.from.parts.get(part.parent);
  if (column?.kind !== 'column' || listOf(column, 'sequence').join('.') !== part.path.join('.'))
    return undefined;
  const before = context.target.parts.get(column.id);
  if (before === undefined || textOf(before, 'identity') !== undefined) return undefined;
  if (context.isLeft?.(column.id) !== true) return undefined;
  return `${qualified(column)} is no identity, and is left as it is`;
}
