/** An identifier as T-SQL: always in brackets, so that no list of keywords has to be right. */
export function quoteIdentifier(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`;
}

/** A qualified name as T-SQL: `[dbo].[Users]`. */
export function quoteQualified(...path: readonly string[]): string {
  return path.map(quoteIdentifier).join('.');
}

/** A Unicode literal. */
export function quoteLiteral(value: string): string {
  return `N'${value.replaceAll("'", "''")}'`;
}
