import type { Dialect } from '../dialect/dialect.js';
import type { Drift } from '../differ/drift.js';
import type { Catalog } from '../model/catalog.js';
import type { Attribute, Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { ExpectedPart } from '../planner/plan.js';

/**
 * What is expected, with the texts that follow a rename as the server prints them: which of several spellings that will
 * be is known only when it has been made. What cannot be read as the old text with the new names stays expected.
 */
export function expectAsPrinted(
  expected: ReadonlyMap<PartId, ExpectedPart>,
  { target, renamed }: Drift,
  now: Catalog,
  { renamer }: Dialect,
): ReadonlyMap<PartId, ExpectedPart> {
  if (renamed === undefined || renamer === undefined) return expected;
  const { catalog } = renamer.apply(renamed.before, renamed.renames, now);
  return new Map(
    [...expected].map(([id, one]) => [
      id,
      { ...one, part: asPrinted(one.part, target.parts.get(id), catalog.parts.get(id)) },
    ]),
  );
}

/** A part whose attributes that are still the renamed target's are taken from `printed`. */
function asPrinted(part: Part, before: Part | undefined, printed: Part | undefined): Part {
  if (before === undefined || printed === undefined) return part;
  const attributes: Record<string, Attribute> = {};
  for (const [name, attribute] of Object.entries(part.attributes)) {
    attributes[name] =
      attribute === before.attributes[name] ? (printed.attributes[name] ?? attribute) : attribute;
  }
  return { ...part, attributes };
}
