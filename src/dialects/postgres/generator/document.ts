import type { ScriptContext, ScriptGenerator } from '../../../core/dialect/scriptGenerator.js';
import type { Catalog } from '../../../core/model/catalog.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';

/**
 * The text of an object for diffs: the statements that would create it, its parts in the order of their kinds and
 * names, so that two catalogs with the same parts give the same text. Empty where the object does not exist.
 */
export function renderDocument(
  generator: ScriptGenerator,
  objectId: PartId,
  catalog: Catalog,
  hides: (rule: string) => boolean,
): string {
  const main = catalog.parts.get(objectId);
  if (main === undefined) return '';
  const parts = [...catalog.parts.values()].filter(
    (part) =>
      part.objectId === objectId && part.id !== objectId && !(part.rule !== undefined && hides(part.rule)),
  );
  const context: ScriptContext = { hides, from: catalog, target: catalog, dependentsOf: () => [] };
  const inline = inlineParts(generator, main, parts);
  const inlined = new Set(inline.map((part) => part.id));
  const apart = parts.filter((part) => !inlined.has(part.id)).sort((a, b) => compareParts(generator, a, b));
  const statements = [
    ...generator.create(main, inline, context),
    ...apart.flatMap((part) => generator.create(part, [], context)),
  ];
  return statements.map((one) => `${one.sql};\n`).join('\n');
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
