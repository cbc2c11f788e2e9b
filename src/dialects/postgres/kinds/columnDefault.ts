import * as z from 'zod';
import type { Alteration, AttributeChange, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId, partIdLike } from '../../../core/model/partId.js';
import { quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import { checkedRows, integer, oid, text } from '../introspection/rows.js';
import { SharedValues } from '../introspection/sharedValues.js';
import { created, createSuccessor, sequenceOf, successible, succession } from './counting.js';
import type { PostgresKind } from './kind.js';
import { alterRelationOnly, detailKind, qualified, quotedName, textOf } from './partName.js';

const row = z.object({ oid, relation: oid, number: integer, expression: text });

/** Shared by all sequences of serials. */
const serial = { serial: true };

function alterStart(part: Part, context: ScriptContext): string {
  return `${alterRelationOnly(part, context)} ALTER COLUMN ${quotedName(part)}`;
}

function set(part: Part, context: ScriptContext): string {
  return `${alterStart(part, context)} SET DEFAULT ${textOf(part, 'expression') ?? ''}`;
}

/** Defaults of tables' columns. Each is a part of its own, because it may need what its column does not: a function, a sequence. */
export const columnDefaultKind: PostgresKind = {
  name: 'default',
  rank: 120,
  row,
  query: () => `
    select d.oid, d.adrelid as relation, d.adnum as number,
      -- 0: a default names no columns, and without looking them up this is a third of the work
      pg_catalog.pg_get_expr(d.adbin, 0) as expression
    from pg_catalog.pg_attrdef as d
    where d.adrelid >= 16384
      -- the expression of a generated column is kept here too, and names columns
      and pg_catalog.strpos(d.adbin::pg_catalog.text, '{VAR ') = 0
    order by d.adrelid, d.adnum`,
  read(rows, builder) {
    for (const value of checkedRows('default', row, rows)) {
      const parent = builder.at(catalogOids.pg_class, value.relation, value.number);
      if (parent?.kind !== 'column' || parent.attributes['generated'] !== undefined) continue;
      builder.add(
        {
          id: partIdLike(detailKind('default', parent.objectId ?? parent.id), parent.id),
          kind: 'default',
          objectId: parent.objectId ?? parent.id,
          parent: parent.id,
          path: parent.path,
          attributes: attributesOf(value.expression, builder),
        },
        { catalog: 'pg_attrdef', oid: value.oid },
      );
      markSerial(parent, value.expression, builder);
    }
  },
  describe: (part) => `default of ${qualified(part)}`,
  create: (part, _inline, context) => [statement(set(part, context))],
  drop: (part, context) => [
    statement(
      `${alterStart(part, context)} DROP DEFAULT`,
      risk('drop', `drops the default ${textOf(part, 'expression') ?? ''} of ${qualified(part)}`),
    ),
  ],
  alter,
};

/** A default that counts with a new sequence in place of one that goes lets it go on from there. */
function alter(
  target: Part,
  source: Part,
  _changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const setting = statement(set(source, context));
  const before = successible(target, context);
  const next = created(sequenceOf(source, context.from)?.id, context);
  if (before === undefined || next === undefined) return { how: 'in-place', statements: [setting] };
  const { goOn } = succession(before, next, context);
  return {
    how: 'in-place',
    takesOver: [before.id, next.id],
    statements: [
      ...createSuccessor(next, context),
      ...goOn,
      setting,
      statement(`DROP SEQUENCE ${qualified(before)}`),
    ],
  };
}

/** By expression; most are short and the same in many places. */
const sharedAttributes = new SharedValues<string, Readonly<Record<string, Attribute>>>();

function attributesOf(expression: string, builder: CatalogBuilder): Readonly<Record<string, Attribute>> {
  const make = (): Record<string, Attribute> => ({ expression: builder.text(expression) });
  return expression.length > 200 ? make() : sharedAttributes.get(expression, make);
}

/** Says of the column's own sequence that it is a serial's, where the default counts with it and does nothing else. */
function markSerial(column: NewPart, expression: string, builder: CatalogBuilder): void {
  if (!expression.startsWith('nextval(')) return;
  const [schema = '', table = '', name = ''] = column.path;
  const path = [schema, `${table}_${name}_seq`];
  const sequence = builder.part(partId('sequence', ...path));
  if (sequence?.parent !== column.id || sequence.details?.['serial name'] !== true) return;
  // As the server prints it with an empty search_path.
  if (expression !== `nextval(${quoteLiteral(quoteQualified(...path))}::regclass)`) return;
  builder.detail(sequence.id, serial);
}
