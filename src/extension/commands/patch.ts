import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import { type Plan, stepsOf } from '../../core/planner/plan.js';
import { type ApplyRequest, applyObjects, planFor, sayNothingToApply } from '../apply/applyObjects.js';
import { everything } from '../apply/everything.js';
import { copyScript, saveScript, showScript } from '../apply/patchScript.js';
import type { Services } from '../services.js';
import { chosenObjects, resultOf } from './chosenRows.js';

/** What is ticked may be dropped; data is lost, and tables are made anew, only where a tick of its own says so. */
const asTicked = { allowDrops: true, allowDataLoss: false };

/** Apply All creates and changes. What it would destroy waits for its own tick. */
const harmless = { allowDrops: false, allowDataLoss: false };

/** Applies the patch of the chosen object or part, or of all that are selected in the tree with it. */
export async function applyObject(services: Services, argument: unknown, selection: unknown): Promise<void> {
  const result = resultOf(services);
  const chosen = chosenObjects(services, argument, selection);
  if (chosen.objects.size > 0) await applyObjects(services, result, { ...chosen, ...everything });
  else sayNothingChosen();
}

/** Applies what is ticked, as far as it is shown. */
export async function applySelected(services: Services): Promise<void> {
  const result = resultOf(services);
  const request = tickedRequest(services);
  if (request.objects.size === 0) sayNothingTicked();
  else await applyObjects(services, result, request);
}

/** Applies all that is missing or modified, as far as it is shown, but for what a person has unticked. */
export async function applyAll(services: Services): Promise<void> {
  const { ticks, driftTree } = services;
  const shown = driftTree.shown.map(({ difference }) => difference);
  await applyObjects(services, resultOf(services), { ...ticks.allButRefused(shown), ...harmless });
}

/** Opens the script of the chosen objects, or of what is ticked. */
export async function previewPatch(services: Services, argument: unknown, selection: unknown): Promise<void> {
  await withPlan(services, argument, selection, (plan, result) => showScript(services, plan, result));
}

/** Saves the script of the chosen objects, or of what is ticked. */
export async function savePatch(services: Services, argument: unknown, selection: unknown): Promise<void> {
  await withPlan(services, argument, selection, saveScript);
}

/** Copies the script of the chosen objects, or of what is ticked. */
export async function copyPatch(services: Services, argument: unknown, selection: unknown): Promise<void> {
  await withPlan(services, argument, selection, copyScript);
}

async function withPlan(
  services: Services,
  argument: unknown,
  selection: unknown,
  use: (plan: Plan, result: ComparisonResult) => Promise<void>,
): Promise<void> {
  const result = resultOf(services);
  const chosen = chosenObjects(services, argument, selection);
  const request = chosen.objects.size > 0 ? { ...chosen, ...everything } : tickedRequest(services);
  if (request.objects.size === 0) {
    sayNothingTicked();
    return;
  }
  const plan = await planFor(services, result, request);
  if (plan === undefined) return;
  if (stepsOf(plan).length === 0) sayNothingToApply(plan);
  else await use(plan, result);
}

function tickedRequest({ ticks, driftTree }: Services): ApplyRequest {
  return { ...ticks.choice(driftTree.shown.map(({ difference }) => difference)), ...asTicked };
}

/** A key was pressed where no object is meant: nothing is selected, or an editor shows the diffs of several. */
function sayNothingChosen(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('No object is chosen. Select one in the Drift view, or open its diff.'),
  );
}

function sayNothingTicked(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Nothing that is shown is ticked. Tick what to take in the Drift view.'),
  );
}
