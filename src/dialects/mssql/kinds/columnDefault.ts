import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { defaultClause } from './columnDefinition.js';
import type { MssqlKind } from './kind.js';
import { hiddenExpression, hiddenObstacle } from './expression.js';
import { nameOf, qualified, quotedName, relationOf, textOf } from './partName.js';

/**
 * The statement that drops a default. One without a name of its own has another in every database, also where a script
 * made it a moment before: it is looked up when the statement runs.
 */
export function dropDefault(part: Part): string {
  const name = textOf(part, 'constraint name');
  const table = relationOf(part);
  if (name !== undefined) return `ALTER TABLE ${table} DROP CONSTRAINT ${quoteIdentifier(name)}`;
  return (
    `DECLARE @constraint sysname = (\n` +
    `    SELECT d.name FROM sys.default_constraints AS d\n` +
    `    JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id\n` +
    `    WHERE d.parent_object_id = OBJECT_ID(${quoteLiteral(table)}) AND c.name = ${quoteLiteral(nameOf(part))}\n` +
    `);\n` +
    `IF @constraint IS NULL THROW 50000, ${quoteLiteral(`Column ${quotedName(part)} of ${table} has no default any more.`)}, 1;\n` +
    `DECLARE @statement nvarchar(max) = ${quoteLiteral(`ALTER TABLE ${table} DROP CONSTRAINT `)} + QUOTENAME(@constraint);\n` +
    `EXEC sys.sp_executesql @statement`
  );
}

/** Defaults of columns: constraints with names, which the server makes up where nobody gives one. */
export const columnDefaultKind: MssqlKind = {
  name: 'default',
  rank: 120,
  read(system, builder) {
    for (const row of system.default_constraints) {
      const column = builder.part(builder.column(row.parent_object_id, row.parent_column_id));
      if (column === undefined) continue;
      const id = builder.id('default', ...column.path);
      builder.add({
        id,
        kind: 'default',
        objectId: column.objectId,
        parent: column.id,
        path: column.path,
        attributes: {
          expression: builder.printed(row.definition ?? '(NULL)'),
          ...hiddenExpression(row.definition),
          ...(row.is_system_named
            ? {}
            : {
                'constraint name': {
                  value: row.name,
                  canonical: builder.fold(row.name),
                  rule: 'constraint-names',
                },
              }),
        },
        occupies: row.is_system_named ? [] : [builder.occupied('object', column.path[0] ?? '', row.name)],
      });
      builder.atObject(row.object_id, id);
    }
  },
  obstacle: (part) => hiddenObstacle(part, `the default of ${qualified(part)}`),
  describe: (part) => `default of ${qualified(part)}`,
  create: (part) => [
    statement(`ALTER TABLE ${relationOf(part)} ADD ${defaultClause(part)} FOR ${quotedName(part)}`),
  ],
  drop: (part) => [statement(dropDefault(part), risk('drop', `drops the default of ${qualified(part)}`))],
  alter: (target, source) => ({
    how: 'in-place',
    statements: [
      statement(dropDefault(target)),
      statement(`ALTER TABLE ${relationOf(target)} ADD ${defaultClause(source)} FOR ${quotedName(target)}`),
    ],
  }),
};
