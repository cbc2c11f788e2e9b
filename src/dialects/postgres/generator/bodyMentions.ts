import type { Catalog } from '../../../core/model/catalog.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { domainDefaultId } from '../kinds/domainDefault.js';
import { listOf, textOf } from '../kinds/partName.js';
import { postgresLexer } from '../normalizer/lexer.js';
import { foldIdentifier } from '../normalizer/postgresNormalizer.js';

/** The kinds whose parts columns belong to. */
const relations: readonly string[] = ['table', 'foreign-table', 'view', 'materialized-view'];

/**
 * Finds what the bodies of routines name. The server keeps no dependencies of a body that is text, and it need not be
 * right before it runs; but a routine may run within a script: for a new column's default, a check, an index, the rows
 * of a materialized view. What stands in dynamic SQL or behind another search_path is not found. A new column gives the
 * rows that are there the default of its domain.
 */
export function bodyMentions(catalog: Catalog): (part: Part) => readonly PartId[] {
  let byName: ReadonlyMap<string, readonly PartId[]> | undefined;
  return (part) => {
    if (part.kind === 'column') return defaultsOfType(part, catalog);
    const language = textOf(part, 'language');
    const body = textOf(part, 'body');
    if (body === undefined || (language !== 'sql' && language !== 'plpgsql')) return [];
    byName ??= indexNames(catalog);
    return mentionsOf(body, searchPathOf(part), byName, catalog);
  };
}

function defaultsOfType(column: Part, catalog: Catalog): readonly PartId[] {
  return column.dependsOn.flatMap((on) => {
    const type = catalog.parts.get(on);
    const id = type?.kind === 'domain' ? domainDefaultId(type.path) : undefined;
    return id !== undefined && catalog.parts.has(id) ? [id] : [];
  });
}

function keyOf(schema: string, name: string): string {
  return `${schema}\0${name}`;
}

/** What a body can name, by schema and name; overloads of a routine are told apart by their arguments only. */
function indexNames(catalog: Catalog): ReadonlyMap<string, readonly PartId[]> {
  const names = new Map<string, PartId[]>();
  for (const part of catalog.parts.values()) {
    const [schema, called] = part.path;
    if (part.id !== part.objectId || schema === undefined || called === undefined) continue;
    if (part.path.length !== 2) continue;
    const isRoutine = ['function', 'procedure', 'aggregate'].includes(part.kind);
    const key = keyOf(schema, isRoutine ? called.slice(0, called.indexOf('(')) : called);
    const known = names.get(key);
    if (known === undefined) names.set(key, [part.id]);
    else known.push(part.id);
  }
  return names;
}

/** The schemas of a routine's own search_path, or of the one that a database has by itself. */
function searchPathOf(routine: Part): readonly string[] {
  const setting = listOf(routine, 'settings').find((one) => one.startsWith('search_path='));
  if (setting === undefined) return ['public'];
  return setting
    .slice('search_path='.length)
    .split(',')
    .map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
}

function mentionsOf(
  body: string,
  searchPath: readonly string[],
  byName: ReadonlyMap<string, readonly PartId[]>,
  catalog: Catalog,
): readonly PartId[] {
  const words = wordsOf(body);
  const found = new Set<PartId>();
  for (const [index, word] of words.entries()) {
    if (word.name === undefined) continue;
    const qualifier = words[index - 1]?.text === '.' ? words[index - 2]?.name : undefined;
    for (const schema of qualifier === undefined ? searchPath : [qualifier]) {
      for (const id of byName.get(keyOf(schema, word.name)) ?? []) found.add(id);
    }
  }
  const names = new Set(words.flatMap(({ name }) => name ?? []));
  for (const id of [...found]) {
    const relation = catalog.parts.get(id);
    if (relation === undefined || !relations.includes(relation.kind)) continue;
    for (const name of names) {
      const column = partId('column', ...relation.path, name);
      if (catalog.parts.has(column)) found.add(column);
    }
  }
  return [...found].sort();
}

/** A token; `name` is set for what can be a name. */
interface Word {
  readonly text: string;
  readonly name?: string;
}

function wordsOf(body: string): readonly Word[] {
  return postgresLexer()
    .tokens(body)
    .tokens.flatMap(({ kind, start, end }): readonly Word[] => {
      const text = body.slice(start, end);
      if (kind === 'comment') return [];
      if (kind === 'identifier') return [{ text, name: foldIdentifier(text) }];
      if (kind === 'quoted-identifier') return [{ text, name: text.slice(1, -1).replaceAll('""', '"') }];
      // A name in a literal: nextval('app.numbers').
      const literal = kind === 'string' ? /^'([\w$".]+)'$/.exec(text)?.[1] : undefined;
      return literal === undefined ? [{ text }] : wordsOf(literal);
    });
}
