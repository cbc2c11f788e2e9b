import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { ColumnRows } from './columnRows.js';
import { columnDefinition } from './columnDefinition.js';
import type { MssqlKind } from './kind.js';
import { listOf, qualified } from './partName.js';

/**
 * Table types (CREATE TYPE … AS TABLE). They have no ALTER, and nobody can name their columns or constraints from
 * outside, so that a table type is one part: the lines that make it. The modules that take one are made again with it.
 */
export const tableTypeKind: MssqlKind = {
  name: 'table-type',
  object: {
    name: 'table-type',
    label: 'Table type',
    plural: 'Table types',
    order: 22,
    icon: 'symbol-structure',
  },
  // After the alias types and the sequences that its columns may use.
  rank: 40,
  read(system, builder) {
    const columns = new ColumnRows(system, builder);
    for (const type of system.table_types) {
      const schema = builder.schema(type.schema_id);
      const id = builder.id('table-type', schema, type.name);
      const occupies = [builder.occupied('type', schema, type.name)];
      const lines = linesOf(type, system, columns, builder);
      if (lines === undefined) {
        const name = quoteQualified(schema, type.name);
        const isInMemory = type.is_memory_optimized === true;
        const kind = isInMemory ? 'memory-optimised table types' : 'table types with further properties';
        builder.addUncompared({ id, kind, name, occupies });
        builder.atType(type.user_type_id, id);
        continue;
      }
      builder.add({
        id,
        kind: 'table-type',
        path: [schema, type.name],
        attributes: {
          ...builder.spelling(type.name),
          definition: {
            value: lines,
            canonical: lines.map((line) => builder.canonical(line)),
            printed: true,
          },
        },
        occupies,
      });
      builder.depend(id, builder.id('schema', schema));
      builder.atType(type.user_type_id, id);
      for (const column of columns.of(type.type_table_object_id)) {
        builder.depend(id, builder.type(column.user_type_id));
        builder.depend(id, builder.xmlCollection(column.xml_collection_id));
      }
    }
  },
  describe: (part) => `table type ${qualified(part)}`,
  create: (part) => {
    const lines = listOf(part, 'definition').map((line) => `    ${line}`);
    return [statement(`CREATE TYPE ${qualified(part)} AS TABLE (\n${lines.join(',\n')}\n)`)];
  },
  drop: (part) => [
    statement(`DROP TYPE ${qualified(part)}`, risk('drop', `drops table type ${qualified(part)}`)),
  ],
  alter: (target) => ({ how: 'replace', reason: `table type ${qualified(target)} has no ALTER` }),
};

/** The lines between the parentheses of CREATE TYPE; undefined where the type has what no line here can say. */
function linesOf(
  type: SystemRow<'table_types'>,
  system: SystemCatalog,
  columns: ColumnRows,
  builder: CatalogBuilder,
): readonly string[] | undefined {
  const table = type.type_table_object_id;
  const rows = columns.of(table);
  if (type.is_memory_optimized === true || rows.some((row) => columns.unscriptable(row) !== undefined))
    return undefined;
  const defaults = new Map(
    system.default_constraints
      .filter((row) => row.parent_object_id === table)
      .map((row) => [row.parent_column_id, row.definition ?? '(NULL)']),
  );
  const lines = rows.map((row) => {
    const column = partOf('column', row.name, columns.attributesOf(row));
    const value = defaults.get(row.column_id);
    if (value === undefined) return columnDefinition(column, []);
    const given = partOf('default', row.name, { expression: { value } }, column);
    return columnDefinition(column, [given]);
  });
  const checks = system.check_constraints
    .filter((row) => row.parent_object_id === table)
    .map(({ definition }) => `CHECK ${definition ?? '(NULL)'}`);
  const names = new Map(rows.map(({ column_id: column, name }) => [column, name]));
  const indexes = system.indexes.filter((row) => row.object_id === table && row.type !== 0);
  const keys = indexes.map((index) => indexLine(index, system, names));
  if (keys.includes(undefined)) return undefined;
  const constraints = [...checks, ...keys.filter((line) => line !== undefined)];
  return [...lines, ...constraints.sort((a, b) => (builder.fold(a) < builder.fold(b) ? -1 : 1))];
}

/** A key or index as a table type writes it; undefined for what it would need more words for. */
function indexLine(
  index: SystemRow<'indexes'>,
  system: SystemCatalog,
  names: ReadonlyMap<number, string>,
): string | undefined {
  const rows = system.index_columns.filter(
    (row) => row.object_id === index.object_id && row.index_id === index.index_id,
  );
  const isPlain = index.type <= 2 && index.filter_definition === null;
  if (!isPlain || rows.some(({ key_ordinal: at }) => at === 0)) return undefined;
  const columns = [...rows]
    .sort((a, b) => a.key_ordinal - b.key_ordinal)
    .map((row) => {
      const down = row.is_descending_key === true ? ' DESC' : '';
      return `${quoteIdentifier(names.get(row.column_id) ?? '')}${down}`;
    });
  const order = index.type === 1 ? 'CLUSTERED' : 'NONCLUSTERED';
  const ignore = index.ignore_dup_key === true ? ' WITH (IGNORE_DUP_KEY = ON)' : '';
  const tail = `${order} (${columns.join(', ')})${ignore}`;
  if (index.is_primary_key === true) return `PRIMARY KEY ${tail}`;
  if (index.is_unique_constraint === true) return `UNIQUE ${tail}`;
  const unique = index.is_unique === true ? 'UNIQUE ' : '';
  return `INDEX ${quoteIdentifier(index.name ?? '')} ${unique}${tail}`;
}

/** What stands for a line while it is written: a table type's columns are no parts. */
function partOf(kind: string, name: string, attributes: Part['attributes'], parent?: Part): Part {
  const id = partId(kind, name);
  return {
    id,
    kind,
    objectId: id,
    path: [name],
    attributes,
    details: {},
    dependsOn: [],
    occupies: [],
    ...(parent === undefined ? {} : { parent: parent.id }),
  };
}
