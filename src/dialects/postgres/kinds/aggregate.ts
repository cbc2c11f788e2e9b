import * as z from 'zod';
import type { Alteration, AttributeChange } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, integer, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { functionName, operatorName } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { attributeOf, flagged, given, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  schema: text,
  name: text,
  signature: text,
  identity: text,
  arguments: text,
  result: text,
  owner: text,
  kind: text,
  direct_arguments: integer,
  parallel: text,
  transition: text,
  final: optionalText,
  final_extra: flag,
  final_modify: text,
  combine: optionalText,
  serial: optionalText,
  deserial: optionalText,
  moving_transition: optionalText,
  moving_inverse: optionalText,
  moving_final: optionalText,
  moving_final_extra: flag,
  moving_final_modify: text,
  sort_operator: optionalText,
  state_type: text,
  state_size: integer,
  moving_state_type: optionalText,
  moving_state_size: integer,
  initial: optionalText,
  moving_initial: optionalText,
});

type AggregateRow = z.infer<typeof row>;

const kinds: Readonly<Record<string, string>> = { o: 'ordered set', h: 'hypothetical set' };
const modifications: Readonly<Record<string, string>> = { r: 'read_only', s: 'shareable', w: 'read_write' };
const parallelities: Readonly<Record<string, string>> = { s: 'safe', r: 'restricted' };

/** Aggregate functions: plain, ordered-set and hypothetical-set. */
export const aggregateKind: PostgresKind = {
  name: 'aggregate',
  object: {
    name: 'aggregate',
    label: 'Aggregate',
    plural: 'Aggregates',
    order: 74,
    icon: 'symbol-operator',
  },
  rank: 315,
  row,
  query: () => `
    select p.oid, n.nspname as schema, p.proname as name,
      pg_catalog.oidvectortypes(p.proargtypes) as signature,
      pg_catalog.pg_get_function_identity_arguments(p.oid) as identity,
      pg_catalog.pg_get_function_arguments(p.oid) as arguments,
      pg_catalog.format_type(p.prorettype, null) as result,
      pg_catalog.pg_get_userbyid(p.proowner) as owner,
      a.aggkind as kind, a.aggnumdirectargs as direct_arguments, p.proparallel as parallel,
      ${functionName('a.aggtransfn')} as transition,
      ${functionName('a.aggfinalfn')} as final, a.aggfinalextra as final_extra, a.aggfinalmodify as final_modify,
      ${functionName('a.aggcombinefn')} as combine,
      ${functionName('a.aggserialfn')} as serial,
      ${functionName('a.aggdeserialfn')} as deserial,
      ${functionName('a.aggmtransfn')} as moving_transition,
      ${functionName('a.aggminvtransfn')} as moving_inverse,
      ${functionName('a.aggmfinalfn')} as moving_final,
      a.aggmfinalextra as moving_final_extra, a.aggmfinalmodify as moving_final_modify,
      ${operatorName('a.aggsortop')} as sort_operator,
      pg_catalog.format_type(a.aggtranstype, null) as state_type, a.aggtransspace as state_size,
      case when a.aggmtranstype <> 0 then pg_catalog.format_type(a.aggmtranstype, null) end as moving_state_type,
      a.aggmtransspace as moving_state_size,
      a.agginitval as initial, a.aggminitval as moving_initial
    from pg_catalog.pg_aggregate as a
    join pg_catalog.pg_proc as p on p.oid = a.aggfnoid
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_proc', 'p.oid')}
    order by n.nspname, p.proname, 4`,
  read(rows, builder) {
    for (const aggregate of checkedRows('aggregate', row, rows)) {
      const called = `${aggregate.name}(${aggregate.signature})`;
      const name = quoteQualified(aggregate.schema, aggregate.name);
      builder.add(
        {
          id: partId('aggregate', aggregate.schema, called),
          kind: 'aggregate',
          path: [aggregate.schema, called],
          attributes: attributesOf(aggregate),
          details: {
            // GRANT and REVOKE call it a function, with its types alone.
            'sql name': `${name}(${aggregate.signature})`,
            // COMMENT ON, ALTER and DROP want (*) where there are no arguments, and ORDER BY where it has that.
            identity: `${name}(${aggregate.identity === '' ? '*' : aggregate.identity})`,
            called: name,
            // It follows from the functions and the state type, and stands in no statement.
            result: aggregate.result,
          },
          occupies: [`routine:${aggregate.schema}.${called}`],
        },
        { catalog: 'pg_proc', oid: aggregate.oid },
      );
    }
  },
  address: (part) => `AGGREGATE ${textOf(part, 'identity') ?? ''}`,
  describe: (part) => `aggregate ${textOf(part, 'identity') ?? ''}`,
  create: (part) => [statement(`CREATE AGGREGATE ${definitionOf(part)}`)],
  drop: (part) => [
    statement(
      `DROP AGGREGATE ${textOf(part, 'identity') ?? ''}`,
      risk('drop', `drops aggregate ${textOf(part, 'identity') ?? ''}`),
    ),
  ],
  alter,
};

