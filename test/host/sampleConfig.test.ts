import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answerWith, type Answers } from '../support/host/answers.js';
import { activateExtension } from '../support/host/extensionUnderTest.js';

describe('the sample of .dbvc.jsonc', () => {
  const { showWorkspaceFolderPick } = vscode.window;
  let answers: Answers;
  let file: vscode.Uri;

  before(async () => {
    await activateExtension();
    const folder = vscode.workspace.workspaceFolders?.at(-1);
    assert.ok(folder !== undefined);
    file = vscode.Uri.joinPath(folder.uri, '.dbvc.jsonc');
    Object.assign(vscode.window, { showWorkspaceFolderPick: () => Promise.resolve(folder) });
  });

  after(() => {
    Object.assign(vscode.window, { showWorkspaceFolderPick });
  });

  beforeEach(() => {
    answers = answerWith([]);
  });

  afterEach(async () => {
    answers.restore();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(file);
  });

  const shown = (): vscode.TextDocument => {
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.toString(), file.toString());
    return document;
  };

  it('is written into the folder that is chosen and opened, and completed by its schema', async () => {
    await vscode.commands.executeCommand('dbvc.config.createSample');
    const document = shown();
    assert.match(document.getText(), /"profiles": \[/);
    assert.equal(document.languageId, 'jsonc');
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('"profiles": [') + '"profiles": ['.length);
    edit.insert(file, at, '{ "name": "here",  },');
    await vscode.workspace.applyEdit(edit);
    const inside = at.translate(0, '{ "name": "here", '.length);
    const offered = async (): Promise<readonly string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        file,
        inside,
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    // The language server of JSON starts with the first document of its kind.
    let labels = await offered();
    for (let attempt = 0; attempt < 40 && !labels.includes('signIn'); attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      labels = await offered();
    }
    for (const field of ['signIn', 'environment', 'readOnly', 'ssh'])
      assert.ok(labels.includes(field), field);
    await document.save();
  });

  it('leaves a file that is there as it is, and says so', async () => {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('{ /* ours */ }'));
    await vscode.commands.executeCommand('dbvc.config.createSample');
    shown();
    // What the disk holds: an editor may still show what an earlier test had there.
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), '{ /* ours */ }');
    assert.equal(answers.shown.at(-1)?.text, 'This folder has a .dbvc.jsonc already.');
  });
});
