/** Where a token ends that may hold semicolons: literals, quoted names, dollar quotes, comments. */
const TOKENS =
  /--[^\n]*|\/\*[\s\S]*?\*\/|E'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<![\w$])(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?\1|\bBEGIN ATOMIC\b|\bCASE\b|\bEND\b|;|[\s\S]/gi;

/**
 * Cuts pg_dump's output into its statements, trimmed, without the semicolon, without comments before
 * them and psql's commands. It knows no more of SQL than what pg_dump writes.
 */
export function splitStatements(dump: string): readonly string[] {
  const text = dump
    .split('\n')
    .filter((line) => !/^\\(un)?restrict /.test(line) && !line.startsWith('\\connect '))
    .join('\n');
  const statements: string[] = [];
  let current = '';
  // A function with an SQL-standard body (BEGIN ATOMIC … END) has semicolons outside of quotes.
  let depth = 0;
  for (const [token] of text.matchAll(TOKENS)) {
    const word = token.toUpperCase();
    if (word === 'BEGIN ATOMIC') depth = 1;
    else if (depth > 0 && word === 'CASE') depth += 1;
    else if (depth > 0 && word === 'END') depth -= 1;
    if (token === ';' && depth === 0) {
      if (current.trim() !== '') statements.push(current.trim());
      current = '';
    } else if (!(token.startsWith('--') && current.trim() === '')) {
      current += token;
    }
  }
  if (current.trim() !== '') statements.push(current.trim());
  return statements;
}
