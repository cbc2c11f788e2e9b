import * as vscode from 'vscode';
import type { PartId } from '../../core/model/partId.js';
import { decodeDocumentAddress } from './documentAddress.js';

/** The object whose diff or document is in front. */
export function shownObject(): PartId | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputTextDiff) return decodeDocumentAddress(input.modified)?.objectId;
  return input instanceof vscode.TabInputText ? decodeDocumentAddress(input.uri)?.objectId : undefined;
}
