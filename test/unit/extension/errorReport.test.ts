import assert from 'node:assert/strict';
import { DbvcError } from '../../../src/core/errors.js';
import { errorReport } from '../../../src/extension/errors/errorReport.js';
import { english } from '../../support/englishText.js';

describe('an error as a message', () => {
  it('names the side, says what is wrong and what to do', () => {
    const error = new DbvcError('connection-failed', 'The server refused.', {
      side: 'target',
      hint: 'Start it.',
    });
    const report = errorReport(error, 'prod', english);
    assert.equal(report.message, 'Target prod: The server refused. Start it.');
    assert.deepEqual(report.actions, ['retry', 'edit', 'show-log']);
  });

  it('offers to type the password again where the login was refused, and to try the same one', () => {
    const report = errorReport(new DbvcError('authentication-failed', 'No.'), undefined, english);
    assert.deepEqual(report.actions, ['enter-password', 'retry', 'edit', 'show-log']);
  });

  it('offers to compare again where the target has changed, and says what', () => {
    const error = new DbvcError('target-changed', 'It changed.', {
      lines: ['t.a', 't.b', 't.c', 't.d'],
      hint: 'Compare.',
    });
    const report = errorReport(error, undefined, english);
    assert.equal(report.message, 'It changed. t.a; t.b; t.c; and 1 more. Compare.');
    assert.deepEqual(report.actions, ['compare-again', 'show-log']);
  });

  it('says nothing twice, and which connection it is about where that is no side', () => {
    const error = new DbvcError('invalid-input', 'The file cannot be used. 1:1: no (and 1 more)', {
      lines: ['1:1: no', '2:1: neither.'],
    });
    assert.equal(
      errorReport(error, 'prod', english).message,
      'prod: The file cannot be used. 1:1: no (and 1 more) 2:1: neither.',
    );
  });

  it('has all facts for the log', () => {
    const error = new DbvcError('statement-failed', 'No.', {
      object: 'table public.a',
      statement: 'alter table',
      position: 3,
      sqlState: '42501',
    });
    assert.deepEqual(errorReport(error, undefined, english).details, [
      'statement-failed: No.',
      '  object: table public.a',
      '  SQLSTATE: 42501',
      '  statement: alter table',
      '  position: 3',
    ]);
    assert.equal(errorReport(error, undefined, english).message, 'table public.a: No.');
  });

  it('does not hide a defect', () => {
    const report = errorReport(new TypeError('x is undefined'), undefined, english);
    assert.match(report.message, /did not expect: x is undefined/);
    assert.deepEqual(report.actions, ['show-log']);
  });
});
