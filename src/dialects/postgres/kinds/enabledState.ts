import type { Part } from '../../../core/model/part.js';
import { textOf } from './partName.js';

const states: Readonly<Record<string, string>> = { D: 'disabled', R: 'replica', A: 'always' };

const words: Readonly<Record<string, string>> = {
  disabled: 'DISABLE',
  replica: 'ENABLE REPLICA',
  always: 'ENABLE ALWAYS',
};

/**
 * When a trigger, rule or event trigger fires, from tgenabled and its like; no attribute where it is enabled as usual
 * (O: in sessions that do not replay what happened elsewhere).
 */
export function enabledState(letter: string): { readonly value: string } | undefined {
  const state = states[letter];
  return state === undefined ? undefined : { value: state };
}

/** {@link enabledState} in a word, where the usual one has to be said too. */
export function stateName(letter: string): string {
  return states[letter] ?? 'enabled';
}

/** The state of a part in the words of ALTER: `ENABLE ALWAYS`. */
export function stateWords(part: Part): string {
  return wordsOfState(textOf(part, 'enabled'));
}

/** A state in the words of ALTER. */
export function wordsOfState(state: string | undefined): string {
  return words[state ?? ''] ?? 'ENABLE';
}