/** The options as CREATE AGGREGATE writes them, in its order; each attribute's name is the option's. */
const options: readonly (readonly [attribute: string, option: string])[] = [
  ['transition function', 'SFUNC'],
  ['state type', 'STYPE'],
  ['state size', 'SSPACE'],
  ['final function', 'FINALFUNC'],
  ['final function extra', 'FINALFUNC_EXTRA'],
  ['final function modify', 'FINALFUNC_MODIFY'],
  ['combine function', 'COMBINEFUNC'],
  ['serial function', 'SERIALFUNC'],
  ['deserial function', 'DESERIALFUNC'],
  ['initial state', 'INITCOND'],
  ['moving transition function', 'MSFUNC'],
  ['moving inverse function', 'MINVFUNC'],
  ['moving state type', 'MSTYPE'],
  ['moving state size', 'MSSPACE'],
  ['moving final function', 'MFINALFUNC'],
  ['moving final function extra', 'MFINALFUNC_EXTRA'],
  ['moving final function modify', 'MFINALFUNC_MODIFY'],
  ['moving initial state', 'MINITCOND'],
  ['sort operator', 'SORTOP'],
  ['parallel', 'PARALLEL'],
];

function attributesOf(aggregate: AggregateRow): Readonly<Record<string, Attribute>> {
  // What is modified by default depends on the kind: ordered-set aggregates write to their state.
  const usual = aggregate.kind === 'n' ? 'r' : 'w';
  const modify = (letter: string): Attribute | undefined =>
    letter === usual ? undefined : given(modifications[letter] ?? letter);
  return withoutDefaults({
    arguments: { value: aggregate.arguments === '' ? '*' : aggregate.arguments },
    kind: given(kinds[aggregate.kind] ?? null),
    'direct arguments': aggregate.kind === 'n' ? undefined : { value: aggregate.direct_arguments },
    'transition function': { value: aggregate.transition },
    'state type': { value: aggregate.state_type },
    'state size': aggregate.state_size === 0 ? undefined : { value: aggregate.state_size },
    'final function': given(aggregate.final),
    'final function extra': flagged(aggregate.final_extra),
    'final function modify': modify(aggregate.final_modify),
    'combine function': given(aggregate.combine),
    'serial function': given(aggregate.serial),
    'deserial function': given(aggregate.deserial),
    'initial state': given(aggregate.initial),
    'moving transition function': given(aggregate.moving_transition),
    'moving inverse function': given(aggregate.moving_inverse),
    'moving state type': given(aggregate.moving_state_type),
    'moving state size':
      aggregate.moving_state_size === 0 ? undefined : { value: aggregate.moving_state_size },
    'moving final function': given(aggregate.moving_final),
    'moving final function extra': flagged(aggregate.moving_final_extra),
    'moving final function modify': modify(aggregate.moving_final_modify),
    'moving initial state': given(aggregate.moving_initial),
    'sort operator': given(aggregate.sort_operator),
    parallel: given(parallelities[aggregate.parallel] ?? null),
    owner: { value: aggregate.owner, rule: 'owners' },
  });
}

function definitionOf(part: Part): string {
  const lines = options.flatMap(([attribute, option]) => {
    const value = attributeOf(part, attribute);
    if (value === undefined) return [];
    return [value === true ? option : `${option} = ${valueOf(attribute, String(value))}`];
  });
  if (textOf(part, 'kind') === 'hypothetical set') lines.push('HYPOTHETICAL');
  return `${textOf(part, 'called') ?? ''}(${textOf(part, 'arguments') ?? ''}) (\n    ${lines.join(',\n    ')}\n)`;
}

function valueOf(attribute: string, value: string): string {
  if (attribute.endsWith('initial state')) return quoteLiteral(value);
  return attribute === 'sort operator' ? `OPERATOR(${value})` : value;
}

/** What CREATE OR REPLACE AGGREGATE refuses to change (AggregateCreate in pg_aggregate.c). */
const fixed: readonly string[] = ['arguments', 'kind', 'direct arguments'];

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const change =
    changes.find(({ attribute }) => fixed.includes(attribute))?.attribute ??
    (textOf(target, 'result') === textOf(source, 'result') ? undefined : 'result');
  if (change !== undefined) {
    return { how: 'replace', reason: `the ${change} of an aggregate cannot change in place` };
  }
  return { how: 'in-place', statements: [statement(`CREATE OR REPLACE AGGREGATE ${definitionOf(source)}`)] };
}
