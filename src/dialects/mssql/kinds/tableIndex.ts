import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import { columnsNamedIn, hiddenExpression, hiddenObstacle } from './expression.js';
import {
  compressionOptions,
  indexOptions,
  isColumnstore,
  noLongerCompressed,
  optionAttributes,
  storageAttributes,
  xmlCompression,
} from './indexOptions.js';
import { dependOnPartitioning, IndexRows } from './indexRows.js';
import { versionObstacle } from './indexVersions.js';
import type { MssqlKind } from './kind.js';
import {
  flagged,
  isSet,
  listOf,
  nameOf,
  quotedName,
  relationOf,
  textOf,
  withoutDefaults,
} from './partName.js';
import { filegroupObstacle, placementObstacle } from './placement.js';
import { indexPlaces } from './placesOfTable.js';
import { rename } from './rename.js';

const types: Readonly<Record<number, string>> = {
  1: 'CLUSTERED',
  2: 'NONCLUSTERED',
  5: 'CLUSTERED COLUMNSTORE',
  6: 'NONCLUSTERED COLUMNSTORE',
};

const otherTypes: Readonly<Record<number, string>> = {
  3: 'XML indexes',
  4: 'spatial indexes',
  7: 'hash indexes',
};

/** Indexes of tables and views; those of keys are the constraint's. */
export const indexKind: MssqlKind = {
  name: 'index',
  rank: 210,
  read,
  describe,
  obstacle: (part, context) =>
    hiddenObstacle(part, `the filter of ${describe(part)}`) ??
    disabledObstacle(part) ??
    versionObstacle(part, context) ??
    placementObstacle(part, context) ??
    (context.hides('tablespaces') ? undefined : filegroupObstacle(part, context)),
  create: (part, _inline, context) => [
    statement(createIndex(part, context), ...risksOfBuilding(part, context)),
    ...(isSet(part, 'disabled')
      ? [statement(`ALTER INDEX ${quotedName(part)} ON ${relationOf(part)} DISABLE`)]
      : []),
  ],
  drop: (part) => [
    statement(
      `DROP INDEX ${quotedName(part)} ON ${relationOf(part)}`,
      risk('drop', `drops index ${quotedName(part)} on ${relationOf(part)}`),
    ),
  ],
  alter,
};

function describe(part: Part): string {
  return `index ${quotedName(part)} on ${relationOf(part)}`;
}

/** A clustered index that is disabled takes its table along: nothing else can be made on it any more. */
function disabledObstacle(part: Part): string | undefined {
  return isSet(part, 'disabled') && textOf(part, 'type')?.startsWith('CLUSTERED') === true
    ? `${describe(part)} is disabled on the source, and the rows with it`
    : undefined;
}

