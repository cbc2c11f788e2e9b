import { createHash } from 'node:crypto';
import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';

/** Up to how many bytes of a name are kept, so that what is added does not make it longer than 63. */
const longest = 55;

/**
 * Gives names, unquoted, under which things are put aside while what takes their place is made: ones that neither side
 * has in the namespace (`relation`, `type`).
 */
export function asideNames(
  context: ScriptContext,
  ...namespaces: readonly string[]
): (path: readonly string[]) => string {
  const taken = new Set(
    [context.target, context.from].flatMap(({ parts, uncompared }) =>
      [...parts.values(), ...uncompared].flatMap(({ occupies }) => occupies ?? []),
    ),
  );
  return ([schema = '', own = '']) => {
    const base = `${shortened(own)}_old`;
    let name = base;
    for (let count = 2; namespaces.some((one) => taken.has(`${one}:${schema}.${name}`)); count++)
      name = `${base}${String(count)}`;
    return name;
  };
}

/** Long names that begin alike stay different. */
function shortened(name: string): string {
  const bytes = new TextEncoder();
  const characters = Array.from(name);
  if (bytes.encode(name).length <= longest) return name;
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 8);
  while (bytes.encode(characters.join('')).length > longest - mark.length - 1) characters.pop();
  return `${characters.join('')}_${mark}`;
}
