import assert from 'node:assert/strict';
import { CancelledError, DbvcError } from '../../../../../src/core/errors.js';
import type { StatementContext } from '../../../../../src/core/dialect/executor.js';
import { translateError } from '../../../../../src/dialects/mssql/errors/translateError.js';

function serverError(number: number, message: string, lineNumber = 1): Error {
  return Object.assign(new Error(message), { number, lineNumber });
}

const context: StatementContext = {
  statement: 'ALTER TABLE [dbo].[t]\nADD [b] int NULL',
  object: 'create column [dbo].[t].[b]',
  objectId: 'table:dbo.t',
  findByName: (name) => (name === 'dbo.u' ? { described: 'table [dbo].[u]', drifted: true } : undefined),
};

const cases: readonly (readonly [number: number, message: string, code: string, said: RegExp])[] = [
  [
    208,
    "Invalid object name 'dbo.u'.",
    'statement-failed',
    /needs object dbo\.u.*table \[dbo\]\.\[u\] is in the drift too/s,
  ],
  [207, "Invalid column name 'x'.", 'statement-failed', /needs column x.*Neither side/s],
  [2714, "There is already an object named 'u' in the database.", 'statement-failed', /already has u/],
  [
    4121,
    'Cannot find either column "dbo" or the user-defined function or aggregate "dbo.u", or the name is ambiguous.',
    'statement-failed',
    /needs function dbo\.u/,
  ],
  [1767, "Foreign key 'FK' references invalid table 'dbo.u'.", 'statement-failed', /needs table dbo\.u/],
  [547, 'The ALTER TABLE statement conflicted.', 'statement-failed', /do not keep the constraint/],
  [5074, "The index 'IX' is dependent on column 'b'.", 'statement-failed', /depends on IX/],
  [
    3723,
    "An explicit DROP INDEX is not allowed on index 'dbo.t.UX'. It is being used for FOREIGN KEY constraint enforcement.",
    'statement-failed',
    /depends on dbo\.t\.UX/,
  ],
  [1907, "Cannot recreate index 'UX'.", 'statement-failed', /depends on UX/],
  [
    33264,
    "The security policy 'p' cannot be enabled with a predicate on table 't'. Table 't' is already referenced by the enabled security policy 'q'.",
    'statement-failed',
    /another enabled security policy names one of its tables/,
  ],
  [1222, 'Lock request time out period exceeded.', 'lock-timeout', /holds a lock/],
  [1205, 'Transaction was deadlocked.', 'statement-failed', /deadlock/],
  [262, 'CREATE TABLE permission denied.', 'permission-denied', /may not do this/],
  [31337, 'Something else.', 'statement-failed', /Something else.*31337/s],
];

describe("SQL Server's errors", () => {
  for (const [number, message, code, said] of cases) {
    it(`makes a sentence of ${String(number)}`, () => {
      const error = translateError(serverError(number, message), context);
      assert.equal(error.code, code);
      assert.match(`${error.message} ${error.details.hint ?? ''}`, said);
      assert.equal(error.details.sqlState, String(number));
      assert.equal(error.details.serverMessage, message);
      assert.equal(error.details.objectId, 'table:dbo.t');
    });
  }

  it('says where the line of the statement starts', () => {
    assert.equal(translateError(serverError(102, 'x', 2), context).details.position, 23);
  });

  it('takes the first of several, which says what is wrong', () => {
    const several = new AggregateError([
      serverError(5074, "The index 'IX' is dependent on column 'b'.", 2),
      serverError(4922, 'ALTER TABLE ALTER COLUMN b failed because one or more objects access this column.'),
    ]);
    const error = translateError(several, context);
    assert.equal(error.details.sqlState, '5074');
    assert.match(error.message, /depends on IX/);
    assert.match(error.details.serverMessage ?? '', /^The index .* ALTER TABLE ALTER COLUMN b failed/);
    assert.equal(error.details.position, 23);
  });

  it('leaves errors of its own and cancellations as they are', () => {
    const lost = translateError(new DbvcError('connection-lost', 'Lost.'), context);
    assert.equal(lost.code, 'connection-lost');
    assert.equal(lost.details.statement, context.statement);
    assert.throws(() => translateError(new CancelledError(), context), CancelledError);
  });
});
