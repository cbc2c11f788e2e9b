import * as z from 'zod';
import type { Attribute } from '../../../core/model/part.js';
import { type PartId, partId } from '../../../core/model/partId.js';
import { textAttribute } from '../../../core/model/textAttribute.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import {
  checkedRows,
  flag,
  integer,
  oid,
  optionalText,
  optionalTexts,
  text,
  texts,
} from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { canonicalBody } from '../normalizer/canonicalRoutine.js';
import type { PostgresKind } from './kind.js';
import { flagged, textOf, withoutDefaults } from './partName.js';
import { stubOf } from './routineStub.js';
import { alterRoutine, createRoutine } from './routineStatements.js';

const row = z.object({
  oid,
  schema: text,
  name: text,
  signature: text,
  owner: text,
  language: text,
  before_body: text,
  after_body: optionalText,
  arguments: text,
  result: optionalText,
  body: optionalText,
  sql_body: optionalText,
  library: optionalText,
  volatility: text,
  is_strict: flag,
  security_definer: flag,
  leakproof: flag,
  parallel: text,
  cost: text,
  rows: text,
  support: optionalText,
  settings: optionalTexts,
  is_window: flag,
  transforms: optionalTexts,
  argument_types: texts,
  argument_modes: optionalTexts,
  argument_names: optionalTexts,
  default_count: integer,
});

type RoutineRow = z.infer<typeof row>;

const volatilities: Readonly<Record<string, string>> = { i: 'immutable', s: 'stable', v: 'volatile' };
const parallelities: Readonly<Record<string, string>> = { s: 'safe', r: 'restricted', u: 'unsafe' };

/** Functions, window functions among them, told apart by the types of their inputs. Aggregates are not compared yet. */
export const functionKind: PostgresKind = routineKind({
  name: 'function',
  word: 'FUNCTION',
  prokinds: `'f', 'w'`,
  object: { name: 'function', label: 'Function', plural: 'Functions', order: 70, icon: 'symbol-function' },
  rank: 300,
});

/** Procedures. */
export const procedureKind: PostgresKind = routineKind({
  name: 'procedure',
  word: 'PROCEDURE',
  prokinds: `'p'`,
  object: { name: 'procedure', label: 'Procedure', plural: 'Procedures', order: 72, icon: 'symbol-method' },
  rank: 310,
});

interface RoutineWords {
  readonly name: 'function' | 'procedure';
  readonly word: 'FUNCTION' | 'PROCEDURE';
  readonly prokinds: string;
  readonly object: NonNullable<PostgresKind['object']>;
  readonly rank: number;
}

