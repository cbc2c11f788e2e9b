import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { isPartitionedIndex } from './indexSettings.js';
import { textOf } from './partName.js';
import { optionList, optionsOf } from './storageOptions.js';

/**
 * A constraint as ADD CONSTRAINT and CREATE TABLE take it. pg_get_constraintdef leaves out the storage parameters of its
 * index, which can be set later, but not those of a partitioned one.
 */
export function constraintClause(part: Part, context: ScriptContext): string {
  const definition = textOf(part, 'definition') ?? '';
  const options = optionsOf(part);
  const isSaidNow = options.length > 0 && isPartitionedIndex(part, context.from);
  if (!isSaidNow || context.hides('storage-parameters')) return definition;
  // WITH comes after the columns, and before the predicate of an exclusion and when it is checked.
  return definition.replace(
    /( WHERE \([\s\S]*)?( DEFERRABLE)?( INITIALLY DEFERRED)?$/,
    (end) => ` WITH (${optionList(options)})${end}`,
  );
}
