import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { makePlan } from '../../src/core/planner/makePlan.js';
import type { Profile } from '../../src/core/profiles/profile.js';
import { confirmApply } from '../../src/extension/apply/confirmApply.js';
import type { ObjectRow } from '../../src/extension/drift/driftRows.js';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { answerWith, type Answers } from '../support/host/answers.js';
import { holdCancelButton } from '../support/host/cancelledProgress.js';
import {
  activateExtension,
  comparisonReaches,
  connectionRow,
  objectRows,
} from '../support/host/extensionUnderTest.js';
import { setProfiles } from '../support/host/profiles.js';
import { waitsForLock } from '../support/postgres/waitsForLock.js';
import type { TestDatabase } from '../support/postgres/testDatabase.js';
import { startPostgres, type TestServer } from '../support/postgres/testServer.js';

const shared = 'create table customers (id int primary key, name text);';

const source = `${shared}
  create table invoices (id int primary key, customer int references customers);
  create table users (id int primary key, email text);`;

const target = `${shared}
  create table users (id int primary key, email text, legacy text);`;

describe('the extension on real databases', () => {
  let api: ExtensionApi;
  let server: TestServer;
  let dev: TestDatabase;
  let prod: TestDatabase;
  let answers: Answers;
  const password = process.env['PGPASSWORD'];

  before(async () => {
    api = await activateExtension();
    server = await startPostgres(18);
    process.env['PGPASSWORD'] = server.password;
  });

  after(() => {
    if (password === undefined) delete process.env['PGPASSWORD'];
    else process.env['PGPASSWORD'] = password;
  });

  beforeEach(async () => {
    answers = answerWith([]);
    dev = await server.createDatabase(source);
    prod = await server.createDatabase(target);
    await setProfiles([profileOf('dev', dev), profileOf('prod', prod)]);
    await use('Source', 'dev');
    await use('Target', 'prod');
    await vscode.commands.executeCommand('dbvc.compare.refresh');
    assert.equal(api.comparisonState().phase, 'compared');
  });

  afterEach(async () => {
    answers.restore();
    await setProfiles(undefined);
    await comparisonReaches(api, ({ sides }) => Object.keys(sides).length === 0);
    await dev.drop();
    await prod.drop();
  });

  function profileOf(name: string, { name: database }: TestDatabase): Profile {
    return { name, host: server.host, port: server.port, database, user: server.user };
  }

  async function use(side: 'Source' | 'Target', name: string): Promise<void> {
    await vscode.commands.executeCommand(`dbvc.connections.useAs${side}`, await connectionRow(api, name));
  }

  function answer(...buttons: readonly string[]): void {
    answers.restore();
    answers = answerWith(buttons);
  }

  function drifted(label: string): ObjectRow {
    const row = objectRows(api).find((candidate) => candidate.label === label);
    assert.ok(row !== undefined, `${label} does not differ`);
    return row;
  }

  async function exists(relation: string): Promise<boolean> {
    const [row] = await prod.query(`select to_regclass('${relation}') is not null as found`);
    return row?.['found'] === true;
  }

  it('turns the comparison around and compares again', async () => {
    assert.match(api.driftLines().message, /^dev -> prod · 1 missing, 1 modified · /);
    await vscode.commands.executeCommand('dbvc.compare.swap');
    assert.match(api.driftLines().message, /^prod -> dev · 1 modified, 1 extra · /);
    const roles = await Promise.all(
      ['dev', 'prod'].map(async (name) => (await connectionRow(api, name)).roles),
    );
    assert.deepEqual(roles, [['target'], ['source']]);
  });

  it('saves the script where the person says, and offers to open it', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder !== undefined);
    const file = vscode.Uri.joinPath(folder, 'patch.sql');
    const { showSaveDialog } = vscode.window;
    let proposed: vscode.Uri | undefined;
    const save = (options: vscode.SaveDialogOptions): Promise<vscode.Uri> => {
      proposed = options.defaultUri;
      return Promise.resolve(file);
    };
    Object.assign(vscode.window, { showSaveDialog: save });
    try {
      await vscode.commands.executeCommand('dbvc.patch.save');
      const script = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      assert.match(script, /CREATE TABLE public\.invoices/);
      // What loses data is in it only where it is ticked.
      assert.doesNotMatch(script, /DROP COLUMN legacy/);
      assert.match(proposed?.path ?? '', /\/\d{4}-\d\d-\d\d dev to prod\.sql$/);
      assert.deepEqual(answers.shown, [
        { severity: 'information', text: 'Saved api/patch.sql.', detail: '', buttons: ['Open'] },
      ]);
    } finally {
      Object.assign(vscode.window, { showSaveDialog });
      await vscode.workspace.fs.delete(file);
    }
    assert.equal(await exists('invoices'), false);
  });

  it('acts on all renames and opens all diffs that are selected together', async () => {
    await dev.query(`alter table customers rename to clients; drop table invoices;
      create table squads (id int primary key, motto text, since date);
      alter table squads rename to teams`);
    await prod.query('create table squads (id int primary key, motto text, since date)');
    await vscode.commands.executeCommand('dbvc.compare.refresh');
    const rows = ['public.clients', 'public.teams'].map(drifted);
    assert.ok(
      rows.every(({ offers }) => offers.length === 1),
      JSON.stringify(objectRows(api)),
    );
    await vscode.commands.executeCommand('dbvc.drift.openDiff', rows[0], rows);
    const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '';
    assert.match(shown, /2 /, shown);
    const { showWorkspaceFolderPick } = vscode.window;
    const chosen = vscode.workspace.workspaceFolders?.at(-1);
    assert.ok(chosen !== undefined);
    let picks = 0;
    const pick = (): Promise<vscode.WorkspaceFolder> => {
      picks += 1;
      return Promise.resolve(chosen);
    };
    Object.assign(vscode.window, { showWorkspaceFolderPick: pick });
    try {
      await vscode.commands.executeCommand('dbvc.rename.accept', rows[0], rows);
    } finally {
      Object.assign(vscode.window, { showWorkspaceFolderPick });
    }
    const words = (): readonly string[] =>
      ['public.clients', 'public.teams'].map((name) => drifted(name).description);
    assert.equal(picks, 1);
    assert.deepEqual(words(), ['renamed from customers', 'renamed from squads']);
    const renamed = ['public.clients', 'public.teams'].map(drifted);
    await vscode.commands.executeCommand('dbvc.rename.forget', renamed[0], renamed);
    assert.ok(
      words().every((text) => text.startsWith('perhaps renamed from')),
      words().join(),
    );
    const offered = ['public.clients', 'public.teams'].map(drifted);
    await vscode.commands.executeCommand('dbvc.rename.reject', offered[0], offered);
    assert.deepEqual(words(), ['', '']);
    assert.equal(answers.shown.at(-1)?.text, 'These renames are not offered any more.');
    answer('Undo');
    await vscode.commands.executeCommand('dbvc.rename.reject', offered[0], offered);
    assert.ok(
      words().every((text) => text !== ''),
      words().join(),
    );
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(chosen.uri, '.dbvc.jsonc'));
  });

  it('offers a rename, remembers what was accepted in .dbvc.jsonc, forgets it, and keeps the rows', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder !== undefined);
    const file = vscode.Uri.joinPath(folder, '.dbvc.jsonc');
    const written = async (): Promise<string> =>
      new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('{\n  // ours\n}\n'));
    try {
      await dev.query('alter table customers rename to clients; drop table invoices');
      await prod.query("insert into customers values (1, 'Ada')");
      await vscode.commands.executeCommand('dbvc.compare.refresh');
      const words = 'perhaps renamed from customers: same 2 columns, same 1 constraint';
      assert.equal(drifted('public.clients').description, words);
      assert.match(drifted('public.customers').description, /^perhaps renamed to clients: /);

      const offered = drifted('public.clients');
      await vscode.commands.executeCommand('dbvc.rename.reject', offered);
      assert.equal(drifted('public.clients').description, '');
      assert.deepEqual(
        answers.shown.map(({ text, buttons }) => [text, buttons]),
        [['This rename is not offered any more.', ['Undo']]],
      );
      answer('Undo');
      await vscode.commands.executeCommand('dbvc.rename.reject', offered);
      assert.equal(drifted('public.clients').description, words);

      await vscode.commands.executeCommand('dbvc.rename.accept', drifted('public.clients'));
      assert.equal(drifted('public.clients').description, 'renamed from customers');
      assert.ok(!objectRows(api).some(({ label }) => label === 'public.customers'));
      assert.match(await written(), /"renames": \{\s*"public\.customers": "public\.clients"/);
      assert.match(await written(), /\/\/ ours/);

      await vscode.commands.executeCommand('dbvc.rename.forget', drifted('public.clients'));
      assert.equal(drifted('public.clients').description, words);
      assert.doesNotMatch(await written(), /customers/);

      await vscode.commands.executeCommand('dbvc.rename.accept', drifted('public.customers'));
      answer('Apply');
      await vscode.commands.executeCommand('dbvc.apply.object', drifted('public.clients'));
      assert.deepEqual(await prod.query('select id, name from clients'), [{ id: 1, name: 'Ada' }]);
      assert.ok(!objectRows(api).some(({ label }) => label === 'public.clients'));
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it('compares again by itself, as often as the settings say, while the Drift view can be seen', async () => {
    await vscode.commands.executeCommand('dbvc.drift.focus');
    const settings = vscode.workspace.getConfiguration('dbvc');
    const first = api.comparisonState().result;
    await dev.query('create table later (id int)');
    await settings.update('autoCompareInterval', 1, vscode.ConfigurationTarget.Global);
    try {
      await comparisonReaches(api, ({ phase, result }) => phase === 'compared' && result !== first);
      assert.equal(drifted('public.later').difference.status, 'missing_in_target');
    } finally {
      await settings.update('autoCompareInterval', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('refuses to apply to a read-only connection, without a question', async () => {
    await setProfiles([profileOf('dev', dev), { ...profileOf('prod', prod), readOnly: true }]);
    // What was found before the mark was set is gone: it may not be applied any more.
    await comparisonReaches(api, ({ sides, phase }) => sides.target?.readOnly === true && phase === 'idle');
    await vscode.commands.executeCommand('dbvc.compare.refresh');
    answer('Apply');
    await vscode.commands.executeCommand('dbvc.apply.object', drifted('public.invoices'));
    await vscode.commands.executeCommand('dbvc.apply.all');
    assert.deepEqual(
      answers.shown.map(({ severity, text, buttons }) => [severity, text, buttons]),
      Array.from({ length: 2 }, () => [
        'error',
        'Target prod: The connection prod is read-only. Take the read-only mark off the connection to apply to it.',
        ['Edit…', 'Show Log'],
      ]),
    );
    assert.equal(await exists('invoices'), false);
  });

  it('applies what a person made of the patch script, and refuses what the guard forbids with its line', async () => {
    const editing = async (text: string): Promise<void> => {
      await vscode.commands.executeCommand('dbvc.patch.preview', drifted('public.invoices'));
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor !== undefined);
      const at = editor.document.positionAt(editor.document.getText().indexOf('COMMIT;'));
      await editor.edit((builder) => builder.insert(at, `${text};\n`));
      await vscode.commands.executeCommand('dbvc.patch.applyEdited');
    };
    answer('Apply');
    await editing('DO $$ BEGIN END $$');
    assert.match(
      answers.shown[0]?.detail ?? '',
      /Edited, and not looked at for risks: 1 of \d+ statements\nline \d+: DO/,
    );
    assert.match(answers.shown[1]?.text ?? '', /^line \d+: DO .*: A statement is not allowed: /);
    assert.equal(await exists('invoices'), false);

    answer('Apply', 'Back to the Script');
    await editing('CREATE TABLE public.beside (id int)');
    const question = answers.shown.at(-1);
    assert.match(question?.text ?? '', /^The edited script leaves prod otherwise than the patch promised/);
    assert.match(question?.detail ?? '', /table public\.beside exists, unexpectedly/);
    assert.equal(await exists('invoices'), false);

    answer('Apply', 'Apply All the Same');
    await vscode.commands.executeCommand('dbvc.patch.applyEdited');
    assert.equal(await exists('beside'), true, answers.shown.map(({ text }) => text).join('\n'));
    assert.equal(await exists('invoices'), true);
    const [entry] = await api.historyRows();
    assert.equal(entry?.entry.status, 'applied');
    await vscode.commands.executeCommand('dbvc.history.showScript', entry);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /CREATE TABLE public\.beside/);

    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    answer();
    await vscode.commands.executeCommand('dbvc.patch.applyEdited');
    assert.match(answers.shown[0]?.text ?? '', /^Only a script that "Show Patch Script" has opened/);
  });

  it('changes nothing when the apply is cancelled in the middle, and says so', async () => {
    const settings = vscode.workspace.getConfiguration('dbvc');
    await settings.update('lockTimeout', 0, vscode.ConfigurationTarget.Global);
    answer('Apply');
    const button = holdCancelButton();
    // The new table is created, and its foreign key waits for who writes to the other.
    await prod.query('begin; insert into customers values (1)');
    try {
      const applied = vscode.commands.executeCommand('dbvc.apply.object', drifted('public.invoices'));
      await waitsForLock(server, prod);
      button.cancel();
      await applied;
    } finally {
      button.restore();
      await prod.query('rollback');
      await settings.update('lockTimeout', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.equal(answers.shown.at(-1)?.text, 'The apply was cancelled; prod is as it was.');
    assert.equal(await exists('invoices'), false);
    assert.equal(drifted('public.invoices').failure, undefined);
    answer('Apply');
    await vscode.commands.executeCommand('dbvc.apply.object', drifted('public.invoices'));
    assert.equal(await exists('invoices'), true, answers.shown.map(({ text }) => text).join('\n'));
  });

  it('has the focus on Apply only where no data is lost', async () => {
    await vscode.commands.executeCommand('dbvc.apply.object', drifted('public.invoices'));
    await vscode.commands.executeCommand('dbvc.apply.object', drifted('public.users'));
    assert.deepEqual(
      answers.shown.map(({ buttons }) => buttons),
      [
        ['Apply', 'Show Script'],
        ['Show Script', 'Apply'],
      ],
    );
    assert.match(answers.shown[1]?.detail ?? '', /DATA LOSS: /);
  });

  it('asks once more before it applies to a server that is newer than it knows', async () => {
    const { result } = api.comparisonState();
    assert.ok(result !== undefined);
    const notices = [{ code: 'newer-server', message: 'What is new in it may not be compared.' }];
    const drift = { ...result.drift, target: { ...result.drift.target, notices } };
    const plan = makePlan(
      drift,
      {
        objects: new Set([drifted('public.invoices').objectId]),
        takeAlong: true,
        allowDrops: false,
        allowDataLoss: false,
      },
      result.dialect,
    );
    answer('Apply');
    assert.equal(await confirmApply(plan, result), 'cancelled');
    const [, again] = answers.shown;
    assert.match(
      again?.text ?? '',
      /^PostgreSQL 18\.\S+ is newer than this version of DBVC knows\. Apply all/,
    );
    assert.equal(again?.detail, 'What is new in it may not be compared.');
    assert.deepEqual(again.buttons, ['Show Script', 'Apply All the Same']);
    answer('Apply', 'Apply All the Same');
    assert.equal(await confirmApply(plan, result), 'apply');
    answer('Apply All the Same', 'Show Script');
    assert.equal(await confirmApply(plan, result), 'show-script');
  });

  it('copies a connection under a name of its own', async () => {
    await vscode.commands.executeCommand('dbvc.connections.duplicate', await connectionRow(api, 'prod'));
    const { entry } = await connectionRow(api, 'prod 2');
    assert.equal(entry.address, (await connectionRow(api, 'prod')).entry.address);
    assert.deepEqual((await connectionRow(api, 'prod 2')).roles, []);
  });

  it('removes a connection after asking, and it is no side any more', async () => {
    const row = await connectionRow(api, 'prod');
    await vscode.commands.executeCommand('dbvc.connections.remove', row);
    assert.equal(answers.shown[0]?.text, 'Remove the connection prod?');
    assert.match(answers.shown[0].detail, /The database is not touched/);
    await connectionRow(api, 'prod');
    answer('Remove');
    await vscode.commands.executeCommand('dbvc.connections.remove', row);
    await comparisonReaches(api, ({ sides }) => sides.target === undefined);
    await assert.rejects(connectionRow(api, 'prod'));
    assert.equal(api.comparisonState().sides.source?.label, 'dev');
    assert.equal(await exists('users'), true);
  });
});
