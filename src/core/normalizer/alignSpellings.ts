import type { Normalizer } from '../dialect/normalizer.js';
import type { Catalog } from '../model/catalog.js';
import type { Attribute, Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';

/** One attribute that two servers print in two ways. */
interface TwoTexts {
  readonly part: Part;
  readonly name: string;
  readonly attribute: Attribute;
  readonly canonical: string;
  readonly pair: readonly [string, string];
}

/**
 * The catalog with its printed texts counted as `reference`'s where they mean the same: servers of two versions print
 * what they understood alike in two ways; `version` is the number of the
 * reference's. Only texts that differ are looked at, and the values stay the server's own.
 */
export async function alignSpellings(
  catalog: Catalog,
  reference: ReadonlyMap<PartId, Part>,
  normalizer: Normalizer,
  version = catalog.server.version,
): Promise<Catalog> {
  if (normalizer.sameMeaning === undefined) return catalog;
  const oldest = Math.min(version, catalog.server.version);
  return alignTexts(catalog, reference, async (pairs) => normalizer.sameMeaning?.(pairs, oldest) ?? []);
}

/** The catalog with those of its printed texts counted as `reference`'s that are the same as those. */
export async function alignTexts(
  catalog: Catalog,
  reference: ReadonlyMap<PartId, Part>,
  isSame: (pairs: readonly (readonly [string, string])[]) => Promise<readonly boolean[]>,
): Promise<Catalog> {
  const differing = [...reference.values()].flatMap((twin) => textsOf(catalog.parts.get(twin.id), twin));
  if (differing.length === 0) return catalog;
  const same = await isSame(differing.map(({ pair }) => pair));
  const parts = new Map(catalog.parts);
  differing.forEach(({ part, name, attribute, canonical }, index) => {
    if (same[index] !== true) return;
    const current = parts.get(part.id) ?? part;
    const attributes = { ...current.attributes, [name]: { ...attribute, canonical } };
    parts.set(part.id, { ...current, attributes });
  });
  return { ...catalog, parts };
}

/** The printed texts of a part that differ from those of its twin. */
function textsOf(part: Part | undefined, twin: Part): readonly TwoTexts[] {
  if (part === undefined) return [];
  const texts: TwoTexts[] = [];
  for (const [name, attribute] of Object.entries(part.attributes)) {
    if (attribute.printed !== true) continue;
    const other = twin.attributes[name];
    if (other?.printed !== true || other.value === attribute.value) continue;
    const own = attribute.canonical ?? attribute.value;
    const canonical = other.canonical ?? other.value;
    if (typeof own !== 'string' || typeof canonical !== 'string' || own === canonical) continue;
    texts.push({ part, name, attribute, canonical, pair: [own, canonical] });
  }
  return texts;
}
