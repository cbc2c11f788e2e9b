import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import { DbvcError } from '../../core/errors.js';
import type { PartId } from '../../core/model/partId.js';
import { type Plan, stepsOf } from '../../core/planner/plan.js';
import { applyObjects, planFor, sayNothingToApply } from '../apply/applyObjects.js';
import { saveScript, showScript } from '../apply/patchScript.js';
import { openDiff } from '../documents/openDiff.js';
import type { Services } from '../services.js';
import { targetOnLeft } from '../ui/settings.js';
import { documentObjectOf, driftRowOf, objectIdsOf } from './commandArguments.js';

/** Everything may happen to an object that a person chose by itself: the confirmation says what. */
const everything = { allowDrops: true, allowDataLoss: true };

/** Apply All creates and changes. What it would destroy waits for its own Apply Patch. */
const harmless = { allowDrops: false, allowDataLoss: false };

/** Opens the diff of an object; the focus stays in the tree. */
export async function openObjectDiff(services: Services, argument: unknown): Promise<void> {
  const result = resultOf(services);
  const [objectId] = chosenObjects(services, argument, undefined);
  if (objectId === undefined) return;
  await openDiff(result, objectId, { targetOnLeft: targetOnLeft(), preserveFocus: true });
}

/** Applies the patch of the chosen object, or of all that are selected in the tree with it. */
export async function applyObject(services: Services, argument: unknown, selection: unknown): Promise<void> {
  const result = resultOf(services);
  const objects = new Set(chosenObjects(services, argument, selection));
  if (objects.size > 0) await applyObjects(services, result, objects, everything);
}

/** Applies all that is missing or modified. */
export async function applyAll(services: Services): Promise<void> {
  const result = resultOf(services);
  await applyObjects(services, result, missingOrModified(result), harmless);
}

/** Opens the script of the chosen objects, or of the whole drift. */
export async function previewPatch(services: Services, argument: unknown, selection: unknown): Promise<void> {
  const result = resultOf(services);
  const plan = await planOf(services, result, argument, selection);
  if (plan !== undefined) await showScript(plan, result);
}

/** Saves the script of the chosen objects, or of the whole drift. */
export async function savePatch(services: Services, argument: unknown, selection: unknown): Promise<void> {
  const result = resultOf(services);
  const plan = await planOf(services, result, argument, selection);
  if (plan !== undefined) await saveScript(plan, result);
}

async function planOf(
  services: Services,
  result: ComparisonResult,
  argument: unknown,
  selection: unknown,
): Promise<Plan | undefined> {
  const chosen = chosenObjects(services, argument, selection);
  // The whole script says all that makes the target equal to the source, drops included, as `dbvc plan` does.
  const objects = chosen.length > 0 ? chosen : result.drift.objects.map((object) => object.objectId);
  const plan = await planFor(result, new Set(objects), everything);
  if (plan === undefined || stepsOf(plan).length > 0) return plan;
  sayNothingToApply(plan);
  return undefined;
}

/** The objects of a row and of those selected with it; without a row, of the document in the editor or the selection. */
function chosenObjects(services: Services, argument: unknown, selection: unknown): readonly PartId[] {
  const row = driftRowOf(argument);
  const rows = Array.isArray(selection) ? selection.flatMap((other) => driftRowOf(other) ?? []) : [];
  if (row !== undefined) return [...new Set([row, ...rows].flatMap(objectIdsOf))];
  const shown = documentObjectOf(argument);
  if (shown !== undefined) return [shown];
  return argument === undefined ? services.driftView.view.selection.flatMap(objectIdsOf) : [];
}

function missingOrModified({ drift }: ComparisonResult): ReadonlySet<PartId> {
  return new Set(
    drift.objects.filter((object) => object.status !== 'extra_in_target').map((object) => object.objectId),
  );
}

function resultOf(services: Services): ComparisonResult {
  const { result } = services.comparison.state;
  if (result === undefined) {
    throw new DbvcError('invalid-input', vscode.l10n.t('Nothing has been compared yet.'));
  }
  return result;
}
