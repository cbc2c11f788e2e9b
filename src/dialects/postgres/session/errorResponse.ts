import { ServerError } from '../errors/serverError.js';
import type { ServerErrorFields } from '../errors/serverError.js';

/**
 * Reads an ErrorResponse that came before there was a session (the server answers SSLRequest with one when it cannot
 * start a process). Undefined when the bytes are none.
 */
export function parseErrorResponse(message: Buffer): ServerError | undefined {
  if (message.length < 7 || message[0] !== 0x45) return undefined;
  const length = message.readInt32BE(1);
  // Before protocol 3 there was text alone, which is still sent when memory is short.
  if (length > 30_000 || length < 8) {
    const end = message.indexOf(0, 1);
    const text = message.toString('utf8', 1, end === -1 ? message.length : end).trim();
    return /^[\x20-\x7e\s]{4,}$/.test(text)
      ? new ServerError({ sqlState: '', message: text, severity: 'FATAL' })
      : undefined;
  }
  const fields = new Map<string, string>();
  for (let position = 5; position < message.length && message[position] !== 0;) {
    const end = message.indexOf(0, position + 1);
    if (end === -1) return undefined;
    fields.set(String.fromCharCode(message[position] ?? 0), message.toString('utf8', position + 1, end));
    position = end + 1;
  }
  const text = fields.get('M');
  return text === undefined
    ? undefined
    : new ServerError({
        severity: fields.get('V') ?? fields.get('S'),
        sqlState: fields.get('C') ?? '',
        message: text,
      });
}

/** The fields as drivers name them: `pg` and PGlite share pg-protocol's DatabaseError. */
export interface DriverErrorFields {
  readonly message: string;
  readonly severity?: string | undefined;
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  readonly position?: string | undefined;
  readonly internalPosition?: string | undefined;
  readonly internalQuery?: string | undefined;
  readonly where?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly dataType?: string | undefined;
  readonly constraint?: string | undefined;
  readonly routine?: string | undefined;
}

/** A driver's error as ours; undefined when it does not come from the server. */
export function serverErrorFrom(error: unknown): ServerError | undefined {
  if (!(error instanceof Error) || !hasFields(error)) return undefined;
  const { code, position, internalPosition, ...others } = error;
  const fields: ServerErrorFields = {
    sqlState: code ?? '',
    message: error.message,
    severity: others.severity,
    detail: others.detail,
    hint: others.hint,
    position: numberOf(position),
    internalPosition: numberOf(internalPosition),
    internalQuery: others.internalQuery,
    where: others.where,
    schema: others.schema,
    table: others.table,
    column: others.column,
    dataType: others.dataType,
    constraint: others.constraint,
    routine: others.routine,
  };
  return new ServerError(fields, { cause: error });
}

function hasFields(error: Error): error is Error & DriverErrorFields {
  return 'severity' in error && typeof error.severity === 'string' && 'code' in error;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text);
}
