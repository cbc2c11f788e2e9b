import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { answerWith, type Answers } from '../support/host/answers.js';
import {
  activateExtension,
  comparisonReaches,
  connectionRow,
  objectRows,
} from '../support/host/extensionUnderTest.js';
import { setProfiles } from '../support/host/profiles.js';
import { startSqlServer, type TestSqlServer } from '../support/sqlServer/sqlServer.js';

const source = `
CREATE TABLE dbo.customers (id int NOT NULL, email nvarchar(80) NOT NULL, CONSTRAINT PK_customers PRIMARY KEY (id))
GO
CREATE VIEW dbo.emails AS SELECT id, email FROM dbo.customers`;

const target = `
CREATE TABLE dbo.customers (id int NOT NULL, email nvarchar(50) NULL, CONSTRAINT PK_customers PRIMARY KEY (id))`;

describe('the extension on SQL Server (a model of it)', () => {
  let api: ExtensionApi;
  let server: TestSqlServer;
  let answers: Answers;

  before(async () => {
    api = await activateExtension();
    server = await startSqlServer();
    answers = answerWith([]);
    const urls = [server.createDatabase(source).url, server.createDatabase(target).url];
    // A profile holds no password; the model takes any.
    const [dev = '', prod = ''] = urls.map((url) => url.replace('sa:secret@', 'sa@'));
    process.env['MSSQL_PASSWORD'] = 'secret';
    await setProfiles([
      { name: 'dev', url: dev },
      { name: 'prod', url: prod },
    ]);
    await vscode.commands.executeCommand('dbvc.connections.useAsSource', await connectionRow(api, 'dev'));
    await vscode.commands.executeCommand('dbvc.connections.useAsTarget', await connectionRow(api, 'prod'));
    await vscode.commands.executeCommand('dbvc.compare.refresh');
  });

  after(async () => {
    delete process.env['MSSQL_PASSWORD'];
    answers.restore();
    await setProfiles(undefined);
    await comparisonReaches(api, ({ sides }) => Object.keys(sides).length === 0);
    await server.close();
  });

  it('compares two databases, and lists what differs', () => {
    assert.equal(api.comparisonState().phase, 'compared', JSON.stringify(api.driftLines()));
    assert.deepEqual(
      objectRows(api).map(({ label }) => label),
      ['dbo.customers', 'dbo.emails'],
    );
  });

  it('asks twice, applies, and then nothing differs', async () => {
    answers.restore();
    answers = answerWith(['Apply', 'Apply All the Same']);
    await vscode.commands.executeCommand('dbvc.apply.all');
    assert.match(
      answers.shown.map(({ text }) => text).join('\n'),
      /This version of DBVC was not tried on a live SQL Server 2022/,
    );
    assert.deepEqual(objectRows(api), [], JSON.stringify(answers.shown));
  });
});
