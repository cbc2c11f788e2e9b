/**
 * The identity of a part: stable across databases, servers and runs. Built by {@link partId} only, so that
 * names with dots, quotes or any other character can never be confused.
 */
export type PartId = string & { readonly __brand: 'PartId' };

function escapeSegment(segment: string): string {
  if (!/[\\.]/.test(segment)) return segment;
  return segment.replaceAll('\\', '\\\\').replaceAll('.', '\\.');
}

/**
 * Builds the id of a part from its kind and the path of names that leads to it,
 * e.g. `partId('column', 'public', 'users', 'email')` is `column:public.users.email`.
 */
export function partId(kind: string, ...path: readonly string[]): PartId {
  // There are hundreds of thousands of these: no lists in between.
  let id = `${kind}:`;
  for (let at = 0; at < path.length; at += 1) id += (at === 0 ? '' : '.') + escapeSegment(path[at] ?? '');
  return id as PartId;
}

/** The ids of the parts of a kind that have one name more than a path, by that name. */
export function partIdsBelow(kind: string, path: readonly string[]): (name: string) => PartId {
  const start = partId(kind, ...path);
  return (name) => `${start}.${escapeSegment(name)}` as PartId;
}

/** The id of a part of a kind that has the path of another part, which its own id is made of. */
export function partIdLike(kind: string, id: PartId): PartId {
  return `${kind}${id.slice(id.indexOf(':'))}` as PartId;
}
