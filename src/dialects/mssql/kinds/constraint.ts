import type { Attribute, AttributeValue, Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteQualified } from '../generator/quoting.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import {
  alterConstraint,
  createConstraint,
  describeConstraint,
  dropConstraintStatement,
} from './constraintStatements.js';
import { columnsNamedIn, hiddenExpression, hiddenObstacle } from './expression.js';
import { optionAttributes } from './indexOptions.js';
import { dependOnPartitioning, IndexRows } from './indexRows.js';
import { versionObstacle } from './indexVersions.js';
import { indexPlaces } from './placesOfTable.js';
import type { MssqlKind } from './kind.js';
import { flagged, isSet, nameOf, withoutDefaults } from './partName.js';
import { filegroupObstacle, placementObstacle } from './placement.js';

/** What a constraint is read into; `says` tells one that the server named from the others of its table. */
interface Reading {
  readonly row: { readonly object_id: number; readonly name: string; readonly is_system_named: boolean };
  readonly kind: string;
  readonly table: Part;
  readonly says: string;
  readonly attributes: Readonly<Record<string, Attribute | undefined>>;
  readonly details?: Readonly<Record<string, AttributeValue>>;
  /** What of its table it takes beside its name. */
  readonly occupies?: readonly string[];
}

/** Adds a constraint: by its name, or by what it says where the name is one that the server made up. */
function addConstraint(
  { row, kind, table, says, attributes, details, occupies }: Reading,
  builder: CatalogBuilder,
): PartId {
  const said = builder.canonical(says);
  const named = row.is_system_named ? ['', said] : [row.name];
  const path = [...table.path, kind === 'primary-key' ? '' : (named.at(-1) ?? '')];
  let id = builder.id(kind, ...table.path, ...(kind === 'primary-key' ? [] : named));
  // The same said twice.
  for (let again = 2; builder.part(id) !== undefined; again += 1)
    id = builder.id(kind, ...table.path, ...named, String(again));
  builder.add({
    id,
    kind,
    objectId: table.id,
    parent: table.id,
    path,
    attributes: withoutDefaults({
      ...attributes,
      'constraint name': row.is_system_named
        ? undefined
        : { value: row.name, canonical: builder.fold(row.name), rule: 'constraint-names' },
    }),
    details: details ?? {},
    occupies: [
      ...(row.is_system_named ? [] : [builder.occupied('object', table.path[0] ?? '', row.name)]),
      ...(occupies ?? []),
    ],
    ...(kind === 'primary-key' ? {} : { anonymousKey: `${kind} ${said} ${JSON.stringify(attributes)}` }),
  });
  builder.atObject(row.object_id, id);
  return id;
}

function constraintKind(name: string, rank: number, read: MssqlKind['read']): MssqlKind {
  return {
    name,
    rank,
    read,
    describe: describeConstraint,
    // The state is set by name afterwards, and that of a key is its index's.
    obstacle: (part, context) =>
      isSet(part, 'disabled') &&
      (part.kind === 'primary-key' || part.kind === 'unique' || !('constraint name' in part.attributes))
        ? `${describeConstraint(part)} is disabled on the source, and DBVC cannot make it so`
        : (hiddenObstacle(part, describeConstraint(part)) ??
          versionObstacle(part, context) ??
          placementObstacle(part, context) ??
          (context.hides('tablespaces') ? undefined : filegroupObstacle(part, context))),
    create: (part, _inline, context) => createConstraint(part, context),
    drop: (part) => [dropConstraintStatement(part)],
    alter: (target, source, changes) => alterConstraint(target, source, changes),
  };
}

