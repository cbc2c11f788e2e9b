import * as z from 'zod';
import type { Alteration, AttributeChange, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import { checkedRows, flag, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { functionName, operatorName } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { attributeOf, flagged, given, isSet, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  schema: text,
  name: text,
  owner: text,
  left_type: optionalText,
  right_type: optionalText,
  function: optionalText,
  commutator: optionalText,
  commutator_oid: oid,
  negator: optionalText,
  negator_oid: oid,
  restrict: optionalText,
  join: optionalText,
  hashes: flag,
  merges: flag,
});

type OperatorRow = z.infer<typeof row>;

/** Operators. Those that others only name (shells, without a function) come with those that name them. */
export const operatorKind: PostgresKind = {
  name: 'operator',
  object: { name: 'operator', label: 'Operator', plural: 'Operators', order: 75, icon: 'symbol-operator' },
  rank: 45,
  row,
  query: () => `
    select o.oid, n.nspname as schema, o.oprname as name, pg_catalog.pg_get_userbyid(o.oprowner) as owner,
      case when o.oprleft <> 0 then pg_catalog.format_type(o.oprleft, null) end as left_type,
      -- none for postfix operators, which 14 no longer makes
      case when o.oprright <> 0 then pg_catalog.format_type(o.oprright, null) end as right_type,
      ${functionName('o.oprcode')} as function,
      ${operatorName('o.oprcom')} as commutator, o.oprcom as commutator_oid,
      ${operatorName('o.oprnegate')} as negator, o.oprnegate as negator_oid,
      ${functionName('o.oprrest')} as restrict,
      ${functionName('o.oprjoin')} as "join",
      o.oprcanhash as hashes, o.oprcanmerge as merges
    from pg_catalog.pg_operator as o
    join pg_catalog.pg_namespace as n on n.oid = o.oprnamespace
    where (o.oprcode <> 0 or exists (
        select from pg_catalog.pg_operator as named where o.oid in (named.oprcom, named.oprnegate)))
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_operator', 'o.oid')}
    order by n.nspname, o.oprname, 5, 6`,
  read(rows, builder) {
    const operators = checkedRows('operator', row, rows);
    for (const operator of operators) {
      const { schema, name, left_type: left, right_type: right } = operator;
      const called = `${name}(${left ?? 'NONE'},${right ?? 'NONE'})`;
      builder.add(
        {
          id: partId('operator', schema, called),
          kind: 'operator',
          path: [schema, called],
          attributes: withoutDefaults({
            function: given(operator.function),
            ...(operator.function === null ? shell : attributesOf(operator)),
          }),
          details: withoutNulls({
            called: `${quoteIdentifier(schema)}.${name}`,
            'left type': left,
            'right type': right,
          }),
          occupies: [`operator:${schema}.${called}`],
        },
        { catalog: 'pg_operator', oid: operator.oid },
      );
    }
    const byOid = new Map(operators.map((operator) => [operator.oid, operator]));
    for (const operator of operators) linkPartners(operator, byOid, builder);
  },
  address: (part) => `OPERATOR ${identityOf(part)}`,
  describe: (part) => `operator ${identityOf(part)}`,
  create: (part) => [statement(definitionOf(part))],
  drop: (part) => [
    statement(`DROP OPERATOR ${identityOf(part)}`, risk('drop', `drops operator ${identityOf(part)}`)),
  ],
  alter,
};

/** What a shell says of itself: its owner is whoever named it, and the server links it back. */
const shell: Readonly<Record<string, Attribute | undefined>> = { shell: { value: true } };

function attributesOf(operator: OperatorRow): Readonly<Record<string, Attribute | undefined>> {
  return {
    commutator: given(operator.commutator),
    negator: given(operator.negator),
    restrict: given(operator.restrict),
    join: given(operator.join),
    hashes: flagged(operator.hashes),
    merges: flagged(operator.merges),
    owner: { value: operator.owner, rule: 'owners' },
  };
}

function withoutNulls(values: Readonly<Record<string, string | null>>): Record<string, string> {
  const present: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value !== null) present[name] = value;
  return present;
}

/**
 * Operators that name each other as commutator or negator depend on nothing, says the server: making the second one
 * tells the first, and dropping it does, too. So the younger one comes after the older one, and goes before it. One that
 * does not name the other back was made after that, which would have been told otherwise.
 */
function linkPartners(
  operator: OperatorRow,
  byOid: ReadonlyMap<number, OperatorRow>,
  builder: CatalogBuilder,
): void {
  for (const link of ['commutator_oid', 'negator_oid'] as const) {
    const partner = byOid.get(operator[link]);
    const own = builder.find(catalogOids.pg_operator, operator.oid, 0);
    const other = partner && builder.find(catalogOids.pg_operator, partner.oid, 0);
    if (partner === undefined || own === undefined || other === undefined || operator.function === null)
      continue;
    if (partner.function === null) {
      builder.depend(own, other);
      continue;
    }
    if (partner[link] === operator.oid && partner.oid < operator.oid) builder.depend(own, other);
    else builder.depend(other, own);
  }
}

/** How COMMENT ON, ALTER and DROP call it: `public.=== (integer, integer)`. */
function identityOf(part: Part): string {
  return `${textOf(part, 'called') ?? ''} (${textOf(part, 'left type') ?? 'NONE'}, ${textOf(part, 'right type') ?? 'NONE'})`;
}

