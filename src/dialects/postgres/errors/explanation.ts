import type { StatementContext } from '../../../core/dialect/executor.js';
import type { ErrorCode } from '../../../core/errors.js';
import type { ServerErrorFields } from './serverError.js';

/** What a server's error means for the statement that met it, in plain words. */
export interface Explanation {
  /** `statement-failed` unless said otherwise. */
  readonly code?: ErrorCode;
  /** What and where. */
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  /** Facts beyond the server's detail, which is shown in any case. */
  readonly lines?: readonly string[];
}

/** Makes the sentences for one SQLSTATE. Messages may be in any language: names are taken from quotes and fields. */
export type Explain = (fields: ServerErrorFields, context: StatementContext) => Explanation;

/** The server's message as the end of a sentence, without a full stop of its own. */
export function serverWords(fields: ServerErrorFields): string {
  return fields.message.replace(/\.$/, '');
}
