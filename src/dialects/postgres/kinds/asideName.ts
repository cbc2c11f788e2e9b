import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';

/**
 * A name, unquoted, under which something is put aside while what takes its place is made: one that neither side has in
 * the namespace (`relation`, `type`), at most 63 bytes long.
 */
export function asideName(
  path: readonly string[],
  namespaces: readonly string[],
  context: ScriptContext,
): string {
  const [schema = '', own = ''] = path;
  const taken = new Set(
    [context.target, context.from].flatMap(({ parts }) =>
      [...parts.values()].flatMap((part) => part.occupies),
    ),
  );
  const isTaken = (name: string): boolean =>
    namespaces.some((namespace) => taken.has(`${namespace}:${schema}.${name}`));
  const characters = Array.from(own);
  while (new TextEncoder().encode(characters.join('')).length > 55) characters.pop();
  const base = `${characters.join('')}_old`;
  let name = base;
  for (let count = 2; isTaken(name); count++) name = `${base}${String(count)}`;
  return name;
}
