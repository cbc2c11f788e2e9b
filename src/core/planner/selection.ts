import { compareText } from '../model/compareText.js';
import type { PartId } from '../model/partId.js';
import { activeChanges } from './activeChanges.js';
import { checkConditions, type Exclusion } from './conditions.js';
import { decideFates, type Fates } from './fates.js';
import type { LeftOut, Requirement } from './plan.js';
import type { Planning } from './planning.js';

/** What a plan will do, after everything that must stay or come along has been settled. */
export interface Selection {
  readonly fates: Fates;
  readonly leftOut: readonly LeftOut[];
  readonly required: readonly Requirement[];
}

/**
 * Settles a selection: leaves out what is not allowed or not possible, and what needs that; finds what the chosen
 * objects need beside themselves, and takes it along where the request says so.
 */
export function settleSelection(planning: Planning): Selection {
  const { request, changes, drift } = planning;
  const selected = new Set<PartId>(request.objects ?? drift.objects.map((object) => object.objectId));
  const excluded = new Map<PartId, Exclusion>(notChosen(planning, selected));
  const required = new Map<PartId, Requirement>();
  for (;;) {
    const active = activeChanges(
      changes,
      (change) => selected.has(change.objectId) && !excluded.has(change.id),
    );
    const fates = decideFates(active, planning);
    const { exclusions, needs } = checkConditions(fates, active, excluded, planning);
    let settled = true;
    for (const exclusion of exclusions) {
      if (excluded.has(exclusion.change.id)) continue;
      excluded.set(exclusion.change.id, exclusion);
      settled = false;
    }
    for (const need of needs) {
      if (!required.has(need.objectId)) required.set(need.objectId, { ...need, described: need.objectId });
      if (!request.takeAlong || selected.has(need.objectId)) continue;
      selected.add(need.objectId);
      settled = false;
    }
    if (settled) {
      return {
        fates,
        leftOut: [...excluded.values()].flatMap((one) => toLeftOut(one, planning)),
        required: [...required.values()].map((one) => withDescription(one, planning)).sort(byObject),
      };
    }
  }
}

/** The parts of the chosen objects that are to stay as they are. */
function notChosen(
  { request, changes }: Planning,
  selected: ReadonlySet<PartId>,
): readonly (readonly [PartId, Exclusion])[] {
  return [...(request.leave ?? [])].flatMap((id) => {
    const change = changes.get(id);
    if (change === undefined || !selected.has(change.objectId)) return [];
    return [[id, { change, because: 'not-chosen', reason: 'it is not chosen', listed: false }] as const];
  });
}

function byObject(a: Requirement, b: Requirement): number {
  return compareText(a.objectId, b.objectId);
}

function toLeftOut({ change, because, reason, listed }: Exclusion, planning: Planning): readonly LeftOut[] {
  if (!listed || because === 'not-chosen') return [];
  const part = change.kind === 'drop' ? change.target : change.source;
  const described = planning.dialect.generator.describe(part);
  return [{ objectId: change.objectId, partId: change.id, described, because, reason }];
}

function withDescription(requirement: Requirement, planning: Planning): Requirement {
  const part =
    planning.source.catalog.parts.get(requirement.objectId) ??
    planning.target.catalog.parts.get(requirement.objectId);
  if (part === undefined) return requirement;
  return { ...requirement, described: planning.dialect.generator.describe(part) };
}
