import type { Attribute, Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import { mssqlLexer } from '../normalizer/lexer.js';
import { isSet } from './partName.js';

/** A quoted identifier without its quotes. */
export function unquote(text: string): string {
  if (text.startsWith('[')) return text.slice(1, -1).replaceAll(']]', ']');
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** What is known of an expression whose definition the server hides from logins without VIEW DEFINITION: nothing. */
export function hiddenExpression(definition: string | null): Readonly<Record<string, Attribute>> {
  return definition === null ? { hidden: { value: true } } : {};
}

/** Why the target cannot have what {@link hiddenExpression} says of the source. */
export function hiddenObstacle(part: Part, described: string): string | undefined {
  return isSet(part, 'hidden') ? `the login may not see ${described} on the source` : undefined;
}

/** The columns of a table that an expression of it names; the server prints them in brackets. */
export function columnsNamedIn(expression: string, table: Part, builder: CatalogBuilder): readonly PartId[] {
  const found = new Set<PartId>();
  for (const { kind, start, end } of mssqlLexer().tokens(expression).tokens) {
    if (kind !== 'quoted-identifier' && kind !== 'identifier') continue;
    const id = builder.id('column', ...table.path, unquote(expression.slice(start, end)));
    if (builder.part(id) !== undefined) found.add(id);
  }
  return [...found];
}
