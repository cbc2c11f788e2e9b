import { parsePattern } from './pattern.js';
import type { Rules } from './rules.js';

/** What patterns are compared with: an object's kind and the names that lead to it. */
export interface Matchable {
  readonly kind: string;
  readonly path: readonly string[];
}

/**
 * Whether an object is looked at: one of the `include` patterns matches, or there are none, and no `exclude` pattern
 * does. What patterns mean says {@link parsePattern}. Throws `invalid-input` for a malformed one.
 */
export function createMatcher(rules: Pick<Rules, 'include' | 'exclude'>): (object: Matchable) => boolean {
  const include = rules.include.map(parsePattern);
  const exclude = rules.exclude.map(parsePattern);
  return ({ kind, path }) =>
    (include.length === 0 || include.some((pattern) => pattern.matches(kind, path))) &&
    !exclude.some((pattern) => pattern.matches(kind, path));
}
