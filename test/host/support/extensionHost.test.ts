import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension host of the tests', () => {
  it('has the extension under test', () => {
    const ids = vscode.extensions.all.map(({ id }) => id.toLowerCase());
    assert.ok(ids.includes('dbvc.dbvc'), ids.join(' '));
  });

  it('opens two empty folders', async () => {
    const folders = vscode.workspace.workspaceFolders ?? [];
    assert.deepEqual(
      folders.map(({ name }) => name),
      ['api', 'web'],
    );
    for (const { uri } of folders) assert.deepEqual(await vscode.workspace.fs.readDirectory(uri), []);
  });
});
