/** What SQL Server says of an error: https://learn.microsoft.com/sql/relational-databases/errors-events */
export interface ServerErrorFields {
  readonly number: number;
  readonly message: string;
  /** 1-based line of the batch. */
  readonly line?: number;
}

/**
 * An error that the server raised, wherever it is in a chain of causes. DDL mostly fails with two: what is wrong, then that
 * the statement failed ("See previous errors."), which the driver hands over as one list. The first is the one that says it.
 */
export function serverErrorOf(error: unknown): ServerErrorFields | undefined {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    const all: readonly unknown[] = one instanceof AggregateError ? one.errors : [one];
    const [first] = all;
    if (!(first instanceof Error)) continue;
    const number: unknown = Reflect.get(first, 'number');
    if (typeof number !== 'number') continue;
    const line: unknown = Reflect.get(first, 'lineNumber');
    const message = all.map((each) => (each instanceof Error ? each.message : String(each))).join(' ');
    return { number, message, ...(typeof line === 'number' ? { line } : {}) };
  }
  return undefined;
}
