import * as vscode from 'vscode';
import type { ObjectDifference } from '../../core/differ/drift.js';
import { type Grouping, groupings } from '../drift/groupRows.js';
import type { Services } from '../services.js';
import { chosenObjects } from './chosenRows.js';

/** Asks what the Drift view groups by. */
export async function chooseGrouping({ layout }: Services): Promise<void> {
  const items = groupings.map((grouping) => ({
    label: groupingWords(grouping),
    ...(grouping === layout.grouping ? { description: vscode.l10n.t('now') } : {}),
    grouping,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Group By'),
    placeHolder: vscode.l10n.t('What the Drift view groups objects by'),
  });
  if (picked !== undefined) await layout.groupBy(picked.grouping);
}

function groupingWords(grouping: Grouping): string {
  switch (grouping) {
    case 'kind':
      return vscode.l10n.t('Kind, in the order in which patches are applied');
    case 'schema':
      return vscode.l10n.t('Schema');
    case 'status':
      return vscode.l10n.t('Status');
    case 'none':
      return vscode.l10n.t('Nothing, a flat list');
    default:
      return grouping satisfies never;
  }
}

/** Asks for words that objects must have to be shown. The view follows while they are typed. */
export async function filterDrift({ layout }: Services): Promise<void> {
  const before = layout.filter;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter');
  input.prompt = vscode.l10n.t('Words in the name, kind, status or change; * stands for anything.');
  input.placeholder = vscode.l10n.t('e.g. public.order* or view missing');
  input.value = before;
  const filter = await new Promise<string>((resolve) => {
    input.onDidChangeValue((value) => void layout.showOnly(value));
    input.onDidAccept(() => resolve(input.value));
    input.onDidHide(() => resolve(before));
    input.show();
  });
  input.dispose();
  await layout.showOnly(filter);
}

/** Shows everything again. */
export async function clearFilter({ layout }: Services): Promise<void> {
  await layout.showOnly('');
}

/** Ticks what was chosen, or all that is shown. */
export function tick(services: Services, argument: unknown, selection: unknown): void {
  services.ticks.set(chosenDifferences(services, argument, selection), true);
}

/** Takes the ticks off what was chosen, or off all that is shown. */
export function untick(services: Services, argument: unknown, selection: unknown): void {
  services.ticks.set(chosenDifferences(services, argument, selection), false);
}

/** Ticks what is not ticked among what was chosen, or all that is shown, and the other way round. */
export function invertTicks(services: Services, argument: unknown, selection: unknown): void {
  services.ticks.invert(chosenDifferences(services, argument, selection));
}

/** Only of what is shown: what a filter hides is never changed along the way. */
function chosenDifferences(
  services: Services,
  argument: unknown,
  selection: unknown,
): readonly ObjectDifference[] {
  const { shown } = services.driftTree;
  const { objects } = chosenObjects(services, argument, selection);
  return shown
    .filter(({ objectId }) => objects.size === 0 || objects.has(objectId))
    .map(({ difference }) => difference);
}
