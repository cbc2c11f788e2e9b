import * as vscode from 'vscode';
import type { PartId } from '../../core/model/partId.js';
import { openDiff, openDiffs } from '../documents/openDiff.js';
import { shownObject } from '../documents/shownObject.js';
import type { Services } from '../services.js';
import { targetOnLeft } from '../ui/settings.js';
import { chosenObjects, resultOf } from './chosenRows.js';

/** Above this many diffs in one editor a person is asked first. */
const manyDiffs = 100;

/** Opens the diff of an object, where several are selected those of all in one editor; the focus stays in the tree. */
export async function openObjectDiff(
  services: Services,
  argument: unknown,
  selection: unknown,
): Promise<void> {
  const result = resultOf(services);
  const { objects } = chosenObjects(services, argument, selection);
  const [objectId] = objects;
  if (objectId === undefined) return;
  if (objects.size > 1) {
    await openAllDiffs(services, argument, selection);
    return;
  }
  await openDiff(result, objectId, { targetOnLeft: targetOnLeft(), preserveFocus: true });
}

/** Opens the diffs of a group, of what is selected, or of all that is shown, in one editor. */
export async function openAllDiffs(services: Services, argument: unknown, selection: unknown): Promise<void> {
  const result = resultOf(services);
  const { objects } = chosenObjects(services, argument, selection);
  const shown = services.driftTree.shown.map(({ objectId }) => objectId);
  const wanted = objects.size === 0 ? shown : shown.filter((id) => objects.has(id));
  if (wanted.length === 0) {
    sayNothingToShow();
    return;
  }
  if (wanted.length > manyDiffs && !(await confirmMany(wanted.length))) return;
  await openDiffs(result, wanted, targetOnLeft());
}

/** Opens the diff of the next or the previous object that is shown, as the tree lists them; the last leads to the first. */
export async function stepToObject(services: Services, direction: 1 | -1): Promise<void> {
  const result = resultOf(services);
  const { driftTree, driftView } = services;
  const shown = driftTree.shown.map(({ objectId }) => objectId);
  const selected = driftView.view.selection.find((row) => row.type !== 'group');
  const current = shownObject() ?? selected?.objectId;
  const next = neighbour(shown, current, direction);
  if (next === undefined) {
    sayNothingToShow();
    return;
  }
  await openDiff(result, next, { targetOnLeft: targetOnLeft(), preserveFocus: driftView.view.visible });
}

function neighbour(
  shown: readonly PartId[],
  current: PartId | undefined,
  direction: 1 | -1,
): PartId | undefined {
  const at = current === undefined ? -1 : shown.indexOf(current);
  if (at < 0) return direction === 1 ? shown[0] : shown.at(-1);
  return shown.at((at + direction) % shown.length);
}

function sayNothingToShow(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to show.'));
}

async function confirmMany(count: number): Promise<boolean> {
  const open = vscode.l10n.t('Open All Diffs');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Open {0} diffs in one editor?', count),
    { modal: true, detail: vscode.l10n.t('This may take a while. A filter or a group opens fewer.') },
    open,
  );
  return answer === open;
}
