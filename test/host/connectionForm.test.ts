import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Profile } from '../../src/core/profiles/profile.js';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { answerSteps, type StepAnswers } from '../support/host/answerSteps.js';
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
    const edit = async (...last: readonly (string | undefined)[]): Promise<void> => {
      steps = answerSteps([...address().slice(1), ...last]);
      await vscode.commands.executeCommand('dbvc.connections.edit', 'far');
      steps.restore();
    };
    await edit('SSH Tunnel', undefined, 'Save');
    assert.deepEqual(saved()?.ssh, { host: 'bastion.example' });
    await edit('SSH Tunnel', '', 'Save');
    assert.equal(saved()?.ssh, undefined);
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
