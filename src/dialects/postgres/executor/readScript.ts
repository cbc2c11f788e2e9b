import type { ScriptLine } from '../../../core/dialect/executor.js';
import { DbvcError } from '../../../core/errors.js';
import { lineAt } from '../../../core/model/lineAt.js';
import { scriptBegin, scriptCommit, scriptSettings, takeOnRole } from '../generator/script.js';
import { splitStatements } from '../guard/splitStatements.js';

/** The statements of a script by transaction; see `Executor.readScript`. */
export async function readScript(
  script: string,
  _own: readonly string[],
  role?: string,
): Promise<readonly (readonly ScriptLine[])[]> {
  const takesOn = role === undefined ? undefined : takeOnRole(role);
  const split = await splitStatements(script);
  if (split.unreadable !== undefined) {
    const { position, reason } = split.unreadable;
    throw new DbvcError(
      'invalid-input',
      `Line ${String(lineAt(script, position))} cannot be read: ${reason}.`,
      { position: position + 1 },
    );
  }
  const segments: ScriptLine[][] = [];
  let open: ScriptLine[] | undefined;
  for (const { sql, start } of split.statements) {
    if (sql === scriptBegin && open === undefined) segments.push((open = []));
    else if (sql === scriptCommit && open !== undefined) open = undefined;
    else if (open?.length === 0 && sql === takesOn) continue;
    else if (open !== undefined) open.push({ sql, line: lineAt(script, start) });
    else if (!scriptSettings.includes(sql)) throw outside(lineAt(script, start), start);
  }
  return segments;
}

function outside(line: number, start: number): DbvcError {
  return new DbvcError(
    'invalid-input',
    `Line ${String(line)} stands outside of the transaction: what DBVC runs, it must be able to take back.`,
    { position: start + 1, hint: 'Move it between BEGIN and COMMIT.' },
  );
}
