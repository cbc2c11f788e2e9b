import type { StatementContext } from '../../../core/dialect/executor.js';
import { CancelledError, DbvcError, type ErrorCode, type ErrorDetails } from '../../../core/errors.js';
import { serverErrorOf, type ServerErrorFields } from './serverError.js';

/** What a server's error means for the statement that met it, in plain words. */
interface Explanation {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

type Explain = (fields: ServerErrorFields, context: StatementContext) => Explanation;

/** The names between quotes in a message, which stand there in every language. */
function quotedNames(message: string): readonly string[] {
  return [...message.matchAll(/'([^']+)'|"([^"]+)"/g)].map((found) => found[1] ?? found[2] ?? '');
}

/** The name that a message is about: the first, or the one at another place in it. */
function named(fields: ServerErrorFields, place = 0): string {
  return quotedNames(fields.message)[place] ?? 'something';
}

/** What is said about an object that a statement needs: whether it is in the drift too. */
function missing(what: string, place = 0): Explain {
  return (fields, context) => {
    const name = named(fields, place).replaceAll(/[[\]]/g, '');
    const found = context.findByName(name);
    const hint =
      found === undefined
        ? `Neither side has a ${what} of this name: check the definition on the source.`
        : found.drifted
          ? `${found.described} is in the drift too: choose it as well.`
          : `${found.described} is there on one side; compare again.`;
    return { message: `${context.object} needs ${what} ${name}, which the target lacks.`, hint };
  };
}

function rows(sentence: string, hint: string): Explain {
  return (_fields, context) => ({ message: `${context.object}: ${sentence}.`, hint });
}

const dependents: Explain = (fields, context) => ({
  message: `${context.object}: something on the target still depends on ${named(fields)}.`,
  hint: 'Compare again: what depends on it may be new. What DBVC does not compare has to be changed by hand.',
});

const exists: Explain = (fields, context) => ({
  message: `${context.object}: the target already has ${named(fields)}.`,
  hint: 'Somebody made it since the comparison: compare again.',
});

const permission: Explain = (fields, context) => ({
  code: 'permission-denied',
  message: `${context.object}: the login may not do this.`,
  hint: `The server says: ${fields.message} db_owner, or db_ddladmin for most of it, is what a login needs to apply.`,
});

const doesNotFit = rows(
  'values in the table do not fit the new type',
  'Change those rows first, or keep the type.',
);

/** The errors that DDL meets: https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors */
const explanations: ReadonlyMap<number, Explain> = new Map([
  [207, missing('column')],
  [208, missing('object')],
  [2715, missing('type')],
  [2812, missing('procedure')],
  // Cannot find either column "dbo" or the user-defined function or aggregate "dbo.f".
  [4121, missing('function', 1)],
  [4902, missing('table')],
  // Foreign key 'FK' references invalid table 'dbo.u'.
  [1767, missing('table', 1)],
  [2760, missing('schema')],
  [15151, missing('object')],
  [3701, missing('object')],
  [3728, missing('constraint')],
  [4924, missing('column')],
  [1907, dependents],
  [3723, dependents],
  [3725, dependents],
  [3726, dependents],
  [3729, dependents],
  [3732, dependents],
  [4922, dependents],
  [5074, dependents],
  [5080, dependents],
  [15336, dependents],
  [2705, exists],
  [2714, exists],
  [1913, exists],
  [1779, exists],
  [1781, exists],
  [547, rows('rows of the table do not keep the constraint', 'Change those rows first.')],
  [515, rows('rows of the table have no value in the column', 'Give them one first.')],
  [
    4901,
    rows(
      'the table has rows, which would have no value in the new column',
      'Give the column a default, or let it be NULL.',
    ),
  ],
  [1505, rows('rows of the table have the same values', 'Remove the duplicates first.')],
  [2601, rows('rows of the table have the same values', 'Remove the duplicates first.')],
  [2627, rows('rows of the table have the same values', 'Remove the duplicates first.')],
  [220, doesNotFit],
  [232, doesNotFit],
  [241, doesNotFit],
  [242, doesNotFit],
  [245, doesNotFit],
  [2628, doesNotFit],
  [8114, doesNotFit],
  [8115, doesNotFit],
  [8152, doesNotFit],
  [
    1785,
    rows(
      'the foreign key would make a second way for cascading changes',
      'SQL Server allows one way from table to table: one key needs NO ACTION.',
    ),
  ],
  [
    33264,
    rows(
      'another enabled security policy names one of its tables',
      'A table can be named by one enabled policy: choose the change of the other as well.',
    ),
  ],
  [1776, rows('no key of the other table has these columns', 'Choose the table with the key as well.')],
  [
    1205,
    (_fields, context) => ({
      message: `${context.object}: the server chose this session to end a deadlock.`,
      hint: 'Nothing was changed; apply again when the target is quieter.',
    }),
  ],
  [
    1222,
    (_fields, context) => ({
      code: 'lock-timeout',
      message: `${context.object}: somebody else holds a lock on it.`,
      hint: 'Wait for them, or give a longer --lock-timeout.',
    }),
  ],
  [
    12331,
    (_fields, context) => ({
      message: `${context.object}: memory-optimised tables take no DDL in a transaction.`,
      hint: 'DBVC does not change them yet.',
    }),
  ],
  [229, permission],
  [230, permission],
  [262, permission],
  [297, permission],
  [300, permission],
  [1088, permission],
  [15247, permission],
]);

const otherwise: Explain = (fields, context) => ({
  message: `${context.object}: ${fields.message.replace(/\.$/, '')}.`,
  hint: `See error ${String(fields.number)} in SQL Server's documentation.`,
});

/** An error of a statement as one of ours: what happened to which object, and what to do about it. */
export function translateError(error: unknown, context: StatementContext): DbvcError {
  if (error instanceof CancelledError) throw error;
  const facts: ErrorDetails = {
    object: context.object,
    objectId: context.objectId,
    statement: context.statement,
  };
  const fields = serverErrorOf(error);
  if (fields === undefined) {
    if (error instanceof DbvcError) return error.with(facts);
    const message = error instanceof Error ? error.message : String(error);
    return new DbvcError('internal', `${context.object}: ${message}`, facts, { cause: error });
  }
  const explanation = (explanations.get(fields.number) ?? otherwise)(fields, context);
  const position = positionOfLine(context.statement, fields.line);
  return new DbvcError(
    explanation.code ?? 'statement-failed',
    explanation.message,
    {
      ...facts,
      ...(position === undefined ? {} : { position }),
      sqlState: String(fields.number),
      serverMessage: fields.message,
      hint: explanation.hint,
    },
    { cause: error },
  );
}

/** The 1-based position where a line of a statement starts; the server tells no more than the line. */
function positionOfLine(statement: string, line: number | undefined): number | undefined {
  if (line === undefined || line < 1) return undefined;
  const lines = statement.split('\n');
  if (line > lines.length) return undefined;
  return lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 1);
}
