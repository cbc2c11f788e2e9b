import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ServerError } from '../../../../../src/dialects/postgres/errors/serverError.js';
import {
  joinStatements,
  locateFailure,
} from '../../../../../src/dialects/postgres/session/statementBatch.js';

const failure = (position?: number): ServerError =>
  new ServerError({ sqlState: '42601', message: 'x', position });

describe('Several statements in one message', () => {
  it('are kept apart even when one ends with a comment', () => {
    assert.equal(joinStatements(['select 1 -- one', 'select 2']), 'select 1 -- one\n;\nselect 2\n;\n');
  });

  it('lead from a position in the message to the statement and the position in it', () => {
    const statements = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(statements, fc.nat(), fc.nat(), (texts, which, where) => {
        const index = which % texts.length;
        const length = Array.from(texts[index] ?? '').length;
        const offset = where % length;
        const before = Array.from(joinStatements(texts.slice(0, index))).length;
        const found = locateFailure(texts, failure(before + offset + 1), 0);
        assert.equal(found.index, index);
        assert.equal(found.serverError.fields.position, offset + 1);
      }),
    );
  });

  it('lead from the number of completed ones to the one that failed without a position', () => {
    assert.equal(locateFailure(['a', 'b', 'c'], failure(), 1).index, 1);
    assert.equal(locateFailure(['a', 'b', 'c'], failure(), 3).index, 2);
  });
});
