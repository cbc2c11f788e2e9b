import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { startPostgres, type TestLogin, type TestServer } from '../support/postgres/testServer.js';
import type { TestDatabase } from '../support/postgres/testDatabase.js';
import { projectRoot } from '../support/projectRoot.js';
import {
  dialog,
  openDbvc,
  pressInDialog,
  pressInRow,
  pressInTitle,
  pressInToast,
  toast,
  treeRow,
} from '../support/workbench/dbvcViews.js';
import { answer, pick, quickInput, runCommand, waitForStep } from '../support/workbench/quickInput.js';
import { startWorkbench, type Workbench } from '../support/workbench/workbench.js';

const source = `
  create table users (id serial primary key, email text not null, status text not null);
  create table orders (id int primary key, total numeric not null);
  create view user_emails as select email from users;
`;

/** The row without a status is what a later NOT NULL stumbles over. */
const target = `
  create table users (id serial primary key, email text not null, status text);
  insert into users (email) values ('ada@example.com');
`;

describe('real databases, from the first connection to the applied patch', function () {
  this.timeout(300_000);
  let server: TestServer;
  let login: TestLogin;
  let dev: TestDatabase;
  let prod: TestDatabase;
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    server = await startPostgres(16, { authentication: 'scram-sha-256' });
    login = await server.createLogin();
    dev = await server.createDatabase(source);
    prod = await server.createDatabase(target);
    for (const database of [dev, prod]) await giveAway(database, login);
    workbench = await startWorkbench({
      extensionPath: projectRoot(),
      // A comparison that waits for a lock waits until it is cancelled.
      settings: { 'dbvc.lockTimeout': 0 },
    });
    page = workbench.page;
    page.setDefaultTimeout(120_000);
    await openDbvc(page);
  });

  after(async () => {
    await workbench.close();
    await dev.drop();
    await prod.drop();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('postgres-failed');
  });

  it('adds a connection step by step, and tests it before it is saved', async () => {
    await runCommand(page, 'DBVC: Add Connection…');
    await waitForStep(page, 'Which database is it?');
    await pick(page, 'PostgreSQL');
    await typed('Host name, address', server.host);
    await typed('Port', String(server.port));
    await typed('Database', dev.name);
    await typed('User; empty means', login.name);
    await waitForStep(page, 'Where does the password come from?');
    await pick(page, 'Save the password');
    // Back leads to what was chosen before, and forward again.
    await passwordBox().waitFor();
    await quickInput(page).getByRole('button', { name: 'Back' }).click();
    await waitForStep(page, 'Where does the password come from?');
    await pick(page, 'Save the password');
    await passwordBox().fill(login.password);
    await passwordBox().press('Enter');
    await waitForStep(page, 'TLS');
    await pick(page, 'prefer');
    await waitForStep(page, 'Which environment is it?');
    await pick(page, 'Development');
    await typed('Name of the connection', 'dev');
    await pick(page, 'Test Connection');
    await quickInput(page)
      .getByText(/PostgreSQL 16.*, \d+ ms/)
      .waitFor();
    await workbench.screenshot('postgres-1-tested');
    await pick(page, 'Save');
    await treeRow(page, 'dev').waitFor();
  });

  it('says what is wrong with a connection string where it is typed', async () => {
    await runCommand(page, 'DBVC: Paste Connection String…');
    await typed(
      'key=value string, ADO.NET string or JDBC URL',
      `postgresql://${login.name}:secret@${server.host}:99999/x`,
    );
    await quickInput(page)
      .getByText(/the port is not a number/)
      .waitFor();
    await workbench.screenshot('postgres-2-malformed');
    await page.keyboard.press('Escape');
  });

  it('adds a production database by its string, and keeps the password out of the settings', async () => {
    await pasteConnection(server.url(prod.name, login), 'Production', 'prod');
    await treeRow(page, 'prod').getByText('PRODUCTION').waitFor();
    await workbench.screenshot('postgres-3-connections');
    const settings = await readFile(
      path.join(workbench.server.folder, 'data', 'User', 'settings.json'),
      'utf8',
    );
    assert.match(settings, /"prod"/);
    assert.ok(!settings.includes(login.password), 'the password is in the settings');
  });

  it('compares them', async () => {
    await runCommand(page, 'DBVC: Compare Databases…');
    await waitForStep(page, 'Source: the database that is right');
    await pick(page, 'dev');
    await waitForStep(page, 'Target: the database that will be changed');
    await pick(page, 'prod');
    await page.getByText(/dev -> prod · 2 missing, 1 modified · compared/).waitFor();
    await treeRow(page, 'public.users')
      .getByText(/status/)
      .waitFor();
    await page.locator('.statusbar-item.warning-kind').getByText('PRODUCTION').waitFor();
    await workbench.screenshot('postgres-4-drift');
  });

  it('does not apply to production without its name', async () => {
    await pressInRow(page, 'public.orders', 'Apply Patch');
    await dialog(page).getByText('Apply to prod (PRODUCTION)?').waitFor();
    await pressInDialog(page, 'Apply');
    await waitForStep(page, 'Type the name of the target');
    await workbench.screenshot('postgres-5-production');
    await page.keyboard.press('Escape');
    await quickInput(page).waitFor({ state: 'hidden' });
    assert.deepEqual(await prod.query(`select to_regclass('public.orders')::text as name`), [{ name: null }]);
  });

  it('marks the row of what failed, and leaves the target as it was', async () => {
    await applyTo('public.users');
    await toast(page, 'prod is as it was').waitFor();
    await page.locator('[role=treeitem][aria-label*="the last apply failed"]').waitFor();
    await workbench.screenshot('postgres-6-failed');
    assert.deepEqual(
      await prod.query(
        `select is_nullable from information_schema.columns where table_name = 'users' and column_name = 'status'`,
      ),
      [{ is_nullable: 'YES' }],
    );
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('refuses when the target has changed meanwhile, and compares again on request', async () => {
    await prod.query('create table orders (id int); alter table orders owner to current_user');
    await applyTo('public.orders');
    await toast(page, 'The target has changed').waitFor();
    await workbench.screenshot('postgres-7-changed');
    await prod.query('drop table orders; update users set status = $$new$$');
    await pressInToast(page, 'The target has changed', 'Compare Again');
    await page.getByText(/dev -> prod · 2 missing, 1 modified · compared/).waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('applies everything, as another client sees', async () => {
    await pressInTitle(page, 'Drift', 'Apply All');
    await confirmProduction();
    await page.getByText('The target equals the source.').waitFor();
    await workbench.screenshot('postgres-8-equal');
    const relations = await prod.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') order by 1`,
    );
    assert.deepEqual(
      relations.map(({ relname }) => relname),
      ['orders', 'user_emails', 'users'],
    );
    assert.deepEqual(await prod.query('select email, status from users'), [
      { email: 'ada@example.com', status: 'new' },
    ]);
  });

  it('renames what a person says was renamed, and keeps its rows', async () => {
    await prod.query(`alter table orders rename to purchases; insert into purchases values (1, 2);
      alter table purchases rename constraint orders_pkey to purchases_pkey`);
    await pressInTitle(page, 'Drift', 'Refresh');
    const offered = treeRow(page, 'public.orders').getByText(
      'perhaps renamed from purchases: same 2 columns, same 1 constraint',
    );
    await offered.waitFor();
    await treeRow(page, 'public.orders').hover();
    await workbench.screenshot('postgres-12-offered');
    await pressInRow(page, 'public.orders', 'Accept Rename');
    await page.getByText(/dev -> prod · 1 modified · compared/).waitFor();
    const old = page.locator('.monaco-diff-editor .editor.original').getByText('purchases').first();
    // The tree may draw the row anew under the mouse, and the click is lost.
    for (let attempt = 0; attempt < 5 && !(await old.isVisible()); attempt++) {
      await treeRow(page, 'public.orders').click();
      await old.waitFor({ timeout: 5000 }).catch(() => undefined);
    }
    await old.waitFor();
    await workbench.screenshot('postgres-13-accepted');
    assert.match(await treeRow(page, 'public.orders').innerText(), /public\.orders\s*renamed from purchases/);
    await applyTo('public.orders');
    await page.getByText('The target equals the source.').waitFor();
    assert.deepEqual(await prod.query('select id, total::int from orders'), [{ id: 1, total: 2 }]);
    await runCommand(page, 'View: Close All Editors');
  });

  it('stops a comparison that is under way', async () => {
    await prod.query('begin');
    await prod.query('lock table pg_catalog.pg_description in access exclusive mode');
    try {
      await pressInTitle(page, 'Drift', 'Refresh');
      await pressInTitle(page, 'Drift', 'Cancel');
      await page.getByText('The target equals the source.').waitFor();
      await workbench.screenshot('postgres-9-cancelled');
    } finally {
      await prod.query('rollback');
    }
  });

  it('asks for the password again when the login is refused, and goes on with it', async () => {
    await pasteConnection(server.url(prod.name, { ...login, password: 'wrong' }), 'Staging', 'locked');
    await pressInRow(page, 'locked', 'Use as Target');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await toast(page, 'Target locked').waitFor();
    await treeRow(page, 'locked').waitFor();
    await workbench.screenshot('postgres-10-refused');
    await pressInToast(page, 'Target locked', 'Retry');
    await toast(page, 'Target locked').waitFor();
    await pressInToast(page, 'Target locked', 'Enter Password…');
    await typed('The server refused the last login', login.password);
    await page.getByText('The target equals the source.').waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('says which side cannot be reached, and what to do', async () => {
    const nowhere = server.url(prod.name, login).replace(`:${String(server.port)}/`, ':1/');
    await pasteConnection(nowhere, 'Staging', 'nowhere');
    await pressInRow(page, 'nowhere', 'Use as Target');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const message = toast(page, 'Target nowhere');
    await message.waitFor();
    for (const button of ['Retry', 'Edit…', 'Show Log'])
      await message.getByRole('button', { name: button }).waitFor();
    await page.getByText('The comparison failed.').waitFor();
    await page.locator('[role=treeitem][aria-label^="nowhere, "][aria-label*="failed: "]').waitFor();
    await workbench.screenshot('postgres-11-unreachable');
    await runCommand(page, 'Notifications: Clear All Notifications');
    await treeRow(page, 'nowhere').click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Retry' }).waitFor();
    await workbench.screenshot('postgres-12-retry');
    await page.keyboard.press('Escape');
    await pressInRow(page, 'nowhere', 'Retry');
    await toast(page, 'nowhere: Nothing listens at').waitFor();
  });

  /** The step before asks where the password comes from: the word alone does not tell them apart. */
  function passwordBox(): Locator {
    return quickInput(page).locator('input[type=password]');
  }

  async function typed(step: string, text: string): Promise<void> {
    await waitForStep(page, step);
    await answer(page, text);
  }

  async function pasteConnection(url: string, environment: string, name: string): Promise<void> {
    await runCommand(page, 'DBVC: Paste Connection String…');
    await typed('key=value string, ADO.NET string or JDBC URL', url);
    await waitForStep(page, 'Where does the password come from?');
    await pick(page, 'Save the password');
    await passwordBox().press('Enter');
    await waitForStep(page, 'Which environment is it?');
    await pick(page, environment);
    await typed('Name of the connection', name);
    await pick(page, 'Save');
    await treeRow(page, name).waitFor();
  }

  async function applyTo(name: string): Promise<void> {
    // The tree may draw the row anew under the mouse, which then presses a button that is gone.
    for (let attempt = 0; attempt < 5 && !(await dialog(page).isVisible()); attempt++) {
      await pressInRow(page, name, 'Apply Patch');
      await dialog(page)
        .waitFor({ timeout: 5000 })
        .catch(() => undefined);
    }
    await confirmProduction();
  }

  async function confirmProduction(): Promise<void> {
    await dialog(page).waitFor();
    await pressInDialog(page, 'Apply');
    await typed('Type the name of the target', 'prod');
  }
});

/** Makes a login the owner of all that is in a database, so that it may change it without being a superuser. */
async function giveAway(database: TestDatabase, login: TestLogin): Promise<void> {
  await database.query(`
    alter schema public owner to ${login.name};
    do $$
    declare relation record;
    begin
      for relation in select oid::regclass as name, relkind from pg_class
                      where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
      loop
        execute format('alter %s %s owner to ${login.name}',
                       case relation.relkind when 'r' then 'table' else 'view' end, relation.name);
      end loop;
    end $$`);
}
