import { createHash } from 'node:crypto';
import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import { partId } from '../../../core/model/partId.js';

/** Up to how many characters of a name are kept, so that what is added does not make it longer than 128. */
const longest = 116;

/** Gives names, unquoted, under which objects are set aside while others take their place: ones that neither side has. */
export function asideNames(context: ScriptContext): (path: readonly string[]) => string {
  const taken = new Set(
    [context.target, context.from].flatMap(({ parts, uncompared }) =>
      [...parts.values(), ...uncompared].flatMap(({ occupies }) =>
        (occupies ?? []).map((name) => name.toLowerCase()),
      ),
    ),
  );
  return ([schema = '', own = '']) => {
    const base = `${shortened(own)}_old`;
    let name = base;
    for (let count = 2; taken.has(partId('object', schema, name).toLowerCase()); count++)
      name = `${base}${String(count)}`;
    return name;
  };
}

/** Long names that begin alike stay different. */
function shortened(name: string): string {
  if (name.length <= longest) return name;
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, longest - mark.length - 1)}_${mark}`;
}
