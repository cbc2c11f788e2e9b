import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { activateExtension, comparisonReaches, connectionRow } from '../support/host/extensionUnderTest.js';
import { setProfiles } from '../support/host/profiles.js';
import type { TestDatabase } from '../support/postgres/testDatabase.js';
import { startPostgres } from '../support/postgres/testServer.js';

/** For how long VS Code's watcher may hold back what happens to a file: made and gone within that, it never was. Milliseconds. */
const watcherDelay = 500;

describe('what is shown of a comparison', () => {
  let api: ExtensionApi;
  let databases: readonly TestDatabase[];
  const password = process.env['PGPASSWORD'];

  before(async () => {
    api = await activateExtension();
    const server = await startPostgres(18);
    process.env['PGPASSWORD'] = server.password;
    const { host, port, user } = server;
    databases = [
      await server.createDatabase('create table a (id int); create table b (id int)'),
      await server.createDatabase(''),
    ];
    const names = ['dev', 'prod'];
    await setProfiles(
      databases.map(({ name: database }, n) => ({ name: names[n] ?? '', host, port, database, user })),
    );
    await vscode.commands.executeCommand('dbvc.connections.useAsSource', await connectionRow(api, 'dev'));
    await vscode.commands.executeCommand('dbvc.connections.useAsTarget', await connectionRow(api, 'prod'));
  });

  beforeEach(async () => {
    await vscode.commands.executeCommand('dbvc.compare.refresh');
    assert.equal(api.comparisonState().stale, undefined);
  });

  after(async () => {
    if (password === undefined) delete process.env['PGPASSWORD'];
    else process.env['PGPASSWORD'] = password;
    await setProfiles(undefined);
    for (const database of databases) await database.drop();
  });

  it('is out of date when the rules change, until it is compared again', async () => {
    const settings = vscode.workspace.getConfiguration('dbvc');
    await settings.update('exclude', ['public.nothing'], vscode.ConfigurationTarget.Global);
    try {
      await comparisonReaches(api, ({ stale }) => stale === 'rules-changed');
      assert.match(api.driftLines().message, /out of date: the rules have changed, refresh/);
      assert.match(api.driftLines().badgeTooltip, /^2 drifted objects, out of date/);
      await vscode.commands.executeCommand('dbvc.compare.refresh');
      assert.doesNotMatch(api.driftLines().message, /out of date/);
    } finally {
      await settings.update('exclude', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('is out of date while a .dbvc.jsonc names other renames, whoever writes it, and for nothing else in it', async () => {
    const folder = vscode.workspace.workspaceFolders?.at(-1)?.uri;
    assert.ok(folder !== undefined);
    const file = vscode.Uri.joinPath(folder, '.dbvc.jsonc').fsPath;
    const write = (comparison: object): Promise<void> => writeFile(file, JSON.stringify({ comparison }));
    const reaches = async (stale: string | undefined): Promise<void> => {
      await comparisonReaches(api, (state) => state.stale === stale);
      await wait(watcherDelay);
    };
    const stale = (): Promise<void> => reaches('rules-changed');
    const current = (): Promise<void> => reaches(undefined);
    const renames = { 'public.customers': 'public.clients' };
    // Not by VS Code: as git does it.
    await write({ renames });
    try {
      await stale();
      await rm(file);
      await current();
      await write({ renames });
      await stale();
      await write({ ignore: ['comments'] });
      await current();
      await vscode.window.showTextDocument(vscode.Uri.file(file));
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor !== undefined);
      const end = editor.document.positionAt(editor.document.getText().indexOf('}'));
      await editor.edit((builder) => builder.insert(end, `, "renames": ${JSON.stringify(renames)}`));
      await editor.document.save();
      await stale();
      await vscode.commands.executeCommand('dbvc.compare.refresh');
      await current();
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await rm(file, { force: true });
    }
    // The renames that were compared by are gone.
    await stale();
  });

  it('is shown as up to date for the demo, whatever a folder says was renamed in its own databases', async () => {
    await vscode.commands.executeCommand('dbvc.demo.start');
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder !== undefined);
    const file = vscode.Uri.joinPath(folder, '.dbvc.jsonc');
    const renames = { 'public.users': 'public.customers' };
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode(JSON.stringify({ comparison: { renames } })),
    );
    const settings = vscode.workspace.getConfiguration('dbvc');
    try {
      // Whatever changes makes DBVC look at all of it.
      await settings.update('exclude', ['public.nothing'], vscode.ConfigurationTarget.Global);
      await comparisonReaches(api, ({ stale }) => stale === 'rules-changed');
      await settings.update('exclude', undefined, vscode.ConfigurationTarget.Global);
      await comparisonReaches(api, ({ stale }) => stale === undefined);
    } finally {
      await settings.update('exclude', undefined, vscode.ConfigurationTarget.Global);
      await vscode.workspace.fs.delete(file);
    }
  });
});
