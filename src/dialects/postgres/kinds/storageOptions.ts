import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { listOf } from './partName.js';

/** An option of a relation or column, as reloptions and attoptions keep it: `fillfactor=70`. */
interface StorageOption {
  readonly name: string;
  readonly value: string;
}

function parse(option: string): StorageOption {
  const at = option.indexOf('=');
  return at < 0 ? { name: option, value: '' } : { name: option.slice(0, at), value: option.slice(at + 1) };
}

/** `toast.autovacuum_enabled` is two identifiers; every other name is one. */
function quoteName(name: string): string {
  return name.startsWith('toast.') ? `toast.${quoteIdentifier(name.slice(6))}` : quoteIdentifier(name);
}

/** Whether an option of a table is one of its TOAST table's. */
export function isToastOption(option: string): boolean {
  return option.startsWith('toast.');
}

/** Options as SET (…) and WITH (…) list them. */
export function optionList(options: readonly string[]): string {
  return options
    .map(parse)
    .map(({ name, value }) => `${quoteName(name)}=${quoteLiteral(value)}`)
    .join(', ');
}

/**
 * What must be SET and what RESET to get from one list of options to the other, each empty where nothing is. All that
 * shall be is SET again: the server keeps options in the order in which they were last given, and prints them so.
 */
export function optionChanges(
  from: readonly string[],
  to: readonly string[],
): { readonly set: string; readonly reset: string } {
  const wanted = new Set(to.map((option) => parse(option).name));
  return {
    set: optionList(to),
    reset: from
      .map((option) => parse(option).name)
      .filter((name) => !wanted.has(name))
      .map(quoteName)
      .join(', '),
  };
}

/** The detail that holds options as they were given, where sorting them for comparison changes their order. */
const givenOrder = 'storage parameters as given';

/** Options in the order in which they were given. */
export function optionsOf(part: Part): readonly string[] {
  const given = listOf(part, givenOrder);
  return given.length > 0 ? given : listOf(part, 'storage parameters');
}

/** The detail for {@link optionsOf}; nothing for an order that sorting does not change. */
export function givenDetails(options: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const sorted = [...options].sort();
  return options.every((option, index) => option === sorted[index]) ? {} : { [givenOrder]: options };
}
