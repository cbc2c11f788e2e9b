import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Profile } from '../../src/core/profiles/profile.js';
import { startPostgres, type TestLogin, type TestServer } from '../support/postgres/testServer.js';
import type { TestDatabase } from '../support/postgres/testDatabase.js';
import { projectRoot } from '../support/projectRoot.js';
import { chooseInRow, openDbvc, pressInDialog, pressInRow, treeRow } from '../support/workbench/dbvcViews.js';
import { answer, pick, quickInput, waitForStep } from '../support/workbench/quickInput.js';
import { startWorkbench, type Workbench } from '../support/workbench/workbench.js';

/**
 * In a browser, this workbench follows changes of the workspace's settings alone, and each window keeps secrets for
 * itself. So the connections are the workspace's, and the second window knows that a password is saved and asks for it;
 * what two windows do with one keyring is in test/host/passwords.test.ts.
 */
describe('two windows that are open at once', function () {
  this.timeout(120_000);
  let server: TestServer;
  let login: TestLogin;
  let database: TestDatabase;
  let folder: string;
  let workbench: Workbench;
  let first: Page;
  let second: Page;

  before(async () => {
    server = await startPostgres(16, { authentication: 'scram-sha-256' });
    login = await server.createLogin();
    database = await server.createDatabase('create table users (id int)');
    folder = await mkdtemp(path.join(tmpdir(), 'dbvc-windows-'));
    await mkdir(path.join(folder, '.vscode'));
    await writeConnections({ name: 'other' });
    workbench = await startWorkbench({
      extensionPath: projectRoot(),
      workspaceFolder: folder,
      env: { PGPASSWORD: login.password },
    });
    first = workbench.page;
    second = await workbench.openWindow();
    for (const page of [first, second]) {
      page.setDefaultTimeout(20_000);
      await openDbvc(page);
      await treeRow(page, 'other').waitFor();
    }
  });

  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await workbench.screenshot('windows-failed-first');
    await workbench.screenshot('windows-failed-second', second);
  });

  it('show a connection that is added', async () => {
    await writeConnections({ name: 'other' }, { name: 'shop' });
    for (const page of [first, second]) await treeRow(page, 'shop').waitFor();
    await chooseInRow(second, 'shop', 'Test Connection');
    await treeRow(second, 'shop').and(second.locator('[aria-label*="connected"]')).waitFor();
    await pressInRow(second, 'shop', 'Use as Target');
  });

  it('follow what changes, and forget what they knew of the server that it was', async () => {
    const elsewhere = { name: 'shop', database: 'elsewhere', environment: 'production' } as const;
    await writeConnections({ name: 'other' }, elsewhere);
    const changed = treeRow(second, 'shop').and(second.locator('[aria-label*="PRODUCTION"]'));
    await changed.and(second.locator('[aria-label*="elsewhere"]')).waitFor();
    assert.doesNotMatch((await changed.getAttribute('aria-label')) ?? '', /connected/);
    await second.locator('.statusbar-item').getByText('PRODUCTION').waitFor();
  });

  it('show what one of them changes, and know how it keeps a password', async () => {
    await editToTheEnd(first, 'shop', { database: database.name, environment: 'Staging' }, login.password);
    await pick(first, 'Save');
    await treeRow(second, 'shop').and(second.locator('[aria-label*="staging"]')).waitFor();
    await chooseInRow(second, 'shop', 'Test Connection');
    await waitForStep(second, 'The saved password is gone');
    await answer(second, login.password);
    await treeRow(second, 'shop').and(second.locator('[aria-label*="connected"]')).waitFor();
    await workbench.screenshot('windows-1-second', second);
  });

  it('lose what one of them removes, also as a side, but not what is being edited in the other', async () => {
    await editToTheEnd(second, 'other', { database: 'kept', environment: 'Staging' });
    for (const name of ['shop', 'other']) await removeIn(first, name);
    await second.locator('.statusbar-item').getByText('shop').waitFor({ state: 'detached' });
    await treeRow(second, 'shop').waitFor({ state: 'detached' });
    await pick(second, 'Save');
    for (const page of [first, second])
      await treeRow(page, 'other').and(page.locator('[aria-label*="kept"]')).waitFor();
    await workbench.screenshot('windows-2-first');
  });

  function writeConnections(...profiles: readonly Profile[]): Promise<void> {
    const { host, port } = server;
    const shared = { host, port, database: database.name, user: login.name };
    const connections = profiles.map((profile) => ({ ...shared, ...profile }));
    const settings = JSON.stringify({ 'dbvc.connections': connections });
    return writeFile(path.join(folder, '.vscode', 'settings.json'), settings);
  }

  async function removeIn(page: Page, name: string): Promise<void> {
    await chooseInRow(page, name, 'Remove');
    await pressInDialog(page, 'Remove');
    await treeRow(page, name).waitFor({ state: 'detached' });
  }

  /** Edits a connection up to the step that saves it; a password is saved, without one the environment's is taken. */
  async function editToTheEnd(
    page: Page,
    name: string,
    changes: { readonly database: string; readonly environment: string },
    password?: string,
  ): Promise<void> {
    await chooseInRow(page, name, 'Edit…');
    await confirm(page, 'Host name');
    await confirm(page, 'Port');
    await waitForStep(page, 'Database');
    await answer(page, changes.database);
    await confirm(page, 'User; empty means');
    await waitForStep(page, 'Where does the password come from?');
    await pick(page, password === undefined ? 'From .pgpass or PGPASSWORD' : 'Save the password');
    if (password !== undefined) {
      await quickInput(page).locator('input[type=password]').fill(password);
      await page.keyboard.press('Enter');
    }
    await confirm(page, 'TLS');
    await waitForStep(page, 'Which environment is it?');
    await pick(page, changes.environment);
    await confirm(page, 'Name of the connection');
    await waitForStep(page, 'nothing is ever applied to a read-only connection');
  }

  /** Leaves a step as it is. */
  async function confirm(page: Page, step: string): Promise<void> {
    await waitForStep(page, step);
    await quickInput(page).locator('input').first().press('Enter');
  }
});
