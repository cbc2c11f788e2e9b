import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Profile } from '../../src/core/profiles/profile.js';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { answerWith, type Answers } from '../support/host/answers.js';
import { activateExtension, connectionRow } from '../support/host/extensionUnderTest.js';
import { setProfiles } from '../support/host/profiles.js';

/** A connection to where nothing listens. */
const at = (name: string): Profile => ({ name, host: '127.0.0.1', port: 1, database: name, user: 'ada' });

describe('commands on connections that are selected together', () => {
  let api: ExtensionApi;
  let answers: Answers;

  before(async () => {
    api = await activateExtension();
  });

  beforeEach(async () => {
    await setProfiles(['a', 'b', 'c', 'd'].map(at));
  });

  afterEach(async () => {
    answers.restore();
    await setProfiles(undefined);
  });

  const names = (): readonly unknown[] =>
    vscode.workspace
      .getConfiguration('dbvc')
      .get<readonly { readonly name: string }[]>('connections', [])
      .map(({ name }) => name);

  /** Runs a command on the first of these connections while all of them are selected. */
  async function runOn(command: string, ...selected: readonly string[]): Promise<void> {
    const rows = await Promise.all(selected.map((name) => connectionRow(api, name)));
    await vscode.commands.executeCommand(command, rows[0], rows);
  }

  it('removes all of them after one question that names them', async () => {
    answers = answerWith(['Remove']);
    await runOn('dbvc.connections.remove', 'a', 'c', 'd');
    assert.deepEqual(
      answers.shown.map(({ text, detail }) => [text, detail]),
      [
        [
          'Remove 3 connections?',
          'a\nc\nd\n\nTheir saved passwords are deleted. The databases are not touched.',
        ],
      ],
    );
    assert.deepEqual(names(), ['b']);
  });

  it('removes only the row that was clicked where it is none of the selected ones', async () => {
    answers = answerWith(['Remove']);
    const [clicked, ...selected] = await Promise.all(['a', 'c', 'd'].map((name) => connectionRow(api, name)));
    await vscode.commands.executeCommand('dbvc.connections.remove', clicked, selected);
    assert.deepEqual(
      answers.shown.map(({ text }) => text),
      ['Remove the connection a?'],
    );
    assert.deepEqual(names(), ['b', 'c', 'd']);
  });

  it('removes none where the question is left', async () => {
    answers = answerWith([]);
    await runOn('dbvc.connections.remove', 'a', 'b');
    assert.deepEqual(names(), ['a', 'b', 'c', 'd']);
  });

  it('names as many as a dialog has room for', async () => {
    const many = Array.from({ length: 25 }, (_, index) => `many ${String(index)}`);
    await setProfiles(many.map(at));
    answers = answerWith([]);
    await runOn('dbvc.connections.remove', ...many);
    assert.match(answers.shown[0]?.detail ?? '', /\nmany 18\nand 6 more\n\n/);
  });

  it('duplicates each under a name of its own', async () => {
    answers = answerWith([]);
    await runOn('dbvc.connections.duplicate', 'a', 'b');
    assert.deepEqual(names(), ['a', 'b', 'c', 'd', 'a 2', 'b 2']);
  });

  it('tests each', async () => {
    answers = answerWith([]);
    await runOn('dbvc.connections.test', 'a', 'b');
    assert.deepEqual(
      answers.shown.map(({ severity }) => severity),
      ['error', 'error'],
    );
    const states = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => (await connectionRow(api, name)).state),
    );
    assert.deepEqual(
      states.map(({ status }) => status),
      ['failed', 'failed', 'unknown'],
    );
  });
});
