import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import type { SystemRow } from '../introspection/systemViews.js';
import type { IndexRows } from './indexRows.js';
import { flagged, isSet, numberOf, textOf, withoutDefaults } from './partName.js';
import { quoteIdentifier } from '../generator/quoting.js';

const compressions: Readonly<Record<number, string>> = { 1: 'ROW', 2: 'PAGE', 4: 'COLUMNSTORE_ARCHIVE' };

/** The options of an index or key, each with the rule that hides it. Those at their default have no attribute. */
export function optionAttributes(index: SystemRow<'indexes'>, rows: IndexRows): Record<string, Attribute> {
  const stored = 'storage-parameters';
  const compression = compressions[rows.compressionOf(index)];
  const space = rows.spaceOf(index);
  const stats = rows.statsOf(index);
  const kept = {
    compression: compression === undefined ? undefined : { value: compression, rule: stored },
    filegroup: space === undefined ? undefined : { value: space, rule: 'tablespaces' },
  };
  if (isColumnstore(index)) {
    // It has no other options, and says 0 for the locks that it allows nobody to forbid.
    const delay = index.compression_delay ?? 0;
    return withoutDefaults({
      ...kept,
      'compression delay': delay === 0 ? undefined : { value: delay, rule: stored },
    });
  }
  return withoutDefaults({
    'ignore duplicate keys': flagged(index.ignore_dup_key),
    // 0 and 100 are the same.
    'fill factor':
      index.fill_factor === 0 || index.fill_factor === 100
        ? undefined
        : { value: index.fill_factor, rule: stored },
    padded: flagged(index.is_padded, stored),
    'no row locks': flagged(index.allow_row_locks === false, stored),
    'no page locks': flagged(index.allow_page_locks === false, stored),
    'statistics not recomputed': flagged(stats?.no_recompute ?? null, stored),
    'sequential key': flagged(index.optimize_for_sequential_key, stored),
    ...kept,
  });
}

/** Whether an index keeps columns instead of rows, clustered (5) or not (6). */
export function isColumnstore({ type }: { readonly type: number }): boolean {
  return type === 5 || type === 6;
}

/** The options as WITH says them. */
export function optionList(part: Part, context: ScriptContext): readonly string[] {
  const list: string[] = [];
  if (isSet(part, 'ignore duplicate keys')) list.push('IGNORE_DUP_KEY = ON');
  if (context.hides('storage-parameters')) return list;
  const fill = numberOf(part, 'fill factor');
  if (isSet(part, 'padded')) list.push('PAD_INDEX = ON');
  if (fill !== undefined) list.push(`FILLFACTOR = ${String(fill)}`);
  if (isSet(part, 'statistics not recomputed')) list.push('STATISTICS_NORECOMPUTE = ON');
  if (isSet(part, 'no row locks')) list.push('ALLOW_ROW_LOCKS = OFF');
  if (isSet(part, 'no page locks')) list.push('ALLOW_PAGE_LOCKS = OFF');
  if (isSet(part, 'sequential key')) list.push('OPTIMIZE_FOR_SEQUENTIAL_KEY = ON');
  const delay = numberOf(part, 'compression delay');
  if (delay !== undefined) list.push(`COMPRESSION_DELAY = ${String(delay)}`);
  const compression = textOf(part, 'compression');
  if (compression !== undefined) list.push(`DATA_COMPRESSION = ${compression}`);
  return list;
}

/** ` WITH (…) ON [filegroup]`, or nothing. */
export function indexOptions(part: Part, context: ScriptContext, ...further: readonly string[]): string {
  const list = [...optionList(part, context), ...further];
  const space = context.hides('tablespaces') ? undefined : textOf(part, 'filegroup');
  return `${list.length === 0 ? '' : ` WITH (${list.join(', ')})`}${space === undefined ? '' : ` ON ${quoteIdentifier(space)}`}`;
}
