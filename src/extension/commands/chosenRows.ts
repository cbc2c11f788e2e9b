import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import { ownParts } from '../../core/comparison/ownParts.js';
import { DbvcError } from '../../core/errors.js';
import type { PartId } from '../../core/model/partId.js';
import type { PlanRequest } from '../../core/planner/plan.js';
import { shownObject } from '../documents/shownObject.js';
import type { DriftRow, PartRow } from '../drift/driftRows.js';
import type { Services } from '../services.js';
import { documentObjectOf, driftRowOf, objectIdsOf } from './commandArguments.js';

/** What the last comparison found. Throws `invalid-input` where there was none. */
export function resultOf(services: Services): ComparisonResult {
  const { result } = services.comparison.state;
  if (result === undefined) {
    throw new DbvcError('invalid-input', vscode.l10n.t('Nothing has been compared yet.'));
  }
  return result;
}

/**
 * The rows that a command is about: the one it was called on and those that are selected with it. A key names where it
 * was pressed: `selection` stands for what is selected in the Drift view.
 */
function chosenRows(services: Services, argument: unknown, selection: unknown): readonly DriftRow[] {
  if (argument === 'selection') return services.driftView.view.selection;
  const row = driftRowOf(argument);
  if (row === undefined) return [];
  const rows = Array.isArray(selection) ? selection.flatMap((other) => driftRowOf(other) ?? []) : [];
  return [row, ...rows.filter(({ id }) => id !== row.id)];
}

/** The object that a command is about where it was called from a document, or by a key in one (`editor`). */
function chosenDocument(argument: unknown): PartId | undefined {
  return argument === 'editor' ? shownObject() : documentObjectOf(argument);
}

/** The objects that a command is about; of those of which only parts were chosen, what is to be left. */
export function chosenObjects(
  services: Services,
  argument: unknown,
  selection: unknown,
): Required<Pick<PlanRequest, 'objects' | 'leave'>> {
  const shown = chosenDocument(argument);
  if (shown !== undefined) return { objects: new Set([shown]), leave: new Set() };
  const rows = chosenRows(services, argument, selection);
  const whole = new Set(rows.flatMap((row) => (row.type === 'part' ? [] : objectIdsOf(row))));
  const parts = rows.filter((row): row is PartRow => row.type === 'part' && !whole.has(row.objectId));
  const { drift } = resultOf(services);
  const chosen = new Set(parts.map(({ part }) => part.partId));
  const owners = new Set(parts.map(({ objectId }) => objectId));
  const leave = drift.objects
    .filter(({ objectId }) => owners.has(objectId))
    .flatMap((object) => ownParts(object, drift))
    .flatMap(({ partId }) => (chosen.has(partId) ? [] : [partId]));
  return { objects: new Set([...whole, ...owners]), leave: new Set(leave) };
}
