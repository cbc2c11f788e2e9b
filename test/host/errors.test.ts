import assert from 'node:assert/strict';
import { initialState } from '../../src/core/comparison/comparisonState.js';
import { DbvcError } from '../../src/core/errors.js';
import type { Profile } from '../../src/core/profiles/profile.js';
import { ErrorPresenter, type ErrorPresenterPorts } from '../../src/extension/errors/errorPresenter.js';
import { answerWith, type Answers } from '../support/host/answers.js';

const prod: Profile = { name: 'prod', host: 'localhost', database: 'prod', user: 'me' };

describe('the message about a login that was refused', () => {
  let answers: Answers;
  let asked: readonly string[];

  afterEach(() => {
    answers.restore();
  });

  /** Shows it for a profile, and waits until a button was pressed and did what it does. */
  function show(profile: Profile, press: string): Promise<void> {
    answers = answerWith([press]);
    asked = [];
    const ports = {
      log: { error: () => undefined, show: () => undefined },
      comparison: { state: initialState },
      profiles: { find: (name: string) => Promise.resolve({ profile: { ...profile, name }, scope: 'user' }) },
      connector: {
        ask: ({ name }: Profile) => {
          asked = [...asked, name];
          return Promise.resolve();
        },
      },
    };
    const presenter = new ErrorPresenter(ports as unknown as ErrorPresenterPorts);
    return new Promise((resolve) => {
      presenter.show(new DbvcError('authentication-failed', 'No.'), {
        profile: profile.name,
        retry: () => {
          resolve();
          return Promise.resolve();
        },
      });
    });
  }

  const buttons = (): readonly unknown[] | undefined => answers.shown[0]?.buttons;

  it('tries again with the same password, or with another one', async () => {
    await show(prod, 'Retry');
    assert.deepEqual(buttons(), ['Enter Password…', 'Retry', 'Edit…', 'Show Log']);
    assert.equal(answers.shown[0]?.text, 'prod: No.');
    assert.deepEqual(asked, []);
    await show(prod, 'Enter Password…');
    assert.deepEqual(asked, ['prod']);
  });

  it('asks for no password where a token signs in', async () => {
    await show({ ...prod, signIn: 'aws-rds-iam' }, 'Retry');
    assert.deepEqual(buttons(), ['Retry', 'Edit…', 'Show Log']);
  });
});
