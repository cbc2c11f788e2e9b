/**
 * Words that are quoted when they are names: every keyword of PostgreSQL 13 to 18 that is not unreserved
 * (pg_get_keywords, catcode <> 'U'), as the server's quote_ident does.
 */
const quotedKeywords: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
  char character check coalesce collate collation column concurrently constraint create cross current_catalog
  current_date current_role current_schema current_time current_timestamp current_user dec decimal default
  deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant
  greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join
  json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize
  json_table json_value lateral leading least left like limit localtime localtimestamp merge_action national natural
  nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay placing
  position precision primary real references returning right row select session_user setof similar smallint some
  substring symmetric system_user table tablesample then time timestamp to trailing treat trim true union unique user
  using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest
  xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`.split(/\s+/),
);

/** An identifier as SQL, quoted where it must be. */
export function quoteIdentifier(name: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !quotedKeywords.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** A qualified name as SQL: `public."Users"`. */
export function quoteQualified(...path: readonly string[]): string {
  return path.map(quoteIdentifier).join('.');
}

/** Whether a text says a name as {@link quoteQualified} writes it, and not one that goes on: `public.v` is not in `public.views`. */
export function saysName(text: string, name: string): boolean {
  const belongs = (character: string | undefined): boolean =>
    character !== undefined && /[\w$"]/.test(character);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!belongs(text[at - 1]) && !belongs(text[at + name.length])) return true;
  }
  return false;
}

/** A string literal that means the same whatever standard_conforming_strings says. */
export function quoteLiteral(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return value.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}
