import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ComparisonState } from '../../../src/core/comparison/comparisonState.js';
import type { ConnectionRow } from '../../../src/extension/connections/connectionRows.js';
import type { ExtensionApi } from '../../../src/extension/extensionApi.js';
import type { ObjectRow } from '../../../src/extension/drift/driftRows.js';

/** DBVC, activated, and what it lets tests see. */
export async function activateExtension(): Promise<ExtensionApi> {
  const extension = vscode.extensions.getExtension<ExtensionApi>('dbvc.dbvc');
  assert.ok(extension !== undefined, 'the extension is not installed');
  return extension.activate();
}

/** All rows of objects in the Drift view. */
export function objectRows(api: ExtensionApi): readonly ObjectRow[] {
  return api.driftRows().flatMap((group) => group.objects);
}

/** The row of the connection of that name in the Connections view. */
export async function connectionRow(api: ExtensionApi, name: string): Promise<ConnectionRow> {
  for (const row of await api.connectionRows()) {
    const rows = row.type === 'folder' ? row.children : [row];
    for (const found of rows) if (found.type === 'connection' && found.label === name) return found;
  }
  throw new Error(`There is no connection ${name}`);
}

/** Ends when the comparison is in such a state; fails with the state that it was in after 30 s. */
export function comparisonReaches(
  api: ExtensionApi,
  isThere: (state: ComparisonState) => boolean,
): Promise<ComparisonState> {
  return new Promise((resolve, reject) => {
    const stop = api.onDidChangeComparison(check);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`The comparison stayed in the phase ${api.comparisonState().phase}`));
    }, 30_000);
    function check(state: ComparisonState): void {
      if (!isThere(state)) return;
      stop();
      clearTimeout(timer);
      resolve(state);
    }
    check(api.comparisonState());
  });
}
