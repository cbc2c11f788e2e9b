import type { Refresh } from '../../../core/dialect/scriptGenerator.js';
import type { Catalog } from '../../../core/model/catalog.js';
import { compareText } from '../../../core/model/compareText.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { unquote } from '../kinds/expression.js';
import { moduleStatements, risksOfSignatures } from '../kinds/module.js';
import { createOrAlter } from '../kinds/moduleText.js';
import { isSet, nameOf, qualified, textOf } from '../kinds/partName.js';
import { mssqlLexer } from '../normalizer/lexer.js';
import { quoteLiteral } from './quoting.js';
import { statement } from './statement.js';

/**
 * The views and inline functions that keep the columns which a table or view had when they were made: `SELECT *` would go on
 * giving those, under names that may be others' by then. What looks names up when it runs needs nothing.
 * https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-refreshsqlmodule-transact-sql
 */
export function refreshModules(
  changed: readonly Part[],
  target: Catalog,
  isTouched: (id: PartId) => boolean,
): readonly Refresh[] {
  const columns = changed.filter(({ kind }) => kind === 'column');
  const relations = new Set<PartId>([
    ...columns.map(({ objectId }) => objectId),
    ...changed.filter(isBound).map(({ id }) => id),
  ]);
  if (relations.size === 0) return [];
  const readers = readersOf(target);
  const found = new Map<PartId, Part>();
  const pending = [...relations].sort(compareText);
  for (let id = pending.shift(); id !== undefined; id = pending.shift()) {
    for (const reader of readers.get(id) ?? []) {
      if (found.has(reader.id)) continue;
      found.set(reader.id, reader);
      pending.push(reader.id);
    }
  }
  const gone = new Set(columns.map((part) => nameOf(part).toLowerCase()));
  for (const part of changed) {
    const stays = part.kind === 'column' && changed.some((other) => other !== part && other.id === part.id);
    if (stays) gone.delete(nameOf(part).toLowerCase());
  }
  return inOrder(found)
    .filter((part) => !isTouched(part.id) && !isSet(part, 'schema bound') && mayBeRead(part, gone))
    .map((part) => ({
      part,
      reason: 'it keeps the columns that were there when it was made',
      statements: isSet(part, 'renamed')
        ? moduleStatements(part, createOrAlter(textOf(part, 'definition') ?? ''), ...risksOfSignatures(part))
        : [
            statement(
              `EXEC sys.sp_refreshsqlmodule ${quoteLiteral(qualified(part))}`,
              ...risksOfSignatures(part),
            ),
          ],
    }));
}

/** Whether a part's columns are fixed when it is made. */
function isBound(part: Part): boolean {
  return part.kind === 'view' || textOf(part, 'returns') === 'inline table';
}

function readersOf(catalog: Catalog): ReadonlyMap<PartId, readonly Part[]> {
  const readers = new Map<PartId, Part[]>();
  for (const part of catalog.parts.values()) {
    if (!isBound(part)) continue;
    for (const on of part.dependsOn) {
      const list = readers.get(on);
      if (list === undefined) readers.set(on, [part]);
      else list.push(part);
    }
  }
  return readers;
}

/** What a part reads comes before it. */
function inOrder(parts: ReadonlyMap<PartId, Part>): readonly Part[] {
  const ordered = new Set<Part>();
  const visit = (part: Part): void => {
    if (ordered.has(part)) return;
    for (const on of part.dependsOn) {
      const before = parts.get(on);
      if (before !== undefined) visit(before);
    }
    ordered.add(part);
  };
  for (const part of [...parts.values()].sort((a, b) => compareText(a.id, b.id))) visit(part);
  return [...ordered];
}

/** Whether a module still says what there is: one that names a column which goes could not be read again. */
function mayBeRead(part: Part, gone: ReadonlySet<string>): boolean {
  const text = textOf(part, 'definition') ?? '';
  const words = mssqlLexer(!isSet(part, 'quoted identifier off'))
    .tokens(text)
    .tokens.map(({ start, end }) => text.slice(start, end));
  return words.includes('*') || !words.some((word) => gone.has(unquote(word).toLowerCase()));
}
