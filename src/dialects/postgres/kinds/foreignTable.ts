import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import { checkedRows, oid, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { orderComesByItself } from './columnOrder.js';
import { columnDefinition, columnSettings, sortedColumns } from './columnDefinition.js';
import {
  foreignOptionsAttributes,
  foreignOptionsColumns,
  foreignOptionsShape,
  keepSecrets,
  missingSecret,
  optionsAlteration,
  optionsClause,
  secretRisks,
} from './foreignOptions.js';
import { isPartitionTie } from './inheritance.js';
import type { PostgresKind } from './kind.js';
import { isSet, qualified, quotedName, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  schema: text,
  name: text,
  owner: text,
  server: text,
  row_type: oid,
  array_type: oid,
  ...foreignOptionsShape,
});

type ForeignTableRow = z.infer<typeof row>;

/** Foreign tables, with their columns, checks and defaults as parts: what a table has but for rows. */
export const foreignTableKind: PostgresKind = {
  name: 'foreign-table',
  object: {
    name: 'foreign-table',
    label: 'Foreign table',
    plural: 'Foreign tables',
    order: 62,
    icon: 'link-external',
  },
  rank: 105,
  row,
  query: () => `
    select c.oid, n.nspname as schema, c.relname as name, pg_catalog.pg_get_userbyid(c.relowner) as owner,
      s.srvname as server,
      c.reltype as row_type, row_type.typarray as array_type,
      ${foreignOptionsColumns('f.ftoptions')}
    from pg_catalog.pg_foreign_table as f
    join pg_catalog.pg_class as c on c.oid = f.ftrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    join pg_catalog.pg_foreign_server as s on s.oid = f.ftserver
    join pg_catalog.pg_type as row_type on row_type.oid = c.reltype
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_class', 'c.oid')}
    order by n.nspname, c.relname`,
  read(rows, builder) {
    for (const table of checkedRows('foreign table', row, rows)) addForeignTable(table, builder);
  },
  address: (part) => `FOREIGN TABLE ${qualified(part)}`,
  describe: (part) => `foreign table ${qualified(part)}`,
  create,
  drop: (part) => [
    statement(
      `DROP FOREIGN TABLE ${qualified(part)}`,
      risk('drop', `drops foreign table ${qualified(part)}; its rows stay where they are`),
    ),
  ],
  alter,
  inlines(_parent, child) {
    if (child.kind === 'column') return 'must';
    if (child.kind === 'inheritance') return isPartitionTie(child) ? 'no' : 'must';
    return child.kind === 'constraint' && isSet(child, 'inlinable') ? 'may' : 'no';
  },
};

function namesOf({ schema, name }: ForeignTableRow): readonly string[] {
  return [`relation:${schema}.${name}`, `type:${schema}.${name}`];
}

function addForeignTable(table: ForeignTableRow, builder: CatalogBuilder): void {
  const { schema, name } = table;
  const part = {
    id: partId('foreign-table', schema, name),
    kind: 'foreign-table',
    path: [schema, name],
    attributes: withoutDefaults({
      server: { value: table.server },
      ...foreignOptionsAttributes(table),
      owner: { value: table.owner, rule: 'owners' },
    }),
    occupies: namesOf(table),
  };
  builder.add(
    part,
    { catalog: 'pg_class', oid: table.oid },
    { catalog: 'pg_type', oid: table.row_type },
    { catalog: 'pg_type', oid: table.array_type },
  );
  keepSecrets(table, part, `foreign table ${quoteQualified(schema, name)}`, builder);
}

function create(table: Part, inline: readonly Part[], context: ScriptContext): readonly Statement[] {
  const columns = sortedColumns(inline);
  const constraints = inline
    .filter((part) => part.kind === 'constraint')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((part) => `CONSTRAINT ${quotedName(part)} ${textOf(part, 'definition') ?? ''}`);
  const lines = [...columns.map((column) => columnDefinition(column, inline, context)), ...constraints];
  const body = lines.length === 0 ? '()' : `(\n${lines.map((line) => `    ${line}`).join(',\n')}\n)`;
  const server = quoteIdentifier(textOf(table, 'server') ?? '');
  return [
    statement(`CREATE FOREIGN TABLE ${qualified(table)} ${body}\nSERVER ${server}${optionsClause(table)}`),
    ...columns.flatMap((column) => columnSettings(column, inline, context)),
  ];
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const name = qualified(target);
  const own = changes.filter(({ attribute }) => attribute !== 'column order');
  if (own.length < changes.length && !orderComesByItself(target, source)) {
    return { how: 'replace', reason: `the columns of foreign table ${name} stand in another order` };
  }
  if (own.some(({ attribute }) => attribute === 'server')) {
    return { how: 'replace', reason: `foreign table ${name} moves to another server` };
  }
  const reason = missingSecret(target, source, own);
  if (reason !== undefined) return { how: 'unsupported', reason, independent: true };
  const options = optionsAlteration(target, source);
  const statements =
    options === ''
      ? []
      : [statement(`ALTER FOREIGN TABLE ${name}${options}`, ...secretRisks(target, source))];
  return { how: 'in-place', statements };
}
