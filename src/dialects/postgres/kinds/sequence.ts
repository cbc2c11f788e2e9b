import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import { checkedRows, flag, integer, oid, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { beginAfterValues, defaultOf, sequenceOf } from './counting.js';
import type { PostgresKind } from './kind.js';
import { listOf, qualified, textOf, withoutDefaults } from './partName.js';
import { allSequenceOptions, limitChange, sequenceAttributes } from './sequenceOptions.js';
import { createSequence, limitRisks, moveUncalled, setOwningColumn } from './sequenceStatements.js';

const row = z.object({
  oid,
  schema: text,
  name: text,
  owner: text,
  persistence: text,
  type: text,
  start: text,
  increment: text,
  minimum: text,
  maximum: text,
  cache: text,
  cycle: flag,
  owning_relation: oid.nullable(),
  owning_number: integer.nullable(),
  may_be_serial: flag,
});

type SequenceRow = z.infer<typeof row>;

/** Shared by all: the name and options are those of a serial; the default tells whether it is one. */
const serialName = { 'serial name': true };

/** Sequences: objects of their own, or parts of the table that owns them. Those of identity columns are the column's. */
export const sequenceKind: PostgresKind = {
  name: 'sequence',
  object: { name: 'sequence', label: 'Sequence', plural: 'Sequences', order: 50, icon: 'list-ordered' },
  rank: 50,
  row,
  query: () => `
    select s.seqrelid as oid, n.nspname as schema, c.relname as name,
      pg_catalog.pg_get_userbyid(c.relowner) as owner,
      -- unlogged sequences: since 15
      c.relpersistence as persistence,
      pg_catalog.format_type(s.seqtypid, null) as type,
      -- as texts: they do not fit into a JavaScript number
      s.seqstart::text as start, s.seqincrement::text as increment,
      s.seqmin::text as minimum, s.seqmax::text as maximum,
      s.seqcache::text as cache, s.seqcycle as cycle,
      owned.refobjid as owning_relation, owned.refobjsubid as owning_number,
      -- what serial would have made, name and all; options and default are looked at later
      coalesce(
        a.attnotnull
        and a.atttypid = s.seqtypid
        and t.relnamespace = c.relnamespace
        and t.relpersistence = c.relpersistence
        and c.relname::text = t.relname::text || '_' || a.attname::text || '_seq',
        false) as may_be_serial
    from pg_catalog.pg_sequence as s
    join pg_catalog.pg_class as c on c.oid = s.seqrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    left join pg_catalog.pg_depend as owned on owned.objid = s.seqrelid
      and owned.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and owned.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
      -- a: OWNED BY; i: the sequence of an identity column
      and owned.deptype in ('a', 'i')
    left join pg_catalog.pg_class as t on t.oid = owned.refobjid
    left join pg_catalog.pg_attribute as a on a.attrelid = owned.refobjid and a.attnum = owned.refobjsubid
    where ${isUserSchema()}
      and owned.deptype is distinct from 'i'
      and ${isNotOfExtension('pg_class', 'c.oid')}
    order by n.nspname, c.relname`,
  read(rows, builder) {
    for (const sequence of checkedRows('sequence', row, rows)) addSequence(sequence, builder);
  },
  address: (part) => `SEQUENCE ${qualified(part)}`,
  describe: (part) => `sequence ${qualified(part)}`,
  create: (part, _inline, context) => [...createSequence(part, context), ...beginWithColumn(part, context)],
  drop: (part, context) => [
    statement(
      `DROP SEQUENCE ${qualified(part)}`,
      risk(
        'data-loss',
        `drops sequence ${qualified(part)}${useOf(part, context)}, and how far it has counted`,
      ),
    ),
  ],
  alter,
};

function addSequence(sequence: SequenceRow, builder: CatalogBuilder): void {
  const { schema, name } = sequence;
  const id = partId('sequence', schema, name);
  const column =
    sequence.owning_relation === null
      ? undefined
      : builder.find(catalogOids.pg_class, sequence.owning_relation, sequence.owning_number ?? 0);
  const owning = column === undefined ? undefined : builder.part(column);
  if (sequence.owning_relation !== null && owning?.kind !== 'column') {
    const kind = 'sequences owned by what is not compared';
    const names = [`relation:${schema}.${name}`];
    builder.addUncompared(
      { id, kind, name: quoteQualified(schema, name), occupies: names },
      catalogOids.pg_class,
      sequence.oid,
    );
    return;
  }
  const options = sequenceAttributes(sequence);
  builder.add(
    {
      id,
      kind: 'sequence',
      path: [schema, name],
      ...(owning === undefined ? {} : place(owning.id, owning.objectId ?? owning.id)),
      attributes: {
        ...attributesOf(sequence, owning?.path),
        ...options,
      },
      ...(sequence.may_be_serial && Object.keys(options).length === 0 ? { details: serialName } : {}),
      // Before 15 the sequences of unlogged tables were logged: nobody could say otherwise.
      lacks: builder.server.version < 150_000 && owning !== undefined ? ['persistence'] : undefined,
      occupies: [`relation:${schema}.${name}`],
    },
    { catalog: 'pg_class', oid: sequence.oid },
  );
}

/** A new sequence of a column that is there already, with values that its default did not count. */
function beginWithColumn(part: Part, context: ScriptContext): readonly Statement[] {
  const column = part.parent === undefined ? undefined : context.from.parts.get(part.parent);
  if (column?.kind !== 'column') return [];
  const byDefault = defaultOf(column, context.from);
  const counts = byDefault !== undefined && sequenceOf(byDefault, context.from)?.id === part.id;
  // The values come later into a table that is made anew.
  if (context.isSetAside?.(part.objectId) === true) return [];
  return counts && context.target.parts.has(column.id) ? beginAfterValues(column, part) : [];
}

function place(parent: PartId, objectId: PartId): { readonly parent: PartId; readonly objectId: PartId } {
  return { parent, objectId };
}

function attributesOf(
  sequence: SequenceRow,
  column: readonly string[] | undefined,
): Record<string, Attribute> {
  return withoutDefaults({
    // An owned sequence has its table's owner, and no other.
    owner: column === undefined ? { value: sequence.owner, rule: 'owners' } : undefined,
    'owned by': column === undefined ? undefined : { value: column },
    persistence: sequence.persistence === 'u' ? { value: 'unlogged' } : undefined,
    type: { value: sequence.type },
  });
}

/**
 * Who counts with the sequence. That nothing in the catalog does says little: programs call nextval by themselves, and
 * the server keeps no trace of it; so every sequence is taken for one in use.
 */
function useOf(sequence: Part, context: ScriptContext): string {
  const isKnown =
    listOf(sequence, 'owned by').length > 0 ||
    context.dependentsOf(sequence.id).some((part) => part.kind === 'default');
  return isKnown ? ', which is in use' : ', which programs may use';
}

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const changed = new Set(changes.map((change) => change.attribute));
  const name = qualified(target);
  const statements: Statement[] = [];
  if (changed.has('persistence')) {
    const logged = textOf(source, 'persistence') === 'unlogged' ? 'UNLOGGED' : 'LOGGED';
    statements.push(statement(`ALTER SEQUENCE ${name} SET ${logged}`));
  }
  const others = [...changed].filter((attribute) => !['persistence', 'owned by'].includes(attribute));
  if (others.length > 0) {
    const limits = limitChange(target, source);
    const { restarts, mayFail } = limits;
    const type = changed.has('type') ? [`AS ${textOf(source, 'type') ?? 'bigint'}`] : [];
    statements.push(
      ...moveUncalled(target.path, limits),
      statement(
        [
          `ALTER SEQUENCE ${name}`,
          ...type,
          ...allSequenceOptions(source, '', changed.has('type')),
          ...(restarts ? ['RESTART'] : []),
        ].join(' '),
        ...limitRisks(name, restarts, mayFail),
      ),
    );
  }
  if (changed.has('owned by')) statements.push(...setOwningColumn(source, context));
  return { how: 'in-place', statements };
}
