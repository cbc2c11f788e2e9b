import type { ScriptLine } from '../../../core/dialect/executor.js';
import { DbvcError } from '../../../core/errors.js';
import {
  asBatch,
  scriptBegin,
  scriptCommit,
  scriptEnd,
  scriptSettings,
  stopAfterError,
  stopAfterOutsideError,
} from '../generator/script.js';
import { mssqlLexer } from '../normalizer/lexer.js';

/** What ends a batch for SQL Server's clients: the word alone on its line. */
const batchEnd = /^[ \t]*GO[ \t]*;?[ \t]*$/i;

/** Batches that the generator writes around the statements, and that DBVC does itself. */
const frame: ReadonlySet<string> = new Set([
  scriptSettings.join('\n'),
  stopAfterError,
  stopAfterOutsideError,
  scriptEnd,
]);

/** The statements of a script by transaction, one for each batch; see `Executor.readScript`. */
export function readScript(
  script: string,
  own: readonly string[],
): Promise<readonly (readonly ScriptLine[])[]> {
  const written = new Map(own.map((sql) => [asBatch(sql).trim(), sql]));
  const segments: ScriptLine[][] = [];
  let open: ScriptLine[] | undefined;
  for (const { sql, line } of batchesOf(script)) {
    const bare = withoutRemarks(sql);
    if (bare === scriptBegin && open === undefined) segments.push((open = []));
    else if (bare === scriptCommit && open !== undefined) open = undefined;
    else if (bare === '' || frame.has(bare)) continue;
    else if (open !== undefined) open.push({ sql: written.get(sql) ?? sql, line });
    // A segment by itself, as long as nobody has changed it.
    else if (runsOutside.test(bare) && written.has(sql))
      segments.push([{ sql: written.get(sql) ?? sql, line }]);
    else return Promise.reject(outside(line));
  }
  return Promise.resolve(segments);
}

/** What the generator writes outside of transactions. */
const runsOutside = /^(?:CREATE|ALTER|DROP) FULLTEXT\b/;

/** What stands between the words that end batches. */
function batchesOf(script: string): readonly ScriptLine[] {
  const batches: ScriptLine[] = [];
  let lines: string[] = [];
  let first = 1;
  const end = (next: number): void => {
    const text = lines.join('\n');
    const blank = text.slice(0, text.length - text.trimStart().length);
    batches.push({ sql: text.trim(), line: first + blank.split('\n').length - 1 });
    lines = [];
    first = next;
  };
  script.split(/\r\n|[\n\r]/).forEach((line, index) => {
    if (batchEnd.test(line)) end(index + 2);
    else lines.push(line);
  });
  end(0);
  return batches;
}

/** A batch without the comments before its first word: empty where it has nothing to run. */
function withoutRemarks(sql: string): string {
  const { tokens, unreadable } = mssqlLexer().tokens(sql);
  const first = tokens.find(({ kind }) => kind !== 'comment')?.start ?? unreadable?.position;
  return first === undefined ? '' : sql.slice(first);
}

function outside(line: number): DbvcError {
  return new DbvcError(
    'invalid-input',
    `Line ${String(line)} stands outside of the transaction: what DBVC runs, it must be able to take back.`,
    { hint: 'Move it between BEGIN TRANSACTION and COMMIT TRANSACTION.' },
  );
}