function routineKind({ name, word, prokinds, object, rank }: RoutineWords): PostgresKind {
  return {
    name,
    object,
    rank,
    row,
    query: (version) => `
    select p.oid, p.nspname as schema, p.proname as name,
           pg_catalog.oidvectortypes(p.proargtypes) as signature,
           pg_catalog.pg_get_userbyid(p.proowner) as owner,
           l.lanname as language,
           -- the body is sent once only
           case when printed.place > 0 then pg_catalog.left(printed.definition, printed.place - 1)
             else printed.definition end as before_body,
           case when printed.place > 0 then
             pg_catalog.substr(printed.definition, printed.place + pg_catalog.length(p.prosrc)) end as after_body,
           pg_catalog.pg_get_function_arguments(p.oid) as arguments,
           pg_catalog.pg_get_function_result(p.oid) as result,
           p.prosrc as body,
           -- a body by the SQL standard (BEGIN ATOMIC, RETURN) is kept as a parse tree, since 14
           ${version >= 140000 ? 'pg_catalog.pg_get_function_sqlbody(p.oid)' : 'null::text'} as sql_body,
           p.probin as library,
           p.provolatile as volatility, p.proisstrict as is_strict, p.prosecdef as security_definer,
           p.proleakproof as leakproof, p.proparallel as parallel,
           p.procost as cost, p.prorows as rows,
           case when p.prosupport <> 0 then p.prosupport::pg_catalog.regproc::text end as support,
           p.proconfig as settings,
           p.prokind = 'w' as is_window,
           transform.types as transforms,
           argument.types as argument_types,
           p.proargmodes::text[] as argument_modes,
           p.proargnames as argument_names,
           p.pronargdefaults as default_count
    from (
      select p.*, n.nspname
      from pg_catalog.pg_proc as p
      join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
      where p.prokind in (${prokinds})
        and ${isUserSchema()}
        and ${isNotOfExtension('pg_proc', 'p.oid')}
        -- the constructors of range types come and go with their types
        and not exists (
          select
          from pg_catalog.pg_depend as made
          where made.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            and made.objid = p.oid
            and made.deptype = 'i')
      order by n.nspname, p.proname, pg_catalog.oidvectortypes(p.proargtypes)
      -- sorts before the definitions are printed
      offset 0
    ) as p
    join pg_catalog.pg_language as l on l.oid = p.prolang
    cross join lateral (
      select f.definition, pg_catalog.strpos(f.definition, nullif(p.prosrc, '')) as place
      from (select pg_catalog.pg_get_functiondef(p.oid) as definition offset 0) as f
      offset 0
    ) as printed
    cross join lateral (
      -- proallargtypes is null where all arguments are inputs
      select coalesce(pg_catalog.array_agg(pg_catalog.format_type(a.type, null) order by a.place), '{}') as types
      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as a(type, place)
    ) as argument
    cross join lateral (
      select pg_catalog.array_agg(pg_catalog.format_type(a.type, null) order by a.place) as types
      from unnest(p.protrftypes) with ordinality as a(type, place)
    ) as transform`,
    read(rows, builder) {
      for (const routine of checkedRows(name, row, rows)) {
        const called = `${routine.name}(${routine.signature})`;
        const id: PartId = partId(name, routine.schema, called);
        builder.add(
          {
            id,
            kind: name,
            path: [routine.schema, called],
            attributes: attributesOf(routine, builder),
            details: {
              'server definition':
                routine.after_body === null
                  ? routine.before_body
                  : routine.before_body + (routine.body ?? '') + routine.after_body,
              'sql name': `${quoteQualified(routine.schema, routine.name)}(${routine.signature})`,
              'argument types': routine.argument_types,
              'argument modes': routine.argument_modes ?? [],
              'argument names': routine.argument_names ?? [],
              'default count': routine.default_count,
              ...(routine.sql_body === null ? {} : { 'standard body': true }),
            },
            occupies: [`routine:${routine.schema}.${called}`],
          },
          { catalog: 'pg_proc', oid: routine.oid },
        );
      }
    },
    address: (part) => `${word} ${textOf(part, 'sql name') ?? ''}`,
    describe: (part) => `${name} ${textOf(part, 'sql name') ?? ''}`,
    create: (part, _inline, { overStub }) => createRoutine(part, overStub === true),
    drop: (part) => {
      // The functions of a base type go with it, and are still there where only the type's options change.
      const ifExists = textOf(part, 'of a base type') === undefined ? '' : 'IF EXISTS ';
      return [
        statement(
          `DROP ${word} ${ifExists}${textOf(part, 'sql name') ?? ''}`,
          risk('drop', `drops ${name} ${textOf(part, 'sql name') ?? ''}`),
        ),
      ];
    },
    alter: alterRoutine,
    stub: stubOf,
  };
}

function attributesOf(routine: RoutineRow, builder: CatalogBuilder): Readonly<Record<string, Attribute>> {
  const isC = routine.language === 'c';
  const standardCost = isC || routine.language === 'internal' ? '1' : '100';
  const returnsSet = /^(SETOF |TABLE\()/.test(routine.result ?? '');
  return withoutDefaults({
    arguments: routine.arguments === '' ? undefined : builder.text(routine.arguments),
    result: routine.result === null ? undefined : { value: routine.result },
    language: { value: routine.language },
    body: bodyOf(routine, builder),
    library: isC && routine.library !== null ? { value: routine.library } : undefined,
    window: flagged(routine.is_window),
    volatility:
      routine.volatility === 'v'
        ? undefined
        : { value: volatilities[routine.volatility] ?? routine.volatility },
    strict: flagged(routine.is_strict),
    'security definer': flagged(routine.security_definer),
    leakproof: flagged(routine.leakproof),
    parallel:
      routine.parallel === 'u' ? undefined : { value: parallelities[routine.parallel] ?? routine.parallel },
    cost: routine.cost === standardCost ? undefined : { value: routine.cost },
    rows: routine.rows === (returnsSet ? '1000' : '0') ? undefined : { value: routine.rows },
    support: routine.support === null ? undefined : { value: routine.support },
    // A later setting of the same name does not occur; their order means nothing.
    settings: routine.settings === null ? undefined : { value: [...routine.settings].sort() },
    transforms: routine.transforms === null ? undefined : { value: routine.transforms },
    owner: { value: routine.owner, rule: 'owners' },
  });
}

function bodyOf(routine: RoutineRow, builder: CatalogBuilder): Attribute {
  // A body by the SQL standard is what the server understood, and not what somebody wrote.
  if (routine.sql_body !== null) return builder.text(routine.sql_body);
  const value = routine.body ?? '';
  return textAttribute(value, (text) => canonicalBody(routine.language, text));
}
