import assert from 'node:assert/strict';
import type { StatementContext } from '../../../../../src/core/dialect/executor.js';
import { CancelledError, DbvcError } from '../../../../../src/core/errors.js';
import {
  ServerError,
  serverErrorOf,
  type ServerErrorFields,
} from '../../../../../src/dialects/postgres/errors/serverError.js';
import { translateError } from '../../../../../src/dialects/postgres/errors/translateError.js';

const context: StatementContext = {
  statement: 'CREATE VIEW app.v AS SELECT 1',
  object: 'view app.v',
  objectId: 'view:app.v',
  findByName: (name) =>
    name === 'app.t'
      ? { described: 'table app.t', drifted: true }
      : name === 'app.same'
        ? { described: 'table app.same', drifted: false }
        : undefined,
};

function failed(sqlState: string, message: string, fields: Partial<ServerErrorFields> = {}): ServerError {
  return new ServerError({ sqlState, message, ...fields });
}

describe('translateError', () => {
  it('names the object, its id, the statement, the SQLSTATE and the words of the server', () => {
    const { code, details } = translateError(failed('42P01', 'relation "app.t" does not exist'), context);
    assert.equal(code, 'statement-failed');
    assert.deepEqual(details, {
      object: 'view app.v',
      objectId: 'view:app.v',
      statement: context.statement,
      sqlState: '42P01',
      serverMessage: 'relation "app.t" does not exist',
      hint: 'table app.t is in the drift too: take it along, or apply all.',
    });
  });

  for (const [language, message] of [
    ['German', 'Relation »app.t« existiert nicht'],
    ['French', 'la relation « app.t » n’existe pas'],
    ['Spanish', 'no existe la relación «app.t»'],
    ['Polish', 'relacja „app.t” nie istnieje'],
  ] as const) {
    it(`finds the name in a message in ${language}`, () => {
      const { message: sentence } = translateError(failed('42P01', message), context);
      assert.equal(sentence, 'view app.v needs relation app.t, which the target does not have.');
    });
  }

  it('says so when what is missing was there when the two were compared', () => {
    const { details } = translateError(failed('42P01', 'relation "app.same" does not exist'), context);
    assert.match(details.hint ?? '', /^table app\.same was the same on both sides/);
  });

  it('keeps the hint of the server where it has none of its own', () => {
    const { message, details } = translateError(failed('XX000', 'odd.', { hint: 'Try this.' }), context);
    assert.equal(message, 'view app.v: odd.');
    assert.equal(details.hint, 'Try this.');
  });

  it('explains a denied permission in another language without a guess', () => {
    const error = translateError(failed('42501', 'keine Berechtigung für Schema app'), context);
    assert.equal(error.code, 'permission-denied');
    assert.equal(error.message, 'view app.v: keine Berechtigung für Schema app.');
    assert.match(error.details.hint ?? '', /^Apply as the owner/);
  });

  it('quotes names that need it in a GRANT', () => {
    const { details } = translateError(failed('42501', 'permission denied for schema My "x"'), context);
    assert.match(details.hint ?? '', /ON SCHEMA "My ""x""" TO login/);
  });

  it('counts positions in UTF-16 units, as editors do', () => {
    const statement = "SELECT '😀', nope";
    const position = Array.from("SELECT '😀', ").length + 1;
    const { details } = translateError(failed('42703', 'column "nope" does not exist', { position }), {
      ...context,
      statement,
    });
    assert.equal(statement.slice((details.position ?? 0) - 1), 'nope');
  });

  it('keeps detail, inner query and call stack as lines', () => {
    const { details } = translateError(
      failed('22012', 'division by zero', {
        detail: 'a\nb',
        internalQuery: 'SELECT 1/0',
        where: 'function f',
      }),
      context,
    );
    assert.deepEqual(details.lines, ['a', 'b', 'in: SELECT 1/0', 'function f']);
  });

  it('finds the error of the server in the causes of the error of a session, and keeps code and side', () => {
    const cause = failed('57014', 'canceling statement due to statement timeout');
    const thrown = new DbvcError('statement-timeout', 'x', { side: 'target' }, { cause });
    const error = translateError(thrown, context);
    assert.equal(error.code, 'statement-timeout');
    assert.equal(error.details.side, 'target');
    assert.equal(error.details.sqlState, '57014');
    assert.equal(serverErrorOf(error), cause);
  });

  it('leaves a lost connection what it is, and says at which statement', () => {
    const cause = failed('57P01', 'terminating connection due to administrator command', {
      severity: 'FATAL',
    });
    const thrown = new DbvcError('connection-lost', 'The server ended the connection.', {}, { cause });
    const error = translateError(thrown, context);
    assert.equal(error.code, 'connection-lost');
    assert.equal(error.message, thrown.message);
    assert.equal(error.details.statement, context.statement);
  });

  it('calls what is no error of the server a defect', () => {
    const error = translateError(new TypeError('x is undefined'), context);
    assert.equal(error.code, 'internal');
    assert.equal(error.message, 'view app.v: x is undefined');
    assert.ok(error.cause instanceof TypeError);
  });

  it('throws a cancellation on, for it is no error', () => {
    assert.throws(() => translateError(new CancelledError(), context), CancelledError);
  });

  it('explains a full disk', () => {
    const error = translateError(
      failed('53100', 'could not extend file "base/1/2": No space left on device'),
      context,
    );
    assert.match(error.message, /disk is full/);
    assert.match(error.details.hint ?? '', /Make room/);
  });
});
