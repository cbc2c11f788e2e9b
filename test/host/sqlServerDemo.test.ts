import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { answerWith, type Answers } from '../support/host/answers.js';
import { activateExtension, connectionRow, objectRows } from '../support/host/extensionUnderTest.js';

describe('the part of the demo that is SQL Server', () => {
  let api: ExtensionApi;
  let answers: Answers;

  before(async () => {
    api = await activateExtension();
    answers = answerWith([]);
    await vscode.commands.executeCommand('dbvc.demo.start');
  });

  after(async () => {
    answers.restore();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('dbvc.demo.start');
  });

  it('has no server to test, also where it is selected along with what has one', async () => {
    const rows = await Promise.all(
      ['demo source', 'SQL Server demo source'].map((name) => connectionRow(api, name)),
    );
    const shown = answers.shown.length;
    await vscode.commands.executeCommand('dbvc.connections.test', rows[0], rows);
    assert.deepEqual(
      answers.shown.slice(shown).map(({ severity }) => severity),
      ['information'],
    );
    const { state } = await connectionRow(api, 'SQL Server demo source');
    assert.equal(state.status, 'unknown');
  });

  it('refuses to compare itself with PostgreSQL, in words, also after a swap', async () => {
    for (const [side, name] of [
      ['Source', 'demo source'],
      ['Target', 'SQL Server demo target'],
    ] as const)
      await vscode.commands.executeCommand(`dbvc.connections.useAs${side}`, await connectionRow(api, name));
    for (const command of ['dbvc.compare.refresh', 'dbvc.compare.swap']) {
      const shown = answers.shown.length;
      await vscode.commands.executeCommand(command);
      if (command !== 'dbvc.compare.refresh') await vscode.commands.executeCommand('dbvc.compare.refresh');
      const texts = answers.shown.slice(shown).map(({ text }) => text);
      assert.match(texts.join('\n'), /PostgreSQL.*SQL Server|SQL Server.*PostgreSQL/);
    }
  });

  it('compares two saved catalogs of SQL Server, and explains that nothing can be applied to one', async () => {
    for (const side of ['Source', 'Target']) {
      const row = await connectionRow(api, `SQL Server demo ${side.toLowerCase()}`);
      assert.match(row.description, /saved catalog, no server/);
      await vscode.commands.executeCommand(`dbvc.connections.useAs${side}`, row);
    }
    await vscode.commands.executeCommand('dbvc.compare.refresh');
    assert.match(api.driftLines().message, /^SQL Server demo source -> SQL Server demo target · /);
    const row = objectRows(api).find(({ difference }) => difference.status === 'modified');
    assert.ok(row !== undefined);
    await vscode.commands.executeCommand('dbvc.drift.openDiff', row);
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(tab instanceof vscode.TabInputTextDiff);
    const [left, right] = await Promise.all(
      [tab.original, tab.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
    );
    assert.match(right?.getText() ?? '', /^GO$/m);
    assert.notEqual(left?.getText(), right?.getText());
    await vscode.commands.executeCommand('dbvc.patch.preview', row);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^GO$/m);
    const before = objectRows(api).length;
    for (const command of ['dbvc.apply.object', 'dbvc.apply.all', 'dbvc.patch.applyEdited']) {
      const argument = command === 'dbvc.apply.object' ? row : undefined;
      const shown = answers.shown.length;
      await vscode.commands.executeCommand(command, argument);
      const [{ severity, text } = { severity: '', text: '' }] = answers.shown.slice(shown);
      assert.equal(severity, 'error');
      assert.match(text, /^Nothing can be applied to SQL Server demo target: it is a saved catalog/, command);
    }
    assert.equal(objectRows(api).length, before);
  });
});
