/** What SQL Server says of an error: https://learn.microsoft.com/sql/relational-databases/errors-events */
export interface ServerErrorFields {
  readonly number: number;
  readonly message: string;
  /** 1-based line of the batch. */
  readonly line?: number;
}

/** An error that the server raised, wherever it is in a chain of causes. */
export function serverErrorOf(error: unknown): ServerErrorFields | undefined {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    const number: unknown = Reflect.get(one, 'number');
    if (typeof number !== 'number') continue;
    const line: unknown = Reflect.get(one, 'lineNumber');
    return { number, message: one.message, ...(typeof line === 'number' ? { line } : {}) };
  }
  return undefined;
}