function read(system: SystemCatalog, builder: CatalogBuilder): void {
  const rows = new IndexRows(system, builder);
  const clustered = new Map<PartId, PartId>();
  const onViews: [index: PartId, view: PartId][] = [];
  for (const index of system.indexes) {
    const owner = builder.partAt(index.object_id);
    if (owner === undefined || (owner.kind !== 'table' && owner.kind !== 'view')) continue;
    if (index.index_id <= 1 && owner.kind === 'table') {
      const {
        compression,
        [xmlCompression]: ofXml,
        filegroup,
        ...partitioning
      } = storageAttributes(index, rows, builder);
      const rowstore = isColumnstore(index) ? {} : { compression, [xmlCompression]: ofXml };
      const heap = index.index_id === 0 ? { filegroup } : {};
      builder.amend(owner.id, withoutDefaults({ ...partitioning, ...rowstore, ...heap }));
      if (!isColumnstore(index)) builder.detail(owner.id, 'rowstore', true);
      dependOnPartitioning(owner.id, index, rows, builder);
    }
    if (index.index_id === 0 || index.is_primary_key === true || index.is_unique_constraint === true)
      continue;
    if (index.is_hypothetical === true || index.auto_created === true || index.name === null) continue;
    const type = types[index.type];
    if (type === undefined) {
      const of = [...rows.all(index).map(({ column }) => column), builder.index(index.object_id, 1)];
      uncompare(otherTypes[index.type] ?? 'indexes of other kinds', index.name, owner, of, builder);
      continue;
    }
    const columnstore = isColumnstore(index);
    const sorting = columnstore ? rows.sorting(index) : [];
    const keys = columnstore ? (index.type === 5 ? [] : rows.all(index)) : rows.keys(index);
    const included = columnstore ? [] : rows.included(index);
    const path = [...owner.path, index.name];
    const id = builder.id('index', ...path);
    const list = (columns: typeof keys): readonly string[] => columns.map(({ sql }) => sql);
    const columns = (of: typeof keys): { value: readonly string[]; canonical: readonly string[] } => ({
      value: list(of),
      canonical: list(of).map((one) => builder.canonical(one)),
    });
    builder.add({
      id,
      kind: 'index',
      objectId: owner.objectId,
      parent: owner.id,
      path,
      attributes: withoutDefaults({
        ...builder.spelling(index.name),
        type: { value: type },
        unique: flagged(index.is_unique),
        columns: columns(keys),
        included: included.length === 0 ? undefined : columns(included),
        'sorted by': sorting.length === 0 ? undefined : columns(sorting),
        filter: index.filter_definition === null ? undefined : builder.printed(index.filter_definition),
        ...(index.has_filter === true ? hiddenExpression(index.filter_definition) : {}),
        disabled: flagged(index.is_disabled),
        ...optionAttributes(index, owner, rows, builder),
      }),
      occupies: indexPlaces(index, index.name, owner, builder),
    });
    builder.atIndex(index.object_id, index.index_id, id);
    if (index.type === 1) clustered.set(owner.id, id);
    for (const { column } of [...keys, ...included, ...sorting]) builder.depend(id, column);
    dependOnPartitioning(id, index, rows, builder);
    for (const on of columnsNamedIn(index.filter_definition ?? '', owner, builder)) builder.depend(id, on);
    // The rows of a view are its clustered index: it comes before the others, and takes them along.
    if (owner.kind === 'view' && index.type !== 1) onViews.push([id, owner.id]);
  }
  for (const [id, view] of onViews) builder.depend(id, clustered.get(view));
  // Foreign keys are read before the indexes that some of them refer to.
  for (const row of system.foreign_keys) {
    const id = builder.object(row.object_id);
    if (id !== undefined)
      builder.depend(id, builder.index(row.referenced_object_id ?? 0, row.key_index_id ?? 0));
  }
}

/** Names an index with the columns that it holds on to and the clustered key that an XML or spatial index stands on. */
function uncompare(
  kind: string,
  name: string,
  owner: Part,
  of: readonly (PartId | undefined)[],
  builder: CatalogBuilder,
): void {
  const path = [...owner.path.slice(0, 1), name === nameOf(owner) ? name : `${nameOf(owner)}.${name}`];
  builder.addUncompared(
    {
      id: builder.id('uncompared', kind, ...path),
      kind,
      name: quoteQualified(...path),
      goesWith: [owner.id],
    },
    owner.id,
    ...of,
  );
}

function createIndex(part: Part, context: ScriptContext, ...options: readonly string[]): string {
  const columns = listOf(part, 'columns');
  const included = listOf(part, 'included');
  const sorting = listOf(part, 'sorted by');
  const filter = textOf(part, 'filter');
  return (
    `CREATE ${isSet(part, 'unique') ? 'UNIQUE ' : ''}${textOf(part, 'type') ?? ''} INDEX ${quotedName(part)} ` +
    `ON ${relationOf(part)}${columns.length === 0 ? '' : ` (${columns.join(', ')})`}` +
    (included.length === 0 ? '' : ` INCLUDE (${included.join(', ')})`) +
    (sorting.length === 0 ? '' : ` ORDER (${sorting.join(', ')})`) +
    (filter === undefined ? '' : ` WHERE ${filter}`) +
    indexOptions(part, context, ...options)
  );
}

