import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemRow } from '../introspection/systemViews.js';
import type { IndexRows } from './indexRows.js';
import { flagged, isSet, listOf, numberOf, textOf, withoutDefaults } from './partName.js';
import { placementClause } from './placement.js';

const compressions: Readonly<Record<number, string>> = { 1: 'ROW', 2: 'PAGE', 4: 'COLUMNSTORE_ARCHIVE' };

/** The options of an index or key, each with the rule that hides it. Those at their default have no attribute. */
export function optionAttributes(
  index: SystemRow<'indexes'>,
  owner: Part,
  rows: IndexRows,
  builder: CatalogBuilder,
): Record<string, Attribute> {
  const stored = 'storage-parameters';
  const stats = rows.statsOf(index);
  const isTable = owner.kind === 'table' && (index.type === 1 || index.type === 5);
  const kept = {
    ...storageAttributes(index, rows, builder),
    // The table says it of its rows, which keep it when a clustered index comes or goes.
    ...(isTable ? { 'partitioned by': undefined } : {}),
    ...(isTable && index.type === 1 ? { compression: undefined, [xmlCompression]: undefined } : {}),
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
    'incremental statistics': flagged(stats?.is_incremental ?? null, stored),
    'sequential key': flagged(index.optimize_for_sequential_key, stored),
    ...kept,
  });
}

/** Where an index or heap lies, and how it is compressed. */
export function storageAttributes(
  index: SystemRow<'indexes'>,
  rows: IndexRows,
  builder: CatalogBuilder,
): Record<string, Attribute | undefined> {
  const compression = compressionOf(index, rows);
  const ofXml = xmlCompressionOf(index, rows);
  const space = rows.spaceOf(index);
  const partitioned = rows.partitioningOf(index)?.sql;
  return {
    compression: compression === undefined ? undefined : { value: compression, rule: 'storage-parameters' },
    [xmlCompression]: ofXml === undefined ? undefined : { value: ofXml, rule: 'storage-parameters' },
    'partitioned by':
      partitioned === undefined
        ? undefined
        : { value: partitioned, canonical: builder.canonical(partitioned), printed: true },
    filegroup: space === undefined ? undefined : { value: space, rule: 'tablespaces' },
  };
}

/**
 * What DATA_COMPRESSION says: a word, or one with its partitions for each where they differ. All are named then, as a
 * rebuild keeps what a partition is that it does not name
 * (https://learn.microsoft.com/sql/relational-databases/data-compression/data-compression). A columnstore index says nothing
 * of how it is compressed by itself.
 */
function compressionOf(index: SystemRow<'indexes'>, rows: IndexRows): string | readonly string[] | undefined {
  const own = isColumnstore(index) ? 'COLUMNSTORE' : 'NONE';
  return byPartition(
    rows.compressionOf(index).map(({ code }) => compressions[code]),
    own,
  );
}

/** What XML_COMPRESSION says, in the same way. */
function xmlCompressionOf(
  index: SystemRow<'indexes'>,
  rows: IndexRows,
): string | readonly string[] | undefined {
  return byPartition(
    rows.compressionOf(index).map(({ ofXml }) => (ofXml ? 'ON' : undefined)),
    'OFF',
  );
}

function byPartition(
  words: readonly (string | undefined)[],
  otherwise: string,
): string | readonly string[] | undefined {
  const partitions = new Map<string | undefined, number[]>();
  words.forEach((word, at) => {
    partitions.set(word, [...(partitions.get(word) ?? []), at + 1]);
  });
  if (partitions.size === 1) return words[0];
  return [...partitions].map(
    ([word, numbers]) => `${word ?? otherwise} ON PARTITIONS (${numbers.join(', ')})`,
  );
}

/** The attribute that says whether xml values are kept small, since 2022. */
export const xmlCompression = 'xml compression';

/** The options that say how an index or heap is compressed, with what each says where it is not. */
const compressing: readonly (readonly [attribute: string, option: string, none: string])[] = [
  ['compression', 'DATA_COMPRESSION', 'NONE'],
  [xmlCompression, 'XML_COMPRESSION', 'OFF'],
];

/** The DATA_COMPRESSION and XML_COMPRESSION options of an index or heap. */
export function compressionOptions(part: Part): readonly string[] {
  return compressing.flatMap(([attribute, option]) => {
    const word = textOf(part, attribute);
    const words = word === undefined ? listOf(part, attribute) : [word];
    return words.map((one) => `${option} = ${one}`);
  });
}

/** What a rebuild has to say beside the options of the new one, so that nothing of the old one's is kept. */
export function noLongerCompressed(before: Part, after: Part): readonly string[] {
  return compressing.flatMap(([attribute, option, none]) =>
    attribute in before.attributes && !(attribute in after.attributes) ? [`${option} = ${none}`] : [],
  );
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
  if (isSet(part, 'incremental statistics')) list.push('STATISTICS_INCREMENTAL = ON');
  if (isSet(part, 'no row locks')) list.push('ALLOW_ROW_LOCKS = OFF');
  if (isSet(part, 'no page locks')) list.push('ALLOW_PAGE_LOCKS = OFF');
  if (isSet(part, 'sequential key')) list.push('OPTIMIZE_FOR_SEQUENTIAL_KEY = ON');
  const delay = numberOf(part, 'compression delay');
  if (delay !== undefined) list.push(`COMPRESSION_DELAY = ${String(delay)}`);
  return [...list, ...compressionOptions(part)];
}

/** ` WITH (…) ON [filegroup]`, or nothing. */
export function indexOptions(part: Part, context: ScriptContext, ...further: readonly string[]): string {
  const list = [...optionList(part, context), ...further];
  return `${list.length === 0 ? '' : ` WITH (${list.join(', ')})`}${placementClause(part, context)}`;
}
