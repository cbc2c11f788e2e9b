import type { Dialect } from '../dialect/dialect.js';
import type { Rename } from '../dialect/renamer.js';
import { diffing } from '../differ/diff.js';
import { atOnce, type Work } from '../turn.js';
import type { Drift, RenamedTarget } from '../differ/drift.js';
import type { Catalog } from '../model/catalog.js';
import type { PartId } from '../model/partId.js';
import type { Rules } from '../rules/rules.js';

/** What differs beside some renames: the target counts as if they had been made. */
export function diffRenamed(
  source: Catalog,
  target: Catalog,
  rules: Rules,
  dialect: Dialect,
  renames: readonly Rename[],
): Drift {
  return atOnce(diffingRenamed(source, target, rules, dialect, renames));
}

/** {@link diffRenamed}, as work that can be done in turns. */
export function diffingRenamed(
  source: Catalog,
  target: Catalog,
  rules: Rules,
  dialect: Dialect,
  renames: readonly Rename[],
): Work<Drift> {
  if (renames.length === 0 || dialect.renamer === undefined) return diffing(source, target, rules, dialect);
  const { catalog, ids } = dialect.renamer.apply(target, renames, source);
  return diffing(source, catalog, rules, dialect, { before: target, renames, ids });
}

/** The drift that is left when only some of its renames are made. */
export function narrowRenames(drift: Drift, renames: readonly Rename[], dialect: Dialect): Drift {
  const { renamed, source, rules } = drift;
  if (renamed === undefined || renames.length === renamed.renames.length) return drift;
  return diffRenamed(source, renamed.before, rules, dialect, renames);
}

/** The renames that take others back, from a target that has them to one as it was. */
export function inverseRenames({ before, renames, ids }: RenamedTarget, after: Catalog): readonly Rename[] {
  return renames.flatMap(({ from }) => {
    const renamed = after.parts.get(ids.get(from.id) ?? from.id);
    const original = before.parts.get(from.id);
    return renamed === undefined || original === undefined ? [] : [{ from: renamed, to: original }];
  });
}

/** The ids of objects that renames reach: those that are renamed, by both their ids, and those whose texts follow. */
export function objectsReached({ target, renamed }: Drift): ReadonlySet<PartId> {
  const objects = new Set<PartId>();
  if (renamed === undefined) return objects;
  for (const part of renamed.before.parts.values()) {
    const now = target.parts.get(renamed.ids.get(part.id) ?? part.id);
    if (now === part) continue;
    objects.add(part.objectId);
    if (now !== undefined) objects.add(now.objectId);
  }
  return objects;
}
