import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Catalog } from '../../../core/model/catalog.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { flag, optionalText, optionalTexts } from '../introspection/rows.js';
import { isSet, listOf, nameOf, quotedName, relationOf, textOf } from './partName.js';
import { optionChanges, optionList, optionsOf } from './storageOptions.js';

/** What an index has beside its definition, be it a constraint's or its own: the columns of the query. */
export const indexSettingsShape = {
  options: optionalTexts,
  tablespace: optionalText,
  is_clustered: flag,
  is_replica_identity: flag,
};

/** The select list for {@link indexSettingsShape}: `i` is pg_index, `ic` its pg_class, `its` pg_tablespace. */
export const indexSettingsColumns = `
      ic.reloptions as options,
      its.spcname as tablespace,
      coalesce(i.indisclustered, false) as is_clustered,
      coalesce(i.indisreplident, false) as is_replica_identity`;

interface IndexSettings {
  readonly options: readonly string[] | null;
  readonly tablespace: string | null;
  readonly is_clustered: boolean;
  readonly is_replica_identity: boolean;
}

/** The attributes of an index beside its definition; none for most. */
export function indexSettings(row: IndexSettings): Record<string, Attribute> {
  const attributes: Record<string, Attribute> = {};
  if (row.options !== null) {
    attributes['storage parameters'] = { value: [...row.options].sort(), rule: 'storage-parameters' };
  }
  if (row.tablespace !== null) attributes['tablespace'] = { value: row.tablespace, rule: 'tablespaces' };
  if (row.is_clustered) attributes['clustered'] = { value: true, rule: 'storage-parameters' };
  if (row.is_replica_identity) attributes['replica identity'] = { value: true };
  return attributes;
}

/** The index as SQL: it lives in its table's schema. */
export function indexName(part: Part): string {
  return quoteQualified(part.path[0] ?? '', nameOf(part));
}

/** Whether the index is of a partitioned table: its storage parameters are settled when it is made. */
export function isPartitionedIndex(part: Part, { parts }: Catalog): boolean {
  const table = parts.get(part.objectId);
  return table !== undefined && textOf(table, 'partition key') !== undefined;
}

/** What is said about a new index after its creation. */
export function settleIndex(part: Part, context: ScriptContext, withOptions: boolean): readonly Statement[] {
  const options = optionsOf(part);
  return [
    ...(withOptions && options.length > 0 && !context.hides('storage-parameters')
      ? [statement(`ALTER INDEX ${indexName(part)} SET (${optionList(options)})`)]
      : []),
    ...(context.hides('tablespaces') ? [] : toTablespace(part, textOf(part, 'tablespace'))),
    ...(isSet(part, 'clustered') && !context.hides('storage-parameters') ? marker(part, 'clustered') : []),
    ...(isSet(part, 'replica identity') ? marker(part, 'replica identity') : []),
  ];
}

/** What the clause of a constraint does not say about its index. */
export function settleConstraint(part: Part, context: ScriptContext): readonly Statement[] {
  return ['primary key', 'unique', 'exclusion'].includes(textOf(part, 'type') ?? '')
    ? settleIndex(part, context, !isPartitionedIndex(part, context.from))
    : [];
}

/** The change of one of the {@link indexSettings}; undefined where the attribute is none of them. */
export function alterIndexSetting(
  target: Part,
  source: Part,
  attribute: string,
): readonly Statement[] | undefined {
  switch (attribute) {
    case 'storage parameters': {
      const { set, reset } = optionChanges(listOf(target, attribute), optionsOf(source));
      return [
        ...(set === '' ? [] : [statement(`ALTER INDEX ${indexName(target)} SET (${set})`)]),
        ...(reset === '' ? [] : [statement(`ALTER INDEX ${indexName(target)} RESET (${reset})`)]),
      ];
    }
    case 'tablespace':
      return toTablespace(source, textOf(source, attribute) ?? 'pg_default');
    case 'clustered':
    case 'replica identity':
      return marker(source, attribute);
    default:
      return undefined;
  }
}

function toTablespace(part: Part, tablespace: string | undefined): readonly Statement[] {
  if (tablespace === undefined) return [];
  return [
    statement(
      `ALTER INDEX ${indexName(part)} SET TABLESPACE ${quoteIdentifier(tablespace)}`,
      risk('long-lock', `copies ${indexName(part)} to another tablespace`),
    ),
  ];
}

/** Only setting is said here: what no index is marked for any more, the table takes back. */
function marker(part: Part, attribute: 'clustered' | 'replica identity'): readonly Statement[] {
  const isOfView = part.parent?.startsWith('materialized-view:') === true;
  const alter = `ALTER ${isOfView ? 'MATERIALIZED VIEW' : 'TABLE'} ${relationOf(part)}`;
  if (!isSet(part, attribute)) {
    // A materialized view's own part does not know of the marker.
    return isOfView && attribute === 'clustered' ? [statement(`${alter} SET WITHOUT CLUSTER`)] : [];
  }
  return [
    statement(
      attribute === 'clustered'
        ? `${alter} CLUSTER ON ${quotedName(part)}`
        : `${alter} REPLICA IDENTITY USING INDEX ${quotedName(part)}`,
    ),
  ];
}
