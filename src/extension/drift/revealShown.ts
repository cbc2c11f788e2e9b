import * as vscode from 'vscode';
import { shownObject } from '../documents/shownObject.js';
import type { DriftTree } from './driftTree.js';
import type { DriftView } from './driftView.js';

/** Selects in the Drift view the object whose diff is in front, without taking the focus. */
export function revealShown(tree: DriftTree, { view }: DriftView): vscode.Disposable {
  const reveal = (): void => {
    const objectId = view.visible ? shownObject() : undefined;
    const row = objectId === undefined ? undefined : tree.objectRow(objectId);
    // A part of the object that was clicked stays selected.
    const isSelected = view.selection.some((other) => other.type !== 'group' && other.objectId === objectId);
    if (row === undefined || isSelected) return;
    // A tree that is being drawn anew may not know the row any more.
    void view.reveal(row, { select: true, focus: false }).then(undefined, () => undefined);
  };
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(reveal),
    vscode.window.tabGroups.onDidChangeTabGroups(reveal),
    view.onDidChangeVisibility(reveal),
  );
}