/** The options as CREATE OPERATOR writes them; each attribute's or detail's name, and the option's. */
const options: readonly (readonly [attribute: string, option: string])[] = [
  ['function', 'FUNCTION'],
  ['left type', 'LEFTARG'],
  ['right type', 'RIGHTARG'],
  ['commutator', 'COMMUTATOR'],
  ['negator', 'NEGATOR'],
  ['restrict', 'RESTRICT'],
  ['join', 'JOIN'],
  ['hashes', 'HASHES'],
  ['merges', 'MERGES'],
];

function definitionOf(part: Part): string {
  if (isSet(part, 'shell')) return '/* it comes with the operator that names it */';
  const lines = options.flatMap(([attribute, option]) => {
    if (attributeOf(part, attribute) === true) return [option];
    const value = textOf(part, attribute);
    return value === undefined ? [] : [`${option} = ${isLink(attribute) ? `OPERATOR(${value})` : value}`];
  });
  return `CREATE OPERATOR ${textOf(part, 'called') ?? ''} (\n    ${lines.join(',\n    ')}\n)`;
}

function isLink(attribute: string): attribute is 'commutator' | 'negator' {
  return attribute === 'commutator' || attribute === 'negator';
}

/** What ALTER OPERATOR SET changes: the estimators; since 17 also what was not said before. */
function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  if (isSet(target, 'shell')) return { how: 'in-place', statements: [statement(definitionOf(source))] };
  if (isSet(source, 'shell')) return becomeShell(target, source, context);
  const settings: string[] = [];
  for (const change of changes) {
    const { attribute } = change;
    if (attribute === 'restrict' || attribute === 'join') {
      settings.push(`${attribute.toUpperCase()} = ${textOf(source, attribute) ?? 'NONE'}`);
      continue;
    }
    const cannot: Alteration = {
      how: 'replace',
      reason: `the ${attribute} of operator ${identityOf(target)} cannot change in place`,
    };
    const isNew = change.target === undefined && context.target.server.version >= 170000;
    if (attribute === 'hashes' || attribute === 'merges') {
      if (!isNew) return cannot;
      settings.push(attribute.toUpperCase());
      continue;
    }
    if (!isLink(attribute)) return cannot;
    const link = changeOfLink(target, source, attribute, change, context);
    if (link === 'made with the other' || link === 'gone with the other') continue;
    if (link === 'kept by the other') {
      return {
        how: 'unsupported',
        reason: `${textOf(target, attribute) ?? ''} names it as its ${attribute} and stays`,
      };
    }
    if (link === 'otherwise' || !isNew) return cannot;
    settings.push(`${attribute.toUpperCase()} = OPERATOR(${textOf(source, attribute) ?? ''})`);
  }
  if (settings.length === 0) return { how: 'in-place', statements: [] };
  return {
    how: 'in-place',
    statements: [statement(`ALTER OPERATOR ${identityOf(target)} SET (${settings.join(', ')})`)],
  };
}

/** Dropping an operator takes it out of those that name it, so they have to be made after it to name it again. */
function becomeShell(target: Part, source: Part, context: ScriptContext): Alteration {
  const dependents = new Set(context.dependentsOf(target.id).map(({ id }) => id));
  for (const other of context.from.parts.values()) {
    if (other.kind !== 'operator' || !other.dependsOn.includes(source.id)) continue;
    if (dependents.has(other.id) || !context.target.parts.has(other.id)) continue;
    const reason = `${identityOf(other)} names it, which would have to be made again`;
    return { how: 'unsupported', reason };
  }
  return { how: 'replace', reason: 'an operator cannot lose its function' };
}

/** What a new or lost commutator or negator comes from: the other operator, where that comes or goes. */
function changeOfLink(
  target: Part,
  source: Part,
  attribute: 'commutator' | 'negator',
  change: AttributeChange,
  context: ScriptContext,
): 'made with the other' | 'gone with the other' | 'kept by the other' | 'can be set' | 'otherwise' {
  if (change.target === undefined) {
    const after = partnerOf(source, attribute, context.from.parts);
    if (after === undefined) return 'otherwise';
    if (after.id === source.id) return 'can be set';
    const before = context.target.parts.get(after.id);
    if (before === undefined) return names(after, attribute, source) ? 'made with the other' : 'otherwise';
    // The other one must be there all the time, and not be taken.
    const free =
      before.attributes[attribute] === undefined ||
      attributeOf(before, attribute) === attributeOf(after, attribute);
    return free && attributeOf(before, 'function') === attributeOf(after, 'function')
      ? 'can be set'
      : 'otherwise';
  }
  if (change.source !== undefined) return 'otherwise';
  const before = partnerOf(target, attribute, context.target.parts);
  if (before === undefined || before.id === target.id || context.from.parts.has(before.id))
    return 'otherwise';
  if (context.dependentsOf(target.id).some(({ id }) => id === before.id)) return 'kept by the other';
  return before.dependsOn.includes(target.id) ? 'gone with the other' : 'otherwise';
}

function names(part: Part, attribute: string, other: Part): boolean {
  return textOf(part, attribute) === textOf(other, 'called');
}

/** The operator that one names: a negator has the same operands, a commutator has them the other way round. */
function partnerOf(
  part: Part,
  attribute: 'commutator' | 'negator',
  parts: ReadonlyMap<PartId, Part>,
): Part | undefined {
  const called = textOf(part, attribute);
  const [left, right] = [textOf(part, 'left type'), textOf(part, 'right type')];
  const operands = attribute === 'negator' ? [left, right] : [right, left];
  for (const other of parts.values()) {
    if (other.kind !== 'operator' || textOf(other, 'called') !== called) continue;
    if (textOf(other, 'left type') === operands[0] && textOf(other, 'right type') === operands[1])
      return other;
  }
  return undefined;
}
