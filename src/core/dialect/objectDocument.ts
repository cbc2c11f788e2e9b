import type { ScriptContext, ScriptGenerator } from './scriptGenerator.js';
import type { Catalog } from '../model/catalog.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';

/** The parts of each object, by catalogs that have been asked for: a catalog that nobody holds any more is forgotten. */
export class ObjectParts {
  readonly #byCatalog = new WeakMap<Catalog, ReadonlyMap<PartId, readonly Part[]>>();

  /** The parts of an object but the main one. */
  of(objectId: PartId, catalog: Catalog): readonly Part[] {
    let byObject = this.#byCatalog.get(catalog);
    if (byObject === undefined) this.#byCatalog.set(catalog, (byObject = indexByObject(catalog)));
    return byObject.get(objectId) ?? [];
  }
}

function indexByObject(catalog: Catalog): ReadonlyMap<PartId, readonly Part[]> {
  const byObject = new Map<PartId, Part[]>();
  for (const part of catalog.parts.values()) {
    if (part.id === part.objectId) continue;
    const parts = byObject.get(part.objectId);
    if (parts === undefined) byObject.set(part.objectId, [part]);
    else parts.push(part);
  }
  return byObject;
}

/**
 * The text of an object for diffs: the statements that would create it, its parts in the order of their kinds and
 * names, so that two catalogs with the same parts give the same text; `print` ends a statement as the engine's client
 * wants it. Empty where the object does not exist.
 */
export function renderDocument(
  generator: ScriptGenerator,
  objectId: PartId,
  catalog: Catalog,
  objectParts: ObjectParts,
  hides: (rule: string) => boolean,
  print: (sql: string) => string,
): string {
  const main = catalog.parts.get(objectId);
  if (main === undefined) return '';
  const parts = objectParts
    .of(objectId, catalog)
    .filter((part) => part.rule === undefined || !hides(part.rule));
  // Two databases have two names, and statements that name them say the same.
  const target = { ...catalog, server: { ...catalog.server, database: 'this database' } };
  const context: ScriptContext = {
    hides,
    from: catalog,
    target,
    heirsOf: () => [],
    dependentsOf: () => [],
    fateOf: () => undefined,
    isDocument: true,
  };
  const inline = inlineParts(generator, main, parts);
  const inlined = new Set(inline.map((part) => part.id));
  const apart = parts.filter((part) => !inlined.has(part.id)).sort((a, b) => compareParts(generator, a, b));
  const statements = [
    ...generator.create(main, inline, context),
    ...apart.flatMap((part) => generator.create(part, [], context)),
  ];
  return statements.map((one) => print(one.sql)).join('\n');
}

/** The parts that are written into the statement of `main`, directly or through one another. */
function inlineParts(generator: ScriptGenerator, main: Part, parts: readonly Part[]): readonly Part[] {
  const childrenOf = new Map<PartId, Part[]>();
  for (const part of parts) {
    if (part.parent === undefined) continue;
    const siblings = childrenOf.get(part.parent);
    if (siblings === undefined) childrenOf.set(part.parent, [part]);
    else siblings.push(part);
  }
  const collect = (parent: Part): Part[] =>
    (childrenOf.get(parent.id) ?? [])
      .filter((child) => generator.inlines(parent, child) !== 'no')
      .flatMap((child) => [child, ...collect(child)]);
  return collect(main).sort((a, b) => compareParts(generator, a, b));
}

function compareParts(generator: ScriptGenerator, a: Part, b: Part): number {
  return (
    generator.rank('create', a) - generator.rank('create', b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
