import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Side } from '../../core/comparison/readSides.js';
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
  const main = result.drift.source.parts.get(objectId) ?? result.drift.target.parts.get(objectId);
  const name = main?.path.join('.') ?? objectId;
  const shortName = main?.path.at(-1) ?? objectId;
  const [left, right]: readonly [Side, Side] = options.targetOnLeft
    ? ['target', 'source']
    : ['source', 'target'];
  const title = `${shortName}: ${result.sides[left].label} ↔ ${result.sides[right].label}`;
  await vscode.commands.executeCommand(
    'vscode.diff',
    documentUri(result, left, objectId, name),
    documentUri(result, right, objectId, name),
    title,
    { preview: true, preserveFocus: options.preserveFocus } satisfies vscode.TextDocumentShowOptions,
  );
}
