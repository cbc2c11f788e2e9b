import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { startPostgres, type TestLogin, type TestServer } from '../support/postgres/testServer.js';
import type { TestDatabase } from '../support/postgres/testDatabase.js';
import { projectRoot } from '../support/projectRoot.js';
import {
  chooseInRow,
  dialog,
  openDbvc,
  pressInDialog,
  pressInRow,
  treeRow,
} from '../support/workbench/dbvcViews.js';
import { answer, pick, quickInput, runCommand, waitForStep } from '../support/workbench/quickInput.js';
import { startWorkbench, type Workbench } from '../support/workbench/workbench.js';

describe('connections that are kept, edited and taken away', function () {
  this.timeout(300_000);
  let server: TestServer;
  let login: TestLogin;
  let dev: TestDatabase;
  let prod: TestDatabase;
  let folder: string;
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    server = await startPostgres(16, { authentication: 'scram-sha-256' });
    login = await server.createLogin();
    dev = await server.createDatabase('create table users (id int); create table orders (id int)');
    prod = await server.createDatabase('create table users (id int)');
    folder = await mkdtemp(path.join(tmpdir(), 'dbvc-restricted-'));
    await mkdir(path.join(folder, '.vscode'));
    const theirs = { name: 'from the repository', ...address(prod), environment: 'staging' };
    const settings = { 'dbvc.connections': [theirs] };
    await writeFile(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    workbench = await startWorkbench({
      extensionPath: projectRoot(),
      workspaceFolder: folder,
      workspaceTrust: true,
      settings: {
        'dbvc.connections': [{ name: 'mine', ...address(dev) }],
        // The page on which a folder is trusted would cover everything else.
        'workbench.editor.useModal': 'off',
      },
    });
    page = workbench.page;
    page.setDefaultTimeout(40_000);
    await openDbvc(page);
  });

  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true, force: true });
    await dev.drop();
    await prod.drop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('connections-failed');
  });

  it('waits for trust before it takes connections from the workspace', async () => {
    await treeRow(page, 'mine').waitFor();
    await page.getByText('Restricted Mode').first().waitFor();
    assert.equal(await treeRow(page, 'from the repository').count(), 0);
    await workbench.screenshot('connections-1-restricted');
    await runCommand(page, 'Workspaces: Manage Workspace Trust');
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust' }).first().click();
    await treeRow(page, 'from the repository').waitFor();
    await workbench.screenshot('connections-2-trusted');
  });

  it('asks for a password that is not kept, once in a window', async () => {
    await addConnection('dev', dev, 'Ask each time');
    await addConnection('prod', prod, 'Save the password');
    await pressInRow(page, 'dev', 'Use as Source');
    await pressInRow(page, 'prod', 'Use as Target');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText(/dev -> prod · 1 missing · compared/).waitFor();
  });

  it('knows the sides after the window was reloaded, and asks for the passwords that are gone', async () => {
    await workbench.reload();
    await page.getByText('Source and target are chosen, and not compared yet.').waitFor();
    await page.getByText('dev -> prod').first().waitFor();
    await workbench.screenshot('connections-3-reloaded');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await waitForStep(page, 'It is kept until this window is closed.');
    await workbench.screenshot('connections-4-asked');
    await answer(page, login.password);
    // This workbench has no keyring: what it saved lives as long as the window.
    await waitForStep(page, 'The saved password is gone');
    await workbench.screenshot('connections-5-gone');
    await answer(page, login.password);
    await page.getByText(/dev -> prod · 1 missing · compared/).waitFor();
  });

  it('edits a connection, keeps its password, and drops what was found with the old one', async () => {
    await chooseInRow(page, 'prod', 'Edit…');
    for (const step of ['Host name', 'Port', 'Database', 'User; empty means']) await confirm(step);
    await waitForStep(page, 'Where does the password come from?');
    await page.keyboard.press('Enter');
    await waitForStep(page, 'Password; empty keeps the one that is saved');
    await page.keyboard.press('Enter');
    await waitForStep(page, 'TLS');
    await page.keyboard.press('Enter');
    await waitForStep(page, 'Which environment is it?');
    await pick(page, 'Production');
    await confirm('Name of the connection');
    await pick(page, 'Save');
    await treeRow(page, 'prod').getByText('PRODUCTION').waitFor();
    await page.getByText('Source and target are chosen, and not compared yet.').waitFor();
    await workbench.screenshot('connections-6-edited');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText(/dev -> prod · 1 missing · compared/).waitFor();
  });

  it('duplicates a connection with its password', async () => {
    await chooseInRow(page, 'prod', 'Duplicate');
    await treeRow(page, 'prod 2').getByText('PRODUCTION').waitFor();
    await chooseInRow(page, 'prod 2', 'Test Connection');
    await page.locator('.notification-list-item').filter({ hasText: 'prod 2: PostgreSQL 16' }).waitFor();
    await workbench.screenshot('connections-7-duplicate');
    assert.ok(!(await settingsText()).includes(login.password), 'the password is in the settings');
  });

  it('removes a connection after asking, and it is no side any more', async () => {
    await chooseInRow(page, 'prod', 'Remove');
    await dialog(page).getByText('Remove the connection prod?').waitFor();
    await workbench.screenshot('connections-8-remove');
    await pressInDialog(page, 'Remove');
    await treeRow(page, 'prod').waitFor({ state: 'detached' });
    await treeRow(page, 'prod 2').waitFor();
    await page.getByText('dev -> -').first().waitFor();
    await workbench.screenshot('connections-9-removed');
  });

  it('imports what the workspace has written down, and moves it into a folder in a folder', async () => {
    await writeFile(path.join(folder, '.env'), 'SHOP_URL=postgresql://ann:s3cret@db.example/shop\n');
    const compose =
      'services: {db: {image: postgres, ports: ["5499:5432"], environment: {POSTGRES_PASSWORD: s3cret}}}';
    await writeFile(path.join(folder, 'docker-compose.yml'), compose);
    await runCommand(page, 'DBVC: Import Connections…');
    await waitForStep(page, 'Import Connections');
    const list = quickInput(page);
    await list.getByText('with its password').first().waitFor();
    for (const name of ['shop@db.example', 'localhost:5499']) {
      await list.locator('.monaco-list-row').filter({ hasText: name }).first().click();
    }
    await workbench.screenshot('connections-10-import');
    await list.getByRole('button', { name: 'OK' }).click();
    await treeRow(page, 'shop@db.example').waitFor();
    await treeRow(page, 'shop@db.example').click();
    await chooseInRow(page, 'shop@db.example', 'Move to Folder…');
    await pick(page, 'New Folder…');
    await answer(page, 'Imported/Europe');
    await treeRow(page, 'Europe').waitFor();
    await workbench.screenshot('connections-11-folders');
    const settings = await settingsText();
    assert.match(settings, /"folder": "Imported\/Europe"/);
    assert.doesNotMatch(settings, /s3cret/);
    await rm(path.join(folder, '.env'));
    await rm(path.join(folder, 'docker-compose.yml'));
  });

  it('removes all connections that are selected, after one question', async () => {
    await treeRow(page, 'mine').click();
    await treeRow(page, 'prod 2').click({ modifiers: ['ControlOrMeta'] });
    await chooseInRow(page, 'prod 2', 'Remove');
    await dialog(page).getByText('Remove 2 connections?').waitFor();
    await workbench.screenshot('connections-12-remove-several');
    await pressInDialog(page, 'Remove');
    for (const name of ['mine', 'prod 2']) await treeRow(page, name).waitFor({ state: 'detached' });
    await treeRow(page, 'dev').waitFor();
  });

  function address({ name: database }: TestDatabase): Readonly<Record<string, string | number>> {
    return { host: server.host, port: server.port, database, user: login.name };
  }

  async function addConnection(name: string, database: TestDatabase, passwordFrom: string): Promise<void> {
    await runCommand(page, 'DBVC: Paste Connection String…');
    await waitForStep(page, 'key=value string, ADO.NET string or JDBC URL');
    await answer(page, server.url(database.name, login));
    await waitForStep(page, 'Where does the password come from?');
    await pick(page, passwordFrom);
    await quickInput(page).locator('input[type=password]').press('Enter');
    await waitForStep(page, 'Which environment is it?');
    await pick(page, 'No marker');
    await waitForStep(page, 'Name of the connection');
    await answer(page, name);
    await pick(page, 'Save');
    await treeRow(page, name).waitFor();
  }

  /** Leaves a step as it is. */
  async function confirm(step: string): Promise<void> {
    await waitForStep(page, step);
    await quickInput(page).locator('input').first().press('Enter');
  }

  function settingsText(): Promise<string> {
    return readFile(path.join(workbench.server.folder, 'data', 'User', 'settings.json'), 'utf8');
  }
});
