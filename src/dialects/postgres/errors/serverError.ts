/**
 * The fields of an ErrorResponse, as the server sent them and whatever driver received it. Absent fields are
 * undefined. See https://www.postgresql.org/docs/current/protocol-error-fields.html.
 */
export interface ServerErrorFields {
  /** Not localised: `ERROR`, `FATAL` or `PANIC`. */
  readonly severity?: string | undefined;
  /** SQLSTATE. */
  readonly sqlState: string;
  readonly message: string;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  /** 1-based, in characters (code points) of the statement that was sent. */
  readonly position?: number | undefined;
  /** Where in `internalQuery` it happened, when the server ran that query by itself (in a function, say). */
  readonly internalPosition?: number | undefined;
  readonly internalQuery?: string | undefined;
  /** The call stack of functions and commands, one per line. */
  readonly where?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly dataType?: string | undefined;
  readonly constraint?: string | undefined;
  /** The C function that raised it: not localised, so it tells apart what one SQLSTATE lumps together. */
  readonly routine?: string | undefined;
}

/**
 * An error that the server reported, before it is translated. Sessions make it the `cause` of the `DbvcError` they
 * throw, which is where the translation with context finds it.
 */
export class ServerError extends Error {
  override readonly name = 'ServerError';

  constructor(
    readonly fields: ServerErrorFields,
    options?: ErrorOptions,
  ) {
    super(fields.message, options);
  }
}

/** The server's own error in an error's chain of causes; undefined where the server had no part in it. */
export function serverErrorOf(error: unknown): ServerError | undefined {
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    if (at instanceof ServerError) return at;
    seen.add(at);
  }
  return undefined;
}
