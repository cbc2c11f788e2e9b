import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { missingFilegroup } from './filegroup.js';
import { qualified, textOf } from './partName.js';

/**
 * ` ON …`: where an index, a key or the rows of a table lie. The clustered index is the rows, so that the table says how they
 * are partitioned. Whatever else is made on a partitioned table would be partitioned with it if nothing were said.
 */
export function placementClause(part: Part, context: ScriptContext): string {
  const tables = [context.from, context.target].map(({ parts }) => parts.get(part.objectId));
  const [table] = tables;
  const own = textOf(part, 'partitioned by');
  const partitioned =
    own ?? (holdsRows(part, table) && table !== undefined ? textOf(table, 'partitioned by') : undefined);
  if (partitioned !== undefined) return ` ON ${partitioned}`;
  const filegroup = context.hides('tablespaces') ? undefined : textOf(part, 'filegroup');
  if (filegroup !== undefined) return ` ON ${quoteIdentifier(filegroup)}`;
  const isBesidePartitions =
    part.id !== part.objectId &&
    tables.some((one) => one !== undefined && textOf(one, 'partitioned by') !== undefined);
  return isBesidePartitions ? ' ON [default]' : '';
}

/** Why the rows of a table cannot be made into this clustered index or key: that would put them elsewhere. */
export function placementObstacle(part: Part, context: ScriptContext): string | undefined {
  const [source, target] = [context.from, context.target].map(({ parts }) => parts.get(part.objectId));
  if (source === undefined || target === undefined || !holdsRows(part, source)) return undefined;
  if (!isPlacedElsewhere(target, source)) return undefined;
  return `it is made of the rows of ${qualified(target)}, which are partitioned in another way`;
}

/** Why an index or key cannot lie where the source has it. */
export function filegroupObstacle(part: Part, context: ScriptContext): string | undefined {
  const filegroup = textOf(part, 'filegroup');
  return filegroup === undefined ? undefined : missingFilegroup([filegroup], context);
}

/** Whether the rows of a table are cut into partitions in different ways. */
export function isPlacedElsewhere(target: Part, source: Part): boolean {
  const [before, after] = [target, source].map((table) => table.attributes['partitioned by']);
  return (before?.canonical ?? before?.value) !== (after?.canonical ?? after?.value);
}

/** Whether an index or key is the rows of its table in their order. */
function holdsRows(part: Part, table: Part | undefined): boolean {
  return (
    table?.kind === 'table' && part.id !== table.id && (textOf(part, 'type') ?? '').startsWith('CLUSTERED')
  );
}
