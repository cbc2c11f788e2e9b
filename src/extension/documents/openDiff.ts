import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Side } from '../../core/comparison/readSides.js';
import type { Part } from '../../core/model/part.js';
import type { PartId } from '../../core/model/partId.js';
import { encodeDocumentAddress } from './documentAddress.js';

/** What to open, and how. */
export interface DiffOptions {
  /** The target on the left, so that green is what Apply adds. */
  readonly targetOnLeft: boolean;
  readonly preserveFocus: boolean;
}

/** The document of one side of an object. */
export function documentUri(
  result: ComparisonResult,
  side: Side,
  objectId: PartId,
  objectName: string,
): vscode.Uri {
  const address = encodeDocumentAddress({ side, objectId }, result.sides[side].label, objectName);
  return vscode.Uri.from(address);
}

/** Opens VS Code's own diff editor on an object, in a preview tab titled `users: prod ↔ dev`. */
export async function openDiff(
  result: ComparisonResult,
  objectId: PartId,
  options: DiffOptions,
): Promise<void> {
  const main = mainPart(result, objectId);
  const name = main?.path.join('.') ?? objectId;
  const shortName = main?.path.at(-1) ?? objectId;
  const [left, right] = order(options.targetOnLeft);
  const title = `${shortName}: ${result.sides[left].label} ↔ ${result.sides[right].label}`;
  await vscode.commands.executeCommand(
    'vscode.diff',
    documentUri(result, left, objectId, name),
    documentUri(result, right, objectId, name),
    title,
    { preview: true, preserveFocus: options.preserveFocus } satisfies vscode.TextDocumentShowOptions,
  );
}

/** Opens the diffs of several objects below each other in one editor. A side that an object lacks is no document. */
export async function openDiffs(
  result: ComparisonResult,
  objectIds: readonly PartId[],
  targetOnLeft: boolean,
): Promise<void> {
  const [left, right] = order(targetOnLeft);
  const title = `${result.sides[left].label} ↔ ${result.sides[right].label}`;
  const resources = objectIds.map((objectId) => {
    const name = mainPart(result, objectId)?.path.join('.') ?? objectId;
    // One path for both sides: two would look like a file that was renamed.
    const addressOf = (side: Side): vscode.Uri =>
      vscode.Uri.from(encodeDocumentAddress({ side, objectId }, title, name));
    const uriOf = (side: Side): vscode.Uri | undefined =>
      hasSide(result, side, objectId) ? addressOf(side) : undefined;
    return [addressOf(right), uriOf(left), uriOf(right)];
  });
  await vscode.commands.executeCommand('vscode.changes', title, resources);
}

function order(targetOnLeft: boolean): readonly [Side, Side] {
  return targetOnLeft ? ['target', 'source'] : ['source', 'target'];
}

function mainPart({ drift }: ComparisonResult, objectId: PartId): Part | undefined {
  return drift.source.parts.get(objectId) ?? drift.target.parts.get(objectId);
}

/** Whether an object exists on a side, under this name or the one it had. */
function hasSide({ drift }: ComparisonResult, side: Side, objectId: PartId): boolean {
  return drift[side].parts.has(objectId);
}
