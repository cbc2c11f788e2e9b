import { type ObjectKind, wordsOfKind } from '../src/core/model/objectKind.js';
import { partKindPlural, partKindWords } from '../src/core/model/partKindWords.js';
import { readingPhases as mssqlPhases } from '../src/dialects/mssql/introspection/systemCatalog.js';
import { mssqlKinds } from '../src/dialects/mssql/kinds/kinds.js';
import { readingPhases as postgresPhases } from '../src/dialects/postgres/introspection/reading.js';
import { postgresKinds } from '../src/dialects/postgres/kinds/kinds.js';

/** Every word of a dialect that the extension shows: kinds of objects and of parts, one and many, and what is read. */
export function dialectWords(): readonly string[] {
  const kinds: readonly { readonly name: string; readonly object?: ObjectKind }[] = [
    ...postgresKinds,
    ...mssqlKinds,
  ];
  const ofKinds = kinds.flatMap(({ name, object }) =>
    object === undefined ? [partKindWords(name), partKindPlural(name)] : Object.values(wordsOfKind(object)),
  );
  return [...new Set([...ofKinds, ...postgresPhases(postgresKinds), ...mssqlPhases])].sort();
}
