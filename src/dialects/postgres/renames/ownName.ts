import type { Part } from '../../../core/model/part.js';

const routines = ['function', 'procedure', 'aggregate'];

/** Whether the last name of a part's path has the types of its arguments after it. */
export function hasArguments(kind: string): boolean {
  return routines.includes(kind);
}

/** The part's own name, unquoted; that of a routine without its arguments. */
export function ownName(part: Part): string {
  const last = part.path[part.path.length - 1] ?? '';
  if (!hasArguments(part.kind)) return last;
  return last.slice(0, last.length - argumentsOf(last).length);
}

/**
 * The arguments after a routine's name, brackets included. A name may hold brackets, too, so that they are counted from
 * the end; quoted names among the types hold none that are not closed in all but contrived cases.
 */
export function argumentsOf(called: string): string {
  let depth = 0;
  for (let at = called.length - 1; at >= 0; at -= 1) {
    if (called[at] === ')') depth += 1;
    if (called[at] === '(') depth -= 1;
    if (depth === 0) return called.slice(at);
  }
  return '';
}
