import type { Renamer } from '../dialect/renamer.js';
import type { Catalog } from '../model/catalog.js';
import type { Part } from '../model/part.js';
import { parseName, type RenameRequest, writeName } from './renameText.js';

/** How many ways to write a rename are named. */
const mostNamed = 3;

/**
 * What to write in place of a rename whose names lead nowhere: the whole names of two parts that end with them, of one
 * kind and in one place, those first that are only on one side; or how names are written where there are none.
 */
export function nameHint(
  { before, after }: Pick<RenameRequest, 'before' | 'after'>,
  source: Catalog,
  target: Catalog,
  renamer: Renamer,
): string {
  const tos = endingWith(after, source, renamer);
  const pairs = endingWith(before, target, renamer).flatMap((from) =>
    tos
      .filter((to) => to.kind === from.kind && to.id !== from.id && placeOf(to) === placeOf(from))
      .map((to) => ({ from, to, isOpen: !source.parts.has(from.id) && !target.parts.has(to.id) })),
  );
  const open = pairs.filter(({ isOpen }) => isOpen);
  const written = (open.length > 0 ? open : pairs).map(
    ({ from, to }) => `--rename ${writeName(undefined, from.path)}=${writeName(undefined, to.path)}`,
  );
  const named = [...new Set(written)].sort().slice(0, mostNamed);
  return named.length > 0
    ? `Names are written in full: ${named.join(', or ')}`
    : 'Names are written in full: --rename public.users=public.customers, or public.users.mail=public.users.email';
}

/** The parts that can be renamed and whose path ends with a name as written. */
function endingWith(text: string, { parts }: Catalog, renamer: Renamer): readonly Part[] {
  const { kind, names } = parseName(text);
  return [...parts.values()].filter((part) => {
    if (!renamer.canRename(part.kind) || (kind !== undefined && part.kind !== kind)) return false;
    return [part.path, [...part.path.slice(0, -1), renamer.nameOf(part)]].some(
      (path) => path.slice(-names.length).join('\0') === names.join('\0'),
    );
  });
}

function placeOf(part: Part): string {
  return part.path.slice(0, -1).join('\0');
}