function readKeys(system: SystemCatalog, builder: CatalogBuilder, kind: 'primary-key' | 'unique'): void {
  const rows = new IndexRows(system, builder);
  const indexes = new Map(
    system.indexes.map((one) => [`${String(one.object_id)}.${String(one.index_id)}`, one]),
  );
  for (const row of system.key_constraints) {
    if ((row.type.trim() === 'PK') !== (kind === 'primary-key')) continue;
    const table = builder.partAt(row.parent_object_id);
    const index = indexes.get(`${String(row.parent_object_id)}.${String(row.unique_index_id ?? 0)}`);
    if (table?.kind !== 'table' || index === undefined) continue;
    const columns = rows.keys(index);
    const list = columns.map(({ sql }) => sql);
    const id = addConstraint(
      {
        row,
        kind,
        table,
        says: list.join(', '),
        attributes: {
          type: { value: index.type === 1 ? 'CLUSTERED' : 'NONCLUSTERED' },
          columns: { value: list, canonical: list.map((one) => builder.canonical(one)) },
          disabled: flagged(index.is_disabled),
          ...optionAttributes(index, table, rows, builder),
        },
        details: { 'key columns': columns.map(({ name }) => name) },
        occupies: indexPlaces(index, row.is_system_named ? undefined : row.name, table, builder),
      },
      builder,
    );
    builder.atIndex(index.object_id, index.index_id, id);
    for (const { column } of columns) builder.depend(id, column);
    dependOnPartitioning(id, index, rows, builder);
  }
}

export const primaryKeyKind = constraintKind('primary-key', 130, (system, builder) => {
  readKeys(system, builder, 'primary-key');
});

export const uniqueKind = constraintKind('unique', 140, (system, builder) => {
  readKeys(system, builder, 'unique');
});

export const checkKind = constraintKind('check', 150, (system, builder) => {
  for (const row of system.check_constraints) {
    const table = builder.partAt(row.parent_object_id);
    if (table?.kind !== 'table') continue;
    const expression = row.definition ?? '';
    const id = addConstraint(
      {
        row,
        kind: 'check',
        table,
        says: expression,
        attributes: {
          expression: builder.printed(expression),
          ...hiddenExpression(row.definition),
          disabled: flagged(row.is_disabled),
          'not trusted': flagged(row.is_not_trusted),
          'not for replication': flagged(row.is_not_for_replication),
        },
      },
      builder,
    );
    for (const column of columnsNamedIn(expression, table, builder)) builder.depend(id, column);
  }
});

const actions: Readonly<Record<number, string>> = { 1: 'CASCADE', 2: 'SET NULL', 3: 'SET DEFAULT' };

export const foreignKeyKind = constraintKind('foreign-key', 300, (system, builder) => {
  const pairs = new Map<number, (typeof system.foreign_key_columns)[number][]>();
  for (const row of system.foreign_key_columns) {
    const list = pairs.get(row.constraint_object_id);
    if (list === undefined) pairs.set(row.constraint_object_id, [row]);
    else list.push(row);
  }
  const action = (code: number | null): Attribute | undefined => {
    const word = actions[code ?? 0];
    return word === undefined ? undefined : { value: word };
  };
  for (const row of system.foreign_keys) {
    const table = builder.partAt(row.parent_object_id);
    if (table?.kind !== 'table') continue;
    const columns = (pairs.get(row.object_id) ?? []).sort(
      (a, b) => a.constraint_column_id - b.constraint_column_id,
    );
    const own = columns.map((one) =>
      builder.part(builder.column(one.parent_object_id, one.parent_column_id)),
    );
    const other = columns.map((one) =>
      builder.part(builder.column(one.referenced_object_id, one.referenced_column_id)),
    );
    const referenced = builder.partAt(row.referenced_object_id);
    const names = (parts: readonly (Part | undefined)[]): readonly string[] =>
      parts.map((part) => (part === undefined ? '' : nameOf(part)));
    const list = (parts: readonly (Part | undefined)[]): Attribute => ({
      value: names(parts),
      canonical: names(parts).map((name) => builder.fold(name)),
    });
    const references = builder.printed(quoteQualified(...(referenced?.path ?? [])));
    const id = addConstraint(
      {
        row,
        kind: 'foreign-key',
        table,
        says: `(${names(own).join(', ')}) ${String(references.value)} (${names(other).join(', ')})`,
        attributes: {
          columns: list(own),
          references,
          'referenced columns': list(other),
          'on delete': action(row.delete_referential_action),
          'on update': action(row.update_referential_action),
          disabled: flagged(row.is_disabled),
          'not trusted': flagged(row.is_not_trusted),
          'not for replication': flagged(row.is_not_for_replication),
        },
      },
      builder,
    );
    for (const part of [...own, ...other]) builder.depend(id, part?.id);
    builder.depend(id, builder.object(row.referenced_object_id));
  }
});
