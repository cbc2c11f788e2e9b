/** One top-level statement as PostgreSQL's own parser reads it, by positions in UTF-16 units, white space included. */
export interface ParsedStatement {
  readonly start: number;
  readonly end: number;
  /** The parser's name for it, e.g. `DropdbStmt`. */
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * The statements of a text by PostgreSQL's own parser (version 18's grammar), or why it can't read them. The parser is
 * loaded by the first call.
 */
export async function parseStatements(sql: string): Promise<readonly ParsedStatement[] | { error: string }> {
  const { loadModule, parseSync } = await import('libpg-query');
  await loadModule();
  try {
    const toUnits = unitsOfBytes(sql);
    return (parseSync(sql).stmts ?? []).map(({ stmt, stmt_location: location = 0, stmt_len: length }) => {
      // A node is an object with its type as the only key.
      const [type = '', fields = {}] = Object.entries(stmt ?? {})[0] ?? [];
      return {
        start: toUnits(location),
        end: length === undefined || length === 0 ? sql.length : toUnits(location + length),
        type,
        fields: { ...fields },
      };
    });
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** The trees of a text's statements; undefined where it can't be parsed. */
export type Parse = (sql: string) => readonly unknown[] | undefined;

/** Loads the parser, for callers that parse many texts. */
export async function loadParser(): Promise<Parse> {
  const { loadModule, parseSync } = await import('libpg-query');
  await loadModule();
  return (sql) => {
    try {
      return (parseSync(sql).stmts ?? []).map(({ stmt }) => stmt);
    } catch {
      return undefined;
    }
  };
}

/** Positions in UTF-8 bytes as positions in UTF-16 units; asked for in ascending order mostly, it reads on from the last. */
function unitsOfBytes(text: string): (bytes: number) => number {
  let unit = 0;
  let byte = 0;
  return (bytes) => {
    if (bytes < byte) {
      unit = 0;
      byte = 0;
    }
    while (byte < bytes && unit < text.length) {
      const code = text.codePointAt(unit) ?? 0;
      byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      unit += code < 0x10000 ? 1 : 2;
    }
    return unit;
  };
}
