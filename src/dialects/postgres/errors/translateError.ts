import type { StatementContext } from '../../../core/dialect/executor.js';
import { CancelledError, DbvcError, type ErrorDetails } from '../../../core/errors.js';
import * as definition from './definitionErrors.js';
import * as existing from './existingObjects.js';
import { serverWords, type Explain } from './explanation.js';
import * as missing from './missingObjects.js';
import * as permission from './permissionErrors.js';
import * as row from './rowErrors.js';
import { serverErrorOf, type ServerErrorFields } from './serverError.js';
import * as state from './serverStateErrors.js';

/** The SQLSTATEs that DDL meets (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const explanations: ReadonlyMap<string, Explain> = new Map([
  ['0A000', definition.notSupported],
  ['0LP01', permission.invalidGrant],
  ['22001', row.valueDoesNotFit],
  ['22003', row.valueDoesNotFit],
  ['22007', row.valueDoesNotFit],
  ['22008', row.valueDoesNotFit],
  ['22P02', row.valueDoesNotFit],
  ['23502', row.notNullViolation],
  ['23503', row.foreignKeyViolation],
  ['23505', row.uniqueViolation],
  ['23514', row.checkViolation],
  ['23P01', row.exclusionViolation],
  ['25006', permission.readOnlyTransaction],
  ['25P02', state.failedTransaction],
  ['2BP01', existing.dependentsExist],
  ['3F000', missing.undefinedSchema],
  ['40001', state.serializationFailure],
  ['40P01', state.deadlock],
  ['42501', permission.permissionDenied],
  ['42601', definition.syntaxError],
  ['42701', existing.alreadyExists],
  ['42702', definition.ambiguous],
  ['42703', missing.undefinedColumn],
  ['42704', missing.undefinedObject],
  ['42710', existing.alreadyExists],
  ['42723', existing.alreadyExists],
  ['42725', definition.ambiguous],
  ['42804', definition.datatypeMismatch],
  ['42809', definition.wrongObjectType],
  ['42830', definition.invalidForeignKey],
  ['42846', definition.cannotCast],
  ['42883', missing.undefinedFunction],
  ['428C9', row.generatedAlways],
  ['42939', permission.reservedName],
  ['42P01', missing.undefinedTable],
  ['42P06', existing.alreadyExists],
  ['42P07', existing.alreadyExists],
  ['42P13', definition.invalidFunctionDefinition],
  ['42P16', definition.invalidTableDefinition],
  ['42P17', definition.invalidObjectDefinition],
  ['53100', state.diskFull],
  ['53200', state.outOfMemory],
  ['54000', definition.limitExceeded],
  ['54001', definition.limitExceeded],
  ['54011', definition.limitExceeded],
  ['55000', state.wrongState],
  ['55006', state.objectInUse],
  ['55P03', state.lockTimeout],
  ['55P04', definition.unsafeEnumValue],
  ['57014', state.cancelledOrTimedOut],
  ['58P01', missing.missingExtensionFile],
]);

const otherwise: Explain = (fields, context) => ({
  message: `${context.object}: ${serverWords(fields)}.`,
  hint:
    fields.hint ?? `See what the server says, and SQLSTATE ${fields.sqlState} in PostgreSQL's documentation.`,
});

/**
 * An error of a statement as one of ours: what happened to which object, where in the statement (1-based, in UTF-16
 * units), and what to do about it. Errors that are not the server's word about the statement (a lost connection, one of
 * DBVC's own) keep theirs and gain the facts. Throws `CancelledError` on, for that is no error.
 */
export function translateError(error: unknown, context: StatementContext): DbvcError {
  if (error instanceof CancelledError) throw error;
  const facts: ErrorDetails = {
    object: context.object,
    objectId: context.objectId,
    statement: context.statement,
  };
  const server = serverErrorOf(error);
  if (server === undefined || (error instanceof DbvcError && !isAboutStatement(error))) {
    if (error instanceof DbvcError) return error.with(facts);
    const message = error instanceof Error ? error.message : String(error);
    return new DbvcError('internal', `${context.object}: ${message}`, facts, { cause: error });
  }
  const { fields } = server;
  const explanation = (explanations.get(fields.sqlState) ?? otherwise)(fields, context);
  const position = positionIn(context.statement, fields.position);
  const lines = [...(explanation.lines ?? []), ...serverLines(fields)];
  return new DbvcError(
    explanation.code ?? (error instanceof DbvcError ? error.code : 'statement-failed'),
    explanation.message,
    {
      ...(error instanceof DbvcError && error.details.side !== undefined ? { side: error.details.side } : {}),
      ...facts,
      ...(position === undefined ? {} : { position }),
      sqlState: fields.sqlState,
      serverMessage: fields.message,
      hint: explanation.hint,
      ...(lines.length === 0 ? {} : { lines }),
    },
    { cause: error },
  );
}

function isAboutStatement(error: DbvcError): boolean {
  switch (error.code) {
    case 'statement-failed':
    case 'statement-timeout':
    case 'lock-timeout':
    case 'permission-denied':
      return true;
    default:
      return false;
  }
}

/** The server counts code points; editors and JavaScript count UTF-16 units. */
function positionIn(statement: string, position: number | undefined): number | undefined {
  if (position === undefined) return undefined;
  return (
    Array.from(statement)
      .slice(0, position - 1)
      .join('').length + 1
  );
}

function serverLines({ detail, where, internalQuery }: ServerErrorFields): readonly string[] {
  return [detail, internalQuery === undefined ? undefined : `in: ${internalQuery}`, where].flatMap(
    (text) => text?.split('\n') ?? [],
  );
}
