import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { CancelledError } from '../../src/core/errors.js';
import { silentLogger } from '../../src/core/logger.js';
import type { Profile } from '../../src/core/profiles/profile.js';
import { Secret } from '../../src/core/secret.js';
import { PasswordStore } from '../../src/extension/connections/passwordStore.js';
import { ProfileConnector } from '../../src/extension/connections/profileConnector.js';
import { answerWith, type Answers } from '../support/host/answers.js';
import { fakeMemento, noSecrets, sharedSecrets } from '../support/host/storage.js';

const prod: Profile = { name: 'prod', host: 'localhost', database: 'prod', user: 'me' };

describe('a password that has to be asked for', () => {
  let memento: vscode.Memento;
  let answers: Answers;

  beforeEach(() => {
    memento = fakeMemento();
  });

  afterEach(() => {
    answers.restore();
  });

  /** A window in which the passwords of the one before are gone, as without a keyring. */
  function connectorOf(passwords: PasswordStore): ProfileConnector {
    return new ProfileConnector(passwords, silentLogger);
  }

  it('is asked for once in a window where the profile says "ask each time"', async () => {
    const passwords = new PasswordStore(noSecrets, memento);
    await passwords.setMode(prod, 'ask');
    answers = answerWith([], 'secret');
    await connectorOf(passwords).database(prod);
    await connectorOf(passwords).database(prod);
    assert.deepEqual(answers.inputs, [
      { title: 'Password for prod', prompt: 'It is kept until this window is closed.', password: true },
    ]);
    assert.equal((await passwords.get(prod))?.reveal(), 'secret');
    await connectorOf(new PasswordStore(noSecrets, memento)).database(prod);
    assert.equal(answers.inputs.length, 2, 'the next window does not ask');
  });

  it('is explained and asked for where the saved one is gone', async () => {
    await new PasswordStore(noSecrets, memento).save(prod, new Secret('secret'));
    answers = answerWith([], 'secret again');
    await connectorOf(new PasswordStore(noSecrets, memento)).database(prod);
    assert.equal(answers.inputs.length, 1);
    assert.match(answers.inputs[0]?.prompt ?? '', /^The saved password is gone: without a keyring/);
  });

  it('stays as it was chosen when the person gives none', async () => {
    await new PasswordStore(noSecrets, memento).save(prod, new Secret('secret'));
    answers = answerWith([]);
    const passwords = new PasswordStore(noSecrets, memento);
    await assert.rejects(connectorOf(passwords).database(prod), CancelledError);
    assert.equal(passwords.mode(prod), 'saved');
  });

  it('is not asked for where it comes from the environment', async () => {
    answers = answerWith([], 'secret');
    await connectorOf(new PasswordStore(noSecrets, memento)).database(prod);
    assert.deepEqual(answers.inputs, []);
  });
});

describe('the passwords of two windows', () => {
  it('stay in step: what one saves or forgets goes before what was typed in the other', async () => {
    const secrets = sharedSecrets();
    // VS Code keeps what it remembers for an extension in step itself.
    const memento = fakeMemento();
    const [first, second] = [new PasswordStore(secrets, memento), new PasswordStore(secrets, memento)];
    await second.setMode(prod, 'ask');
    second.remember(prod, new Secret('typed before'));
    await first.save(prod, new Secret('saved'));
    assert.equal((await second.get(prod))?.reveal(), 'saved');
    await first.save(prod, new Secret('changed'));
    assert.equal((await second.get(prod))?.reveal(), 'changed');
    second.remember(prod, new Secret('typed again'));
    await first.forget(prod);
    assert.equal(await second.get(prod), undefined);
    for (const window of [first, second]) window.dispose();
    second.remember(prod, new Secret('typed after'));
    await first.save(prod, new Secret('nobody listens'));
    assert.equal((await second.get(prod))?.reveal(), 'typed after');
  });
});
