import { ServerError } from '../errors/serverError.js';

/**
 * Joins statements into one message. Each ends on a line of its own, so that a comment at the end of one swallows
 * nothing of the next.
 */
export function joinStatements(statements: readonly string[]): string {
  return statements.map((statement) => `${statement}\n;\n`).join('');
}

/** An error of one statement of several that were sent together. */
export class BatchFailure extends Error {
  override readonly name = 'BatchFailure';

  constructor(
    /** Which statement, from 0. */
    readonly index: number,
    /** The server's error, its position counted from the start of that statement. */
    readonly serverError: ServerError,
  ) {
    super(serverError.message, { cause: serverError });
  }
}

/**
 * Finds the statement that an error belongs to. The server counts positions, in code points, from the start of the
 * message; an error without a position is laid on the statement after the `completed` ones.
 */
export function locateFailure(
  statements: readonly string[],
  error: ServerError,
  completed: number,
): BatchFailure {
  const { position } = error.fields;
  if (position !== undefined) {
    let start = 0;
    for (const [index, statement] of statements.entries()) {
      const length = Array.from(statement).length;
      if (position <= start + length + 1) {
        const relative = Math.max(1, position - start);
        return new BatchFailure(
          index,
          new ServerError({ ...error.fields, position: relative }, { cause: error.cause }),
        );
      }
      start += length + '\n;\n'.length;
    }
  }
  return new BatchFailure(Math.min(completed, statements.length - 1), error);
}
