import { readTokens } from './reader.js';

/** A call of a procedure whose result is looked at, as the call alone: here, what refuses is an error. */
export function withoutResult(sql: string): string {
  const call =
    /^\s*DECLARE @result int;\nEXEC @result = ([\s\S]*);\nIF @result <> 0 THROW 50000, N'\w+ has refused.', 1$/;
  const called = call.exec(sql.trimEnd())?.[1];
  return called === undefined ? sql : `EXEC ${called}`;
}

/** The statements of a batch, split by semicolons outside parentheses; one that makes a module is one to its end. */
export function statementsOf(sql: string): readonly string[] {
  if (
    /^\s*(?:--[^\n]*\n|\/\*[\s\S]*?\*\/|\s)*(?:create(?:\s+or\s+alter)?|alter)\s+(?:view|proc|procedure|function|trigger)\b/i.test(
      sql,
    )
  )
    return [sql];
  if (/^\s*DECLARE @(?:constraint|result|statement|last)/.test(sql)) return [sql];
  const statements: string[] = [];
  let start = 0;
  for (const token of readTokens(sql)) {
    if (token.text !== ';' || token.kind !== 'other') continue;
    statements.push(sql.slice(start, token.start));
    start = token.end;
  }
  return [...statements, sql.slice(start)];
}