/** What DROP_EXISTING has to say of compression where the index itself says nothing: a clustered one has that of the rows. */
function keptCompression(target: Part, source: Part, context: ScriptContext): readonly string[] {
  const isRows = textOf(source, 'type') === 'CLUSTERED';
  const [before, after] = isRows
    ? [context.target.parts.get(target.objectId), context.from.parts.get(target.objectId)]
    : [target, source];
  const kept = isRows && context.hides('storage-parameters') ? before : after;
  if (before === undefined || kept === undefined) return [];
  // An index that is not the rows says its own with its other options.
  return [...(isRows ? compressionOptions(kept) : []), ...noLongerCompressed(before, kept)];
}

function risksOfBuilding(part: Part, context: ScriptContext): ReturnType<typeof risk>[] {
  if (!context.target.parts.has(part.objectId)) return [];
  const name = `index ${quotedName(part)} on ${relationOf(part)}`;
  const built = (textOf(part, 'type') ?? '').startsWith('CLUSTERED')
    ? risk(
        'table-rewrite',
        `writes all rows of ${relationOf(part)} anew for ${name}, under a lock that stops everybody`,
      )
    : risk('index-build', `builds ${name} under a lock that stops writers`);
  if (!isSet(part, 'unique')) return [built];
  return [built, risk('may-fail-on-rows', `fails if rows have the same values for unique ${name}`)];
}

const settable: readonly string[] = [
  'ignore duplicate keys',
  'no row locks',
  'no page locks',
  'statistics not recomputed',
];

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const changed = new Set(changes.map(({ attribute }) => attribute));
  const name = `${quotedName(target)} ON ${relationOf(target)}`;
  const statements: Statement[] = [];
  if (changed.delete('name')) statements.push(rename(target, source, 'INDEX'));
  const own = [...changed];
  if (own.length === 0) return { how: 'in-place', statements };
  if (own.every((one) => settable.includes(one))) {
    const on = (attribute: string, yes: string, no: string): string => (isSet(source, attribute) ? yes : no);
    const settings = [
      ['ignore duplicate keys', `IGNORE_DUP_KEY = ${on('ignore duplicate keys', 'ON', 'OFF')}`],
      ['no row locks', `ALLOW_ROW_LOCKS = ${on('no row locks', 'OFF', 'ON')}`],
      ['no page locks', `ALLOW_PAGE_LOCKS = ${on('no page locks', 'OFF', 'ON')}`],
      [
        'statistics not recomputed',
        `STATISTICS_NORECOMPUTE = ${on('statistics not recomputed', 'ON', 'OFF')}`,
      ],
    ].flatMap(([attribute = '', setting]) => (changed.has(attribute) ? [setting] : []));
    return {
      how: 'in-place',
      statements: [statement(`ALTER INDEX ${name} SET (${settings.join(', ')})`), ...statements],
    };
  }
  if (own.length === 1 && own[0] === 'disabled') {
    const sql = isSet(source, 'disabled') ? `ALTER INDEX ${name} DISABLE` : `ALTER INDEX ${name} REBUILD`;
    const risks = isSet(source, 'disabled') ? [] : risksOfBuilding(source, context);
    return { how: 'in-place', statements: [statement(sql, ...risks), ...statements] };
  }
  const [before, after] = [textOf(target, 'type'), textOf(source, 'type')];
  if (before !== after || (before ?? '').endsWith('COLUMNSTORE') || changed.has('disabled')) {
    return { how: 'replace', reason: `index ${quoteIdentifier(nameOf(target))} changes` };
  }
  // A foreign key holds on to the index that it refers to, as long as that stays the same key (error 1907).
  const isOtherKey = ['columns', 'unique', 'filter'].some((attribute) => changed.has(attribute));
  const disturbs = context
    .dependentsOf(target.id)
    .filter(({ kind }) => isOtherKey && kind === 'foreign-key')
    .map(({ id }) => id);
  // What it does not say is lost, also what the rules of the comparison hide.
  const all = { ...context, hides: () => false };
  const made = createIndex(
    { ...source, path: target.path },
    all,
    ...keptCompression(target, source, context),
    'DROP_EXISTING = ON',
  );
  return {
    how: 'in-place',
    disturbs,
    statements: [
      statement(made, ...risksOfBuilding(source, context)),
      // Making it anew enables it.
      ...(isSet(source, 'disabled') ? [statement(`ALTER INDEX ${name} DISABLE`)] : []),
      ...statements,
    ],
  };
}
