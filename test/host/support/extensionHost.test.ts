import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension host of the tests', () => {
  it('has the extension under test', () => {
    const ids = vscode.extensions.all.map(({ id }) => id.toLowerCase());
    assert.ok(ids.includes('dbvc.dbvc'), ids.join(' '));
  });

  it('opens an empty folder', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder !== undefined);
    assert.deepEqual(await vscode.workspace.fs.readDirectory(folder.uri), []);
  });
});
