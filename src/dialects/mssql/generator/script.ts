import type { ScriptStep } from '../../../core/dialect/scriptGenerator.js';

/** What indexed views, filtered indexes and computed columns need, and what holds a script together. */
export const scriptSettings: readonly string[] = [
  'SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, QUOTED_IDENTIFIER, XACT_ABORT ON;',
  'SET NUMERIC_ROUNDABORT OFF;',
  'SET NOCOUNT ON;',
];

/**
 * After an error the client goes on with the next batch: from then on nothing may run. What fails to compile (a syntax error
 * in a view, say) leaves the transaction open, whatever XACT_ABORT says, so that the script itself has to end it:
 * https://learn.microsoft.com/sql/t-sql/statements/set-xact-abort-transact-sql. Works in every client, with or without
 * SQLCMD mode.
 */
export const stopAfterError =
  'IF @@ERROR <> 0 AND @@TRANCOUNT > 0 ROLLBACK TRANSACTION;\nIF @@TRANCOUNT <> 1 SET NOEXEC ON;';

/** After a statement that runs in no transaction. */
export const stopAfterOutsideError = 'IF @@ERROR <> 0 SET NOEXEC ON;';

export const scriptBegin = 'BEGIN TRANSACTION;';
export const scriptCommit = 'COMMIT TRANSACTION;';
export const scriptEnd = 'SET NOEXEC OFF;';

function comment(text: string): string {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) => (line === '' ? '--' : `-- ${line.replaceAll('$(', '$ (')}`))
    .join('\n');
}

/**
 * What sqlcmd takes for itself, wherever it stands: GO and its commands at the start of a line, some of them without a colon
 * (https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-commands), and variables.
 */
const clientWords = /^([ \t]*)(GO(?=[ \t\d;]*(?:$|--|\/\*))|(?:RESET|ED|QUIT|EXIT)\b|:|!!)|\$\(/gim;

/** The procedures of the server that refuse by RAISERROR and a result. */
const refusing =
  /^EXEC (?=(?:sys\.)?(sp_(?:rename|tableoption|settriggerorder|refreshsqlmodule|(?:add|update|drop)extendedproperty)) )/;

/**
 * A call that ends the transaction where the procedure refuses: XACT_ABORT does not see RAISERROR
 * (https://learn.microsoft.com/sql/t-sql/statements/set-xact-abort-transact-sql), and what comes after it in the procedure may
 * reset @@ERROR.
 */
function heeded(sql: string): string {
  const procedure = refusing.exec(sql)?.[1];
  if (procedure === undefined) return sql;
  return (
    `DECLARE @result int;\n${sql.replace(refusing, 'EXEC @result = ')};\n` +
    `IF @result <> 0 THROW 50000, N'${procedure} has refused.', 1`
  );
}

/**
 * A statement as a batch that no client cuts: where a text has a line with GO or the like in it, a literal that does
 * not, and that is run.
 */
export function asBatch(statement: string): string {
  const sql = heeded(statement);
  if (sql.search(clientWords) === -1) return sql;
  const literal = sql
    .replaceAll("'", "''")
    .replaceAll(clientWords, (found) => `${found.slice(0, -1)}' + N'${found.slice(-1)}' + N'`);
  return (
    `DECLARE @statement nvarchar(max) = CAST(N'' AS nvarchar(max)) + N'${literal}';\n` +
    'EXEC sys.sp_executesql @statement'
  );
}

/** A script for `sqlcmd -b -i`, one transaction per segment but for what runs in none, batches split by GO. */
export function renderScript(
  segments: readonly (readonly ScriptStep[])[],
  header: readonly string[],
): string {
  const blocks = [comment(header.join('\n')), `${scriptSettings.join('\n')}\nGO`];
  for (const steps of segments) {
    if (steps.length === 0) continue;
    const isOutside = steps.some((step) => step.statements.some((one) => one.outsideTransaction === true));
    if (isOutside) blocks.push(...steps.map((step) => renderStep(step, stopAfterOutsideError)));
    else {
      const rendered = steps.map((step) => renderStep(step, stopAfterError));
      blocks.push(`${scriptBegin}\nGO`, ...rendered, `${scriptCommit}\nGO`);
    }
  }
  return `${[...blocks, `${scriptEnd}\nGO`].join('\n\n')}\n`;
}

function renderStep(step: ScriptStep, check: string): string {
  const heading = [step.title, ...step.risks.map((risk) => `  ! ${risk.kind}: ${risk.message}`)];
  const batches = step.statements.map(({ sql }) => `${asBatch(sql)}\nGO\n${check}\nGO`);
  // A comment before CREATE would become part of a module's text.
  return [`${comment(heading.join('\n'))}\nGO`, ...batches].join('\n');
}
