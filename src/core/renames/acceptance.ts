import type { Rename, Renamer } from '../dialect/renamer.js';
import type { Drift } from '../differ/drift.js';
import type { Catalog } from '../model/catalog.js';
import type { PartId } from '../model/partId.js';
import type { RenameOffer } from './findRenames.js';
import { type RenameRequest, writeName } from './renameText.js';

/** A rename as people write it. */
export type WrittenRename = Omit<RenameRequest, 'from'>;

/** Says what accepts an offer: the names of the two, and of what is renamed along. */
export type Acceptance = (offer: Pick<RenameOffer, 'rename' | 'along'>) => readonly WrittenRename[];

/**
 * How offers of a drift are accepted. The old name is the one that the target itself knows; the kind stands before the
 * names where other things have the same.
 */
export function acceptanceIn({ source, target, renamed }: Drift, renamer: Renamer): Acceptance {
  const onTarget = renamed?.before ?? target;
  const originals = new Map([...(renamed?.ids ?? [])].map(([before, after]) => [after, before]));
  let ambiguous: readonly ReadonlySet<string>[] | undefined;
  const pathBefore = (id: PartId): readonly string[] | undefined =>
    onTarget.parts.get(originals.get(id) ?? id)?.path;
  const write = ({ from, to }: Rename): WrittenRename => {
    ambiguous ??= [ambiguousPaths(onTarget, renamer), ambiguousPaths(source, renamer)];
    const paths = [pathBefore(from.id) ?? from.path, to.path];
    const isAmbiguous = paths.some((path, side) => ambiguous?.[side]?.has(path.join('\0')) === true);
    const [before = '', after = ''] = paths.map((path) => writeName(isAmbiguous ? to.kind : undefined, path));
    return { before, after };
  };
  return ({ rename, along }) => [rename, ...along].map(write);
}

/** The paths that lead to parts of several kinds. */
function ambiguousPaths(catalog: Catalog, renamer: Renamer): ReadonlySet<string> {
  const seen = new Set<string>();
  const ambiguous = new Set<string>();
  for (const part of catalog.parts.values()) {
    if (!renamer.canRename(part.kind)) continue;
    const path = part.path.join('\0');
    if (seen.has(path)) ambiguous.add(path);
    seen.add(path);
  }
  return ambiguous;
}
