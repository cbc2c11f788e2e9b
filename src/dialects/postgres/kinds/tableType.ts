import * as z from 'zod';
import { sameValue } from '../../../core/differ/equality.js';
import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { quoteQualified } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import { checkedRows, oid, text, texts } from '../introspection/rows.js';
import type { PostgresKind } from './kind.js';
import { isSet, listOf, relationOf, textOf } from './partName.js';

const row = z.object({ relation: oid, type: oid, type_schema: text, type_name: text, columns: texts });

/**
 * What makes a table one OF a composite type: its columns are the type's attributes, and change with them alone. A table
 * is made with its columns and said to be of the type then, so that either can change while it is not.
 */
export const tableTypeKind: PostgresKind = {
  name: 'table-type',
  rank: 216,
  row,
  query: () => `
    select c.oid as relation, t.oid as type, n.nspname as type_schema, t.typname as type_name,
      array(
        select a.attname::text
        from pg_catalog.pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        order by a.attnum
      ) as columns
    from pg_catalog.pg_class as c
    join pg_catalog.pg_type as t on t.oid = c.reloftype
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    where c.reloftype <> 0
    order by c.oid`,
  read(rows, builder) {
    for (const one of checkedRows('typed table', row, rows)) {
      const table = builder.relation(one.relation, 'table');
      if (table === undefined) continue;
      const id = partId('table-type', ...table.path);
      builder.add({
        id,
        kind: 'table-type',
        objectId: table.id,
        parent: table.id,
        path: table.path,
        attributes: { type: { value: quoteQualified(one.type_schema, one.type_name) } },
      });
      for (const name of one.columns) {
        const column = builder.part(partId('column', ...table.path, name));
        if (column === undefined) continue;
        builder.depend(id, column.id);
        builder.detail(column.id, { ...column.details, 'of type': true });
      }
      const type = builder.at(catalogOids.pg_type, one.type, 0);
      if (type === undefined) continue;
      builder.depend(id, type.id);
      // The table can do without the type, once it is not of it any more.
      if (type.kind === 'composite') builder.needOnly(table.id, type.id, id);
    }
  },
  obstacle: whyNotOfType,
  describe: (part) => `type of table ${relationOf(part)}`,
  create: (part) => [statement(`ALTER TABLE ${relationOf(part)} OF ${textOf(part, 'type') ?? ''}`)],
  drop: (part) => [statement(`ALTER TABLE ${relationOf(part)} NOT OF`)],
  alter: () => ({ how: 'replace', reason: 'a table is of one type at a time' }),
};

/** Whether a column is one of a typed table, whose names are those of the attributes. */
export function isNamedByType(column: Part): boolean {
  return isSet(column, 'of type');
}

/** Why a column of a typed table cannot come or get another type: the type that it is of is left as it is. */
export function whyTypeStays(column: Part, context: ScriptContext): string | undefined {
  const before = context.target.parts.get(column.id);
  const isRetyped = ['type', 'collation'].some(
    (name) => before && textOf(before, name) !== textOf(column, name),
  );
  return before === undefined || isRetyped ? whyTypeKeeps(column, context) : undefined;
}

/** Why a column of a typed table can neither come nor go: the type that it is of is left as it is. */
export function whyTypeKeeps(column: Part, context: ScriptContext): string | undefined {
  const id = partId('table-type', ...column.path.slice(0, 2));
  const tie = context.target.parts.get(id);
  if (tie === undefined) return undefined;
  const stays = [id, ...tie.dependsOn.filter((on) => on.startsWith('composite:'))];
  if (!stays.some((one) => context.isLeft?.(one) === true)) return undefined;
  return `its table is of type ${textOf(tie, 'type') ?? ''}, which is left as it is`;
}

/** Why a composite type cannot change: columns of a table that is of it are left as they are. */
export function whyColumnsStay(type: Part, context: ScriptContext): string | undefined {
  for (const id of tablesOfType(type.id, context)) {
    const ties = [context.target, context.from].flatMap(({ parts }) => parts.get(id) ?? []);
    const columns = ties.flatMap(({ dependsOn }) => dependsOn).filter((on) => on.startsWith('column:'));
    const [tie] = ties;
    if (tie !== undefined && ties.length === 2 && columns.some((one) => context.isLeft?.(one) === true))
      return `${relationOf(tie)} is a table of it, whose columns are left as they are`;
  }
  return undefined;
}

/** Why a table cannot be of its type: ALTER TABLE … OF wants the columns in the order of the attributes. */
function whyNotOfType(part: Part, context: ScriptContext): string | undefined {
  const [source, target] = [context.from, context.target].map(({ parts }) => parts.get(part.objectId));
  if (source === undefined || target === undefined) return undefined;
  const wanted = listOf(source, 'column order');
  const before = listOf(target, 'column order');
  const after = [
    ...before.filter((name) => wanted.includes(name)),
    ...wanted.filter((name) => !before.includes(name)),
  ];
  if (sameValue(after, wanted)) return undefined;
  return `the columns of ${relationOf(part)} stand in another order than the attributes of its type, which only a new table could change`;
}

/** What has to be said anew about tables of a composite type when its attributes change. */
export function tablesOfType(type: PartId, context: ScriptContext): readonly PartId[] {
  return context
    .dependentsOf(type)
    .filter(({ kind }) => kind === 'table-type')
    .map(({ id }) => id);
}

/** Why the attributes of a type cannot change: a table would not be of it any more. */
export function whyHeldByTable(type: PartId, context: ScriptContext): string | undefined {
  for (const id of tablesOfType(type, context)) {
    const tie = context.from.parts.get(id);
    const reason = tie && whyNotOfType(tie, context);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
