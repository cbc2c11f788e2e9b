import type { Alteration, ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { statement } from '../generator/statement.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { alterModule } from './module.js';
import { isSet, qualified, textOf } from './partName.js';

/** What of a trigger is beside its text: whether it fires at all. */
export function stateAttributes(row: SystemRow<'triggers'>): Record<string, Attribute> {
  return row.is_disabled ? { disabled: { value: true } } : {};
}

/** The statements that bring a new trigger, which is enabled, into its state. */
export function stateStatements(part: Part): readonly Statement[] {
  return isSet(part, 'disabled') ? [enable(part)] : [];
}

/**
 * CREATE OR ALTER, or the state alone. Whether ALTER enables is not left to it; the order that it forgets makes room. Made
 * anew where it takes an event over from another INSTEAD OF trigger, which may take one over from it.
 */
export function alterTrigger(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const texts = changes.filter(({ attribute }) => attribute !== 'disabled');
  if (texts.length === 0) return { how: 'in-place', statements: [enable(source)] };
  const holder = holderOfGained(target, source, context);
  if (holder !== undefined) {
    const reason = `${qualified(target)} takes the place of ${qualified(holder)}, and two INSTEAD OF triggers of one event cannot be`;
    return { how: 'replace', reason };
  }
  const alteration = alterModule(target, source, texts, context);
  if (alteration.how !== 'in-place') return alteration;
  const enabling = isSet(target, 'disabled') && !isSet(source, 'disabled') ? [enable(source)] : [];
  const orders = context.dependentsOf(target.id).filter(({ kind }) => kind === 'trigger-order');
  return {
    ...alteration,
    statements: [...alteration.statements, ...enabling, ...stateStatements(source)],
    disturbs: [...(alteration.disturbs ?? []), ...orders.map(({ id }) => id)],
  };
}

/** The trigger that has, on the target, a place that this one comes to have. */
function holderOfGained(target: Part, source: Part, context: ScriptContext): Part | undefined {
  const gained = new Set(source.occupies.filter((place) => !target.occupies.includes(place)));
  if (gained.size === 0 || target.parent === undefined) return undefined;
  return context
    .dependentsOf(target.parent)
    .find(({ kind, occupies }) => kind === 'trigger' && occupies.some((place) => gained.has(place)));
}

function enable(part: Part): Statement {
  const word = isSet(part, 'disabled') ? 'DISABLE' : 'ENABLE';
  return statement(`${word} TRIGGER ${qualified(part)} ON ${textOf(part, 'fires on') ?? ''}`);
}
