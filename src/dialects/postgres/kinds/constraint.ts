import * as z from 'zod';
import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import type { Risk } from '../../../core/model/risk.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';
import { checkedRows, oid, optionalText, text } from '../introspection/rows.js';
import { mayBeRelation } from '../introspection/scope.js';
import { SharedValues } from '../introspection/sharedValues.js';
import { alterConstraint } from './constraintAlteration.js';
import { constraintClause } from './constraintClause.js';
import {
  indexSettings,
  indexSettingsColumns,
  indexSettingsShape,
  settleConstraint,
} from './indexSettings.js';
import { whyNotMarked } from './indexMark.js';
import type { PostgresKind } from './kind.js';
import { alterRelation, detailKind, isOfForeignTable, quotedName, relationOf, textOf } from './partName.js';
import { mayBePlain, plainColumns, plainDefinition } from './plainConstraint.js';
import { printDefinitions, printedLater } from './printedLater.js';
import { givenDetails } from './storageOptions.js';

const row = z.object({
  oid,
  relation: oid,
  index: oid,
  name: text,
  type: text,
  definition: optionalText,
  columns: optionalText,
  referenced: oid.nullable(),
  referenced_columns: optionalText,
  actions: optionalText,
  inherited: optionalText,
  of_whole: oid.nullable(),
  ...indexSettingsShape,
});

type ConstraintRow = z.infer<typeof row>;

const types: Readonly<Record<string, string>> = {
  p: 'primary key',
  u: 'unique',
  c: 'check',
  f: 'foreign key',
  x: 'exclusion',
};

/** Most constraints share their details, which keeps large catalogs small. */
const inlinable = { inlinable: true };
/** By type and definition: keys on the same columns. */
const sharedAttributes = new SharedValues<string, Readonly<Record<string, Attribute>>>();

/** Keys, checks, foreign keys and exclusions of tables. NOT NULL is the column's own. */
export const constraintKind: PostgresKind = {
  name: 'constraint',
  rank: 200,
  row,
  query: (version) => `
    select k.oid, k.conrelid as relation, k.conname as name, k.contype as type,
      -- the index of a key or exclusion; of a foreign key it is the index that it refers to
      case when k.contype in ('p', 'u', 'x') then k.conindid else 0::oid end as index,
      case when not ${mayBePlain(version)} then pg_catalog.pg_get_constraintdef(k.oid) end as definition,
      ${plainColumns},
      -- other kinds are the heir's own; of a partition there are none that it declares too
      case when k.contype = 'c' and k.coninhcount > 0 then
        case when c.relispartition then 'partition' when k.conislocal then 'too' else 'only' end end as inherited,
      case when k.contype = 'f' and k.conparentid <> 0 then k.conparentid end as of_whole,
      ${indexSettingsColumns}
    from pg_catalog.pg_constraint as k
    join pg_catalog.pg_class as c on c.oid = k.conrelid
    left join pg_catalog.pg_index as i on i.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
    left join pg_catalog.pg_class as ic on ic.oid = i.indexrelid
    left join pg_catalog.pg_tablespace as its on its.oid = ic.reltablespace
    where ${mayBeRelation(['r', 'p', 'f'])}
      and k.contype in ('p', 'u', 'c', 'f', 'x')
      -- a foreign key to a partitioned table has a row of the same table for each partition too
      and (k.conparentid = 0 or k.contype <> 'f' or k.conrelid <> (
        select whole.conrelid from pg_catalog.pg_constraint as whole where whole.oid = k.conparentid))
    order by k.conrelid, k.conname`,
  read(rows, builder) {
    for (const constraint of checkedRows('constraint', row, rows)) {
      const table = builder.relation(constraint.relation, 'table', 'foreign-table');
      if (table !== undefined) addConstraint(constraint, table, builder);
    }
  },
  followUp(rows, builder) {
    const oids = checkedRows('constraint', row, rows).map((one) => one.oid);
    return printDefinitions('pg_constraint', 'pg_get_constraintdef', oids, builder);
  },
  address: (part) => `CONSTRAINT ${quotedName(part)} ON ${relationOf(part)}`,
  obstacle: whyNotMarked,
  describe: (part) => `constraint ${quotedName(part)} on ${relationOf(part)}`,
  create: (part, _inline, context) => [
    statement(
      `${alterOnly(part, context)} ADD CONSTRAINT ${quotedName(part)} ${constraintClause(part, context)}`,
      ...risksOfAdding(part, context),
    ),
    ...settleConstraint(part, context),
    ...validateHeirs(part, context),
  ],
  drop: (part) => [
    statement(
      `${alterRelation(part)} DROP CONSTRAINT ${quotedName(part)}`,
      risk('drop', `drops ${textOf(part, 'type') ?? ''} ${quotedName(part)} of ${relationOf(part)}`),
    ),
  ],
  alter: alterConstraint,
};

