import * as z from 'zod';
import type { Alteration, AttributeChange, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import { checkedRows, flag, oid, optionalText, text, texts } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { functionName } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import {
  alterRelation,
  flagged,
  given,
  isSet,
  listOf,
  qualified,
  quotedName,
  textOf,
  withoutDefaults,
} from './partName.js';
import { columnsOf } from './replaceType.js';

const row = z.object({
  oid,
  array_oid: oid,
  schema: text,
  name: text,
  owner: text,
  server_name: text,
  is_defined: flag,
  input: optionalText,
  output: optionalText,
  receive: optionalText,
  send: optionalText,
  typmod_in: optionalText,
  typmod_out: optionalText,
  analyze: optionalText,
  subscript: optionalText,
  length: text,
  by_value: flag,
  alignment: text,
  storage: text,
  category: text,
  preferred: flag,
  default: optionalText,
  element: optionalText,
  delimiter: text,
  collatable: flag,
  functions: texts,
  function_oids: texts,
});

type TypeRow = z.infer<typeof row>;

const alignments: Readonly<Record<string, string>> = { c: 'char', s: 'int2', i: 'int4', d: 'double' };
const storages: Readonly<Record<string, string>> = { p: 'plain', e: 'external', m: 'main', x: 'extended' };

/**
 * Base types, whose values functions read and write, and shell types, which are only a name. A base type begins as a
 * shell, because its functions take and return it: so the shell is the main part, and the {@link baseTypeDefinitionKind}
 * a part beside it that comes after the functions. What else needs the type needs the definition.
 */
export const baseTypeKind: PostgresKind = {
  name: 'base-type',
  object: { name: 'base-type', label: 'Base type', plural: 'Base types', order: 37, icon: 'symbol-numeric' },
  rank: 37,
  row,
  query: (version) => {
    const functions = [
      't.typinput',
      't.typoutput',
      't.typreceive',
      't.typsend',
      't.typmodin',
      't.typmodout',
      't.typanalyze',
      ...(version >= 140_000 ? ['t.typsubscript'] : []),
    ].map((column) => `${column}::oid`);
    return `
    select t.oid, t.typarray as array_oid, n.nspname as schema, t.typname as name,
      pg_catalog.pg_get_userbyid(t.typowner) as owner,
      pg_catalog.format_type(t.oid, null) as server_name,
      t.typisdefined as is_defined,
      ${functionName('t.typinput')} as input, ${functionName('t.typoutput')} as output,
      ${functionName('t.typreceive')} as receive, ${functionName('t.typsend')} as send,
      ${functionName('t.typmodin')} as typmod_in, ${functionName('t.typmodout')} as typmod_out,
      ${functionName('t.typanalyze')} as analyze,
      ${version >= 140_000 ? functionName('t.typsubscript') : 'null::text'} as subscript,
      t.typlen as length, t.typbyval as by_value, t.typalign as alignment, t.typstorage as storage,
      t.typcategory as category, t.typispreferred as preferred, t.typdefault as "default",
      case when t.typelem <> 0 then pg_catalog.format_type(t.typelem, null) end as element,
      t.typdelim as delimiter, t.typcollation <> 0 as collatable,
      array(
        select p.oid::pg_catalog.regprocedure::text from pg_catalog.pg_proc as p
        where p.oid in (${functions.join(', ')}) and p.oid >= 16384
        order by p.oid
      ) as functions,
      array(select f.oid::text from unnest(array[${functions.join(', ')}]) as f(oid) where f.oid >= 16384) as function_oids
    from pg_catalog.pg_type as t
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    where (t.typtype = 'b' or not t.typisdefined)
      -- array types belong to their element type
      and t.typinput <> 'pg_catalog.array_in'::pg_catalog.regproc
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_type', 't.oid')}
    order by n.nspname, t.typname`;
  },
  read(rows, builder) {
    for (const type of checkedRows('base type', row, rows)) addType(type, builder);
  },
  address: (part) => `TYPE ${qualified(part)}`,
  describe: (part) => `${isSet(part, 'shell') ? 'shell' : 'base'} type ${qualified(part)}`,
  create: (part) => [statement(`CREATE TYPE ${qualified(part)}`)],
  drop: (part) =>
    isSet(part, 'shell')
      ? [statement(`DROP TYPE ${qualified(part)}`, risk('drop', `drops the shell type ${qualified(part)}`))]
      : // It is gone with its definition.
        [],
  alter: (target, source, changes) => {
    const what = changes[0]?.attribute ?? 'definition';
    const reason = isSet(target, 'shell')
      ? `a shell type becomes ${isSet(source, 'shell') ? 'another' : 'a type'} from the start`
      : `the ${what} of a base type cannot change`;
    return { how: 'replace', reason };
  },
};

/** What makes a shell a type. Its attributes are those that ALTER TYPE changes; the others are of the main part. */
export const baseTypeDefinitionKind: PostgresKind = {
  name: 'base-type-definition',
  rank: 305,
  row: z.object({ nothing: text }),
  // The rows of base types tell everything.
  query: () => `select '' as nothing where false`,
  read: () => undefined,
  address: (part) => `TYPE ${qualified(part)}`,
  describe: (part) => `definition of base type ${qualified(part)}`,
  create: (part) => [
    statement(
      `CREATE TYPE ${qualified(part)} (\n    ${[...listOf(part, 'made of'), ...written(part.attributes)].join(',\n    ')}\n)`,
    ),
  ],
  drop: (part) => {
    const functions = listOf(part, 'functions').join(', ');
    return [
      statement(
        `DROP TYPE ${qualified(part)} CASCADE`,
        risk('drop', `drops base type ${qualified(part)} with its functions ${functions}`),
      ),
    ];
  },
  alter: alterDefinition,
};

function addType(type: TypeRow, builder: CatalogBuilder): void {
  const path = [type.schema, type.name];
  const id = partId('base-type', ...path);
  const main = {
    id,
    kind: 'base-type',
    path,
    occupies: [`type:${type.schema}.${type.name}`],
  };
  const owner: Attribute = { value: type.owner, rule: 'owners' };
  if (!type.is_defined) {
    builder.add(
      { ...main, attributes: { shell: { value: true }, owner } },
      { catalog: 'pg_type', oid: type.oid },
    );
    return;
  }
  const fixed = withoutDefaults({
    input: given(type.input),
    output: given(type.output),
    length: type.length === '-1' ? undefined : { value: type.length },
    'passed by value': flagged(type.by_value),
    alignment: type.alignment === 'i' ? undefined : given(alignments[type.alignment] ?? type.alignment),
    category: type.category === 'U' ? undefined : given(type.category),
    preferred: flagged(type.preferred),
    default: given(type.default),
    element: given(type.element),
    delimiter: type.delimiter === ',' ? undefined : given(type.delimiter),
    collatable: flagged(type.collatable),
  });
  const changeable = withoutDefaults({
    receive: given(type.receive),
    send: given(type.send),
    'typmod input': given(type.typmod_in),
    'typmod output': given(type.typmod_out),
    analyze: given(type.analyze),
    subscript: given(type.subscript),
    storage: type.storage === 'p' ? undefined : given(storages[type.storage] ?? type.storage),
    owner,
  });
  builder.add({ ...main, attributes: fixed });
  const definition = partId('base-type-definition', ...path);
  builder.add(
    {
      id: definition,
      kind: 'base-type-definition',
      objectId: id,
      path,
      attributes: { 'made of': { value: written(fixed) }, ...changeable },
      details: { functions: type.functions, 'server name': type.server_name },
    },
    { catalog: 'pg_type', oid: type.oid },
    ...(type.array_oid === 0 ? [] : [{ catalog: 'pg_type' as const, oid: type.array_oid }]),
  );
  builder.depend(definition, id);
  for (const functionOid of type.function_oids.map(Number)) {
    const made = builder.find(catalogOids.pg_proc, functionOid, 0);
    const part = made === undefined ? undefined : builder.part(made);
    if (part?.kind !== 'function') continue;
    builder.detail(part.id, { ...part.details, 'of a base type': `base type ${type.name}` });
    builder.needOnly(part.id, definition, id);
  }
}

/** The options of CREATE TYPE by attribute, and whether their value is a literal. */
const options: Readonly<Record<string, readonly [option: string, literal?: 'literal']>> = {
  input: ['INPUT'],
  output: ['OUTPUT'],
  receive: ['RECEIVE'],
  send: ['SEND'],
  'typmod input': ['TYPMOD_IN'],
  'typmod output': ['TYPMOD_OUT'],
  analyze: ['ANALYZE'],
  subscript: ['SUBSCRIPT'],
  length: ['INTERNALLENGTH'],
  'passed by value': ['PASSEDBYVALUE'],
  alignment: ['ALIGNMENT'],
  storage: ['STORAGE'],
  category: ['CATEGORY', 'literal'],
  preferred: ['PREFERRED'],
  default: ['DEFAULT', 'literal'],
  element: ['ELEMENT'],
  delimiter: ['DELIMITER', 'literal'],
  collatable: ['COLLATABLE'],
};

/** Options as CREATE TYPE takes them. */
function written(attributes: Readonly<Record<string, Attribute>>): readonly string[] {
  return Object.entries(attributes).flatMap(([name, { value }]) => {
    const [option, literal] = options[name] ?? [];
    if (option === undefined) return [];
    return [`${option} = ${literal === undefined ? String(value) : quoteLiteral(String(value))}`];
  });
}

function alterDefinition(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const set: string[] = [];
  const columns: Part[] = [];
  for (const { attribute } of changes) {
    if (attribute === 'made of')
      return { how: 'replace', reason: 'it is a base type made of something else' };
    if (attribute === 'storage') {
      if (textOf(source, attribute) === undefined) {
        const reason = `the storage of ${qualified(target)} cannot become plain: values may be stored in another way`;
        return { how: 'unsupported', reason };
      }
      columns.push(...columnsOf(target, context).filter((column) => textOf(column, 'storage') === undefined));
    }
    set.push(`${options[attribute]?.[0] ?? ''} = ${textOf(source, attribute) ?? 'NONE'}`);
  }
  return {
    how: 'in-place',
    touches: columns.map(({ id }) => id),
    statements: [
      statement(`ALTER TYPE ${qualified(target)} SET (${set.join(', ')})`),
      // The columns that there are do not follow their type.
      ...columns.map((column) =>
        statement(
          `${alterRelation(column)} ALTER COLUMN ${quotedName(column)} SET STORAGE ${textOf(source, 'storage') ?? ''}`,
        ),
      ),
    ],
  };
}
