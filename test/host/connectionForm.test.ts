import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Profile } from '../../src/core/profiles/profile.js';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { answerSteps, asItStands, type StepAnswer, type StepAnswers } from '../support/host/answerSteps.js';
import { answerWith, type Answers } from '../support/host/answers.js';
import { activateExtension, connectionRow } from '../support/host/extensionUnderTest.js';
import { setProfiles } from '../support/host/profiles.js';
import { startPostgres, type TestServer } from '../support/postgres/testServer.js';
import { sshKeyPair, startSshServer, type TestSshServer } from '../support/sshServer.js';

describe('the form of a connection', () => {
  let api: ExtensionApi;
  let server: TestServer;
  let answers: Answers;
  let steps: StepAnswers;
  let home: string;
  const environment = { HOME: process.env['HOME'], PGPASSWORD: process.env['PGPASSWORD'] };
  const servers: TestSshServer[] = [];

  before(async () => {
    api = await activateExtension();
    server = await startPostgres(18);
    home = await mkdtemp(path.join(tmpdir(), 'dbvc-form-'));
    process.env['HOME'] = home;
    process.env['PGPASSWORD'] = server.password;
  });

  afterEach(async () => {
    answers.restore();
    steps.restore();
    await setProfiles(undefined);
    for (const one of servers.splice(0)) await one.close();
  });

  after(async () => {
    for (const [name, value] of Object.entries(environment)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    await rm(home, { recursive: true });
  });

  const saved = (): Profile | undefined =>
    vscode.workspace.getConfiguration('dbvc').get<Profile[]>('connections', [])[0];

  /** The steps before the last one. */
  const address = (): readonly string[] => [
    'PostgreSQL',
    server.host,
    String(server.port),
    'postgres',
    server.user,
    'From .pgpass or PGPASSWORD',
    'prefer',
    'No marker',
    'far',
  ];

  async function add(...last: readonly (string | undefined)[]): Promise<void> {
    steps = answerSteps([...address(), ...last]);
    await vscode.commands.executeCommand('dbvc.connections.add');
  }

  it('counts for the walkthrough once a connection is saved, and not where the form is left', async () => {
    answers = answerWith([]);
    steps = answerSteps(['PostgreSQL', undefined]);
    await vscode.commands.executeCommand('dbvc.connections.add');
    assert.equal(api.contextKey('dbvc.connectionAdded'), undefined);
    steps.restore();
    await add('Save');
    assert.equal(api.contextKey('dbvc.connectionAdded'), true);
  });

  it('asks for an SSH server and a jump host, which lead to the database', async () => {
    const pair = sshKeyPair();
    await writeFile(path.join(home, 'key'), pair.privateKey, { mode: 0o600 });
    const jump = await startSshServer({ password: 'pw' });
    const bastion = await startSshServer({ publicKey: pair.publicKey });
    servers.push(jump, bastion);
    const [bastionPort, jumpPort] = [String(bastion.port), String(jump.port)];
    answers = answerWith(['Trust'], 'pw');
    await add(
      'SSH Tunnel',
      ...['127.0.0.1', bastionPort, 'ann', 'Key file', '~/key'],
      ...['127.0.0.1', jumpPort, 'bob', 'Password'],
      'Save',
    );
    assert.deepEqual(saved()?.ssh, {
      host: '127.0.0.1',
      port: bastion.port,
      user: 'ann',
      key: '~/key',
      jump: { host: '127.0.0.1', port: jump.port, user: 'bob', signIn: 'password' },
    });
    assert.ok(steps.listed.some((label) => label.includes('SSH Tunnel: ann@127.0.0.1 via 127.0.0.1')));
    await vscode.commands.executeCommand('dbvc.connections.test', await connectionRow(api, 'far'));
    assert.match(answers.shown.at(-1)?.text ?? '', /^far: PostgreSQL 18/, JSON.stringify(answers.shown));
    assert.deepEqual(jump.log, ['bob by password', `to 127.0.0.1:${bastionPort}`]);
    assert.deepEqual(bastion.log, ['ann by publickey', `to ${server.host}:${String(server.port)}`]);
    assert.equal((await readFile(path.join(home, '.ssh', 'known_hosts'), 'utf8')).split('\n').length, 3);
  });

  it('takes the SSH server out again, and leaves it where a person gives up', async () => {
    answers = answerWith([]);
    await add('SSH Tunnel', 'bastion.example', '22', '', 'Agent, then password', '', 'Save');
    assert.deepEqual(saved()?.ssh, { host: 'bastion.example' });
    steps.restore();
    const change = async (...last: readonly (string | undefined)[]): Promise<void> => {
      steps = answerSteps([...address().slice(1), ...last]);
      await vscode.commands.executeCommand('dbvc.connections.edit', 'far');
      steps.restore();
    };
    await change('SSH Tunnel', undefined, 'Save');
    assert.deepEqual(saved()?.ssh, { host: 'bastion.example' });
    await change('SSH Tunnel', '', 'Save');
    assert.equal(saved()?.ssh, undefined);
  });

  /** Goes through the form of the only connection. */
  async function edit(answersOfSteps: readonly StepAnswer[]): Promise<void> {
    answers = answerWith([]);
    steps = answerSteps(answersOfSteps);
    await vscode.commands.executeCommand('dbvc.connections.edit', saved()?.name);
  }

  it('leaves open what a connection leaves open, when it is edited', async () => {
    const service: Profile = { name: 'prod', engine: 'postgres', service: 'prod' };
    await setProfiles([service]);
    await edit([...Array<StepAnswer>(8).fill(asItStands), 'Save']);
    assert.deepEqual(saved(), service);
    steps.restore();
    const sqlServer: Profile = { name: 'shop', engine: 'mssql', host: 'db', database: 'shop', user: 'ada' };
    await setProfiles([sqlServer]);
    await edit([...Array<StepAnswer>(8).fill(asItStands), 'Save']);
    assert.deepEqual(saved(), sqlServer);
  });

  it('fills in SQL Server step by step, with its own words and defaults', async () => {
    answers = answerWith([]);
    const last = ['From MSSQL_PASSWORD', asItStands, 'No marker', 'shop'];
    steps = answerSteps(['SQL Server', 'db', asItStands, 'shop', 'ada', ...last, 'Save']);
    await vscode.commands.executeCommand('dbvc.connections.add');
    const shop: Profile = {
      name: 'shop',
      engine: 'mssql',
      host: 'db',
      port: 1433,
      database: 'shop',
      user: 'ada',
    };
    assert.deepEqual(saved(), shop);
    assert.doesNotMatch(steps.asked.join(), /PGUSER|Unix socket|5432/);
    assert.ok(!steps.listed.some((label) => label.includes('Role')), 'SQL Server has no SET ROLE');
    steps.restore();
    // The server says which port an instance has.
    await edit(['db\\reports', asItStands, asItStands, ...last.slice(0, -1), asItStands, 'Save']);
    assert.equal(saved()?.host, 'db\\reports');
    assert.equal(saved()?.port, undefined);
  });

  it('offers tokens of clouds where it asks for the password', async () => {
    answers = answerWith([]);
    const cloud = address().map((answer) => (answer.startsWith('From .pgpass') ? 'Token of AWS' : answer));
    steps = answerSteps([...cloud, 'Save']);
    await vscode.commands.executeCommand('dbvc.connections.add');
    assert.equal(saved()?.signIn, 'aws-rds-iam');
    steps.restore();
    const entra = address().map((answer) => (answer.startsWith('From .pgpass') ? 'Entra ID' : answer));
    steps = answerSteps([...entra.slice(1), 'Save']);
    await vscode.commands.executeCommand('dbvc.connections.edit', 'far');
    assert.equal(saved()?.signIn, 'entra-id');
    steps.restore();
    steps = answerSteps([...address().slice(1), 'Save']);
    await vscode.commands.executeCommand('dbvc.connections.edit', 'far');
    assert.equal(saved()?.signIn, undefined);
  });
});