function addConstraint(constraint: ConstraintRow, table: NewPart, builder: CatalogBuilder): void {
  const type = types[constraint.type] ?? '';
  const { name } = constraint;
  const definition = constraint.definition ?? plainDefinition(constraint, builder);
  const path = [...table.path, name];
  const id = partId(detailKind('constraint', table.id), ...path);
  const hasExpressions = type === 'check' || type === 'exclusion';
  const settings = indexSettings(constraint);
  const isUsual = definition !== undefined && !hasExpressions && Object.keys(settings).length === 0;
  const attributes: Readonly<Record<string, Attribute>> = isUsual
    ? sharedAttributes.get(`${constraint.type}${definition}`, () => ({
        type: { value: type },
        definition: { value: definition },
      }))
    : {
        type: { value: type },
        definition:
          definition === undefined
            ? printedLater
            : hasExpressions
              ? builder.text(definition)
              : { value: definition },
        ...settings,
      };
  // CREATE TABLE takes NOT VALID, but makes a valid check of it.
  const canBeInline = type !== 'foreign key' && definition?.endsWith(' NOT VALID') !== true;
  builder.add(
    {
      id,
      kind: 'constraint',
      objectId: table.id,
      parent: table.id,
      path,
      attributes,
      details: detailsOf(constraint, canBeInline),
      occupies: constraint.index === 0 ? undefined : [`relation:${table.path[0] ?? ''}.${name}`],
      anonymousKey: definition,
    },
    { catalog: 'pg_constraint', oid: constraint.oid },
  );
  if (constraint.of_whole !== null)
    builder.copyOf(id, { catalog: 'pg_constraint', oid: constraint.of_whole });
  if (constraint.index !== 0) builder.alias({ catalog: 'pg_class', oid: constraint.index }, id);
}

function detailsOf(constraint: ConstraintRow, canBeInline: boolean): NewPart['details'] {
  if (constraint.options !== null || constraint.inherited !== null) {
    return {
      ...(canBeInline ? inlinable : {}),
      ...givenDetails(constraint.options ?? []),
      ...(constraint.inherited === null ? {} : { inherited: constraint.inherited }),
    };
  }
  return canBeInline ? inlinable : undefined;
}

/** The keys of partitions are made each by itself and attached then; a check or foreign key goes to all of them. */
function alterOnly(part: Part, context: ScriptContext): string {
  const isKey = ['primary key', 'unique', 'exclusion'].includes(textOf(part, 'type') ?? '');
  const table = context.from.parts.get(part.objectId);
  const isPartitioned = table !== undefined && textOf(table, 'partition key') !== undefined;
  return isKey && isPartitioned ? `ALTER TABLE ONLY ${relationOf(part)}` : alterRelation(part);
}

/** A check that is not valid is handed down as such; heirs that were made after it have it as valid. */
function validateHeirs(part: Part, context: ScriptContext): readonly Statement[] {
  if (textOf(part, 'type') !== 'check' || !isNotValid(part)) return [];
  return context
    .heirsOf(part.id, 'from')
    .filter(({ inherited }) => inherited !== undefined && context.target.parts.has(inherited.via))
    .filter((heir) => !isNotValid(heir))
    .map((heir) =>
      statement(
        `${alterRelation(heir)} VALIDATE CONSTRAINT ${quotedName(heir)}`,
        risk('may-fail-on-rows', `fails if rows of ${relationOf(heir)} break ${quotedName(heir)}`),
      ),
    );
}

function isNotValid(constraint: Part): boolean {
  return textOf(constraint, 'definition')?.endsWith(' NOT VALID') === true;
}

function risksOfAdding(part: Part, context: ScriptContext): readonly Risk[] {
  const table = relationOf(part);
  const isNew = part.parent === undefined || !context.target.parts.has(part.parent);
  if (isNew || isOfForeignTable(part) || /( NOT VALID| NOT ENFORCED)$/.test(textOf(part, 'definition') ?? ''))
    return [];
  const fails = risk('may-fail-on-rows', `fails if rows of ${table} break ${quotedName(part)}`);
  const type = textOf(part, 'type');
  return type === 'check' || type === 'foreign key'
    ? [fails, risk('long-lock', `reads all rows of ${table} under a lock that stops writers`)]
    : [
        fails,
        risk(
          'index-build',
          `builds the index ${quotedName(part)}, under a lock that stops everybody on ${table}`,
        ),
      ];
}
