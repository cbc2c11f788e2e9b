import { DbvcError } from '../errors.js';
import { ignoreRules } from './rules.js';
import { suggestion } from './suggestion.js';

/**
 * Checks the names of a list of ignore rules. `none` alone stands for the empty list, and so does an empty one.
 * Throws `invalid-input` that names what is unknown and what was probably meant.
 */
export function resolveIgnore(names: readonly string[]): readonly string[] {
  const trimmed = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  if (trimmed.includes('none')) {
    if (trimmed.length === 1) return [];
    throw new DbvcError(
      'invalid-input',
      'The ignore rule "none" stands alone: it means that nothing is ignored.',
    );
  }
  for (const name of trimmed) {
    if (ignoreRules.includes(name)) continue;
    const meant = suggestion(name, [...ignoreRules, 'none']);
    throw new DbvcError('invalid-input', `There is no ignore rule ${JSON.stringify(name)}.`, {
      hint: `${meant === undefined ? '' : `Did you mean ${meant}? `}The rules are ${ignoreRules.join(', ')}, and none.`,
    });
  }
  return trimmed;
}
