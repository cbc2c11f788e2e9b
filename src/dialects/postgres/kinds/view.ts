import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Attribute, Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, saysName } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { viewColumn } from '../introspection/catalogBuilder.js';
import { checkedRows, oid, optionalTexts, text, texts } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import type { KindStub, PostgresKind } from './kind.js';
import { listOf, qualified, textOf, withoutDefaults } from './partName.js';
import { optionChanges, optionList } from './storageOptions.js';
import { outputColumns, whyNotReplaceable } from './viewColumns.js';

const row = z.object({
  oid,
  rule_oid: oid,
  row_type: oid,
  array_type: oid,
  schema: text,
  name: text,
  owner: text,
  definition: text,
  options: optionalTexts,
  names: texts,
  types: texts,
  default_oids: optionalTexts,
  default_columns: optionalTexts,
  default_expressions: optionalTexts,
});

type ViewRow = z.infer<typeof row>;

/** Views. pg_depend hangs what a view reads on its rule _RETURN. */
export const viewKind: PostgresKind = {
  name: 'view',
  object: { name: 'view', label: 'View', plural: 'Views', order: 80, icon: 'eye' },
  rank: 400,
  row,
  query: () => `
    select c.oid, r.oid as rule_oid, c.reltype as row_type, t.typarray as array_type,
           n.nspname as schema, c.relname as name,
           pg_catalog.pg_get_userbyid(c.relowner) as owner,
           pg_catalog.pg_get_viewdef(c.oid) as definition,
           c.reloptions as options,
           coalesce(v.names, '{}') as names, coalesce(v.types, '{}') as types,
           v.default_oids::text[] as default_oids, v.default_columns, v.default_expressions
    from pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    join pg_catalog.pg_rewrite as r on r.ev_class = c.oid and r.rulename = '_RETURN'
    join pg_catalog.pg_type as t on t.oid = c.reltype
    cross join lateral (${outputColumns}
    ) as v
    where c.relkind = 'v'
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_class', 'c.oid')}
    order by n.nspname, c.relname`,
  read(rows, builder) {
    for (const view of checkedRows('view', row, rows)) {
      const id = partId('view', view.schema, view.name);
      builder.add(
        {
          id,
          kind: 'view',
          path: [view.schema, view.name],
          attributes: withoutDefaults({
            definition: builder.text(view.definition.replace(/;\s*$/, '').trimStart()),
            ...optionsOf(view),
            'column defaults': defaultsOf(view),
            owner: { value: view.owner, rule: 'owners' },
          }),
          details: {
            names: view.names,
            types: view.types,
            'options as given': view.options ?? [],
            'default columns': view.default_columns ?? [],
            'default expressions': view.default_expressions ?? [],
          },
          occupies: [`relation:${view.schema}.${view.name}`, `type:${view.schema}.${view.name}`],
        },
        { catalog: 'pg_class', oid: view.oid },
        { catalog: 'pg_rewrite', oid: view.rule_oid },
        { catalog: 'pg_type', oid: view.row_type },
        { catalog: 'pg_type', oid: view.array_type },
        ...(view.default_oids ?? []).map((one) => ({ catalog: 'pg_attrdef' as const, oid: Number(one) })),
      );
    }
  },
  address: (part) => `VIEW ${qualified(part)}`,
  describe: (part) => `view ${qualified(part)}`,
  create: (part, _inline, { overStub }) => {
    const ownStub = overStub === true || !readsItself(part) ? [] : stubOf(part, undefined).statements;
    const verb = overStub === true || ownStub.length > 0 ? 'CREATE OR REPLACE' : 'CREATE';
    return [...ownStub, createView(part, verb), ...changeDefaults(undefined, part)];
  },
  drop: (part) => [statement(`DROP VIEW ${qualified(part)}`, risk('drop', `drops view ${qualified(part)}`))],
  alter: alterView,
  stub: stubOf,
};

/** Whether a view reads itself, as only one that was replaced can. */
function readsItself(view: Part): boolean {
  return saysName(textOf(view, 'definition') ?? '', qualified(view));
}

/** A view with the same columns, all of them null, as pg_dump makes it. */
function stubOf(part: Part, there: Part | undefined): KindStub {
  const names = listOf(part, 'names');
  const types = listOf(part, 'types');
  const isThere = there !== undefined && there !== part && isDeepStrictEqual(listOf(there, 'names'), names);
  if (isThere) return { statements: [], says: [] };
  const columns = names.map((name, at) => `NULL::${types[at] ?? ''} AS ${quoteIdentifier(name)}`);
  const verb = there === undefined ? 'CREATE' : 'CREATE OR REPLACE';
  const defaults = there === part ? listOf(part, 'default columns') : [];
  return {
    statements: [
      statement(`${verb} VIEW ${qualified(part)} AS\n SELECT ${columns.join(',\n    ')}`),
      ...defaults.map((name) => alterColumn(part, name, 'DROP DEFAULT')),
    ],
    says: types,
  };
}

/** Each option is an attribute of its own: losing one can open a view to everybody. */
function optionsOf(view: ViewRow): Record<string, Attribute> {
  const options: Record<string, Attribute> = {};
  for (const option of view.options ?? []) {
    const at = option.indexOf('=');
    options[option.slice(0, at)] = { value: option.slice(at + 1) };
  }
  return options;
}

function defaultsOf(view: ViewRow): Attribute | undefined {
  const columns = view.default_columns ?? [];
  if (columns.length === 0) return undefined;
  const expressions = view.default_expressions ?? [];
  return { value: columns.map((name, index) => `${quoteIdentifier(name)} ${expressions[index] ?? ''}`) };
}

function createView(part: Part, verb: 'CREATE' | 'CREATE OR REPLACE'): Statement {
  const options = listOf(part, 'options as given');
  const list = options.length === 0 ? '' : ` WITH (${optionList(options)})`;
  return statement(`${verb} VIEW ${qualified(part)}${list} AS\n ${textOf(part, 'definition') ?? ''}`);
}

function defaultsByColumn(part: Part | undefined): ReadonlyMap<string, string> {
  if (part === undefined) return new Map();
  const expressions = listOf(part, 'default expressions');
  return new Map(listOf(part, 'default columns').map((name, index) => [name, expressions[index] ?? '']));
}

function changeDefaults(target: Part | undefined, source: Part): readonly Statement[] {
  const before = defaultsByColumn(target);
  const after = defaultsByColumn(source);
  return [
    ...[...before.keys()]
      .filter((name) => !after.has(name))
      .map((name) => alterColumn(source, name, 'DROP DEFAULT')),
    ...[...after]
      .filter(([name, expression]) => before.get(name) !== expression)
      .map(([name, expression]) => alterColumn(source, name, `SET DEFAULT ${expression}`)),
  ];
}

function alterColumn(view: Part, column: string, action: string): Statement {
  return statement(`ALTER VIEW ${qualified(view)} ALTER COLUMN ${quoteIdentifier(column)} ${action}`);
}

/** Why columns of a view cannot go: what is made again around it as it is reads one of them. */
function whyColumnsStay(target: Part, source: Part, context: ScriptContext): string | undefined {
  const after = new Set(listOf(source, 'names'));
  const gone = listOf(target, 'names').filter((name) => !after.has(name));
  for (const part of context.dependentsOf(target.id)) {
    const isChanging = Object.keys(part.attributes).some(
      (name) => name !== 'owner' && context.isChanging?.(part.id, name) === true,
    );
    const read = new Set(listOf(part, 'columns of views'));
    const needed = isChanging ? undefined : gone.find((name) => read.has(viewColumn(target, name)));
    if (needed !== undefined)
      return `${part.kind.replace('-', ' ')} ${qualified(part)} reads its column ${quoteIdentifier(needed)}, which would be gone`;
  }
  return undefined;
}

function alterView(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const changed = new Set(changes.map((change) => change.attribute));
  const defaults = changed.has('column defaults') ? changeDefaults(target, source) : [];
  if (changed.has('definition')) {
    const reason = whyNotReplaceable(
      { names: listOf(target, 'names'), types: listOf(target, 'types') },
      { names: listOf(source, 'names'), types: listOf(source, 'types') },
    );
    if (reason !== undefined) {
      const needed = whyColumnsStay(target, source, context);
      return needed === undefined ? { how: 'replace', reason } : { how: 'unsupported', reason: needed };
    }
    // Sets the options too: those that are not named are gone.
    const ownStub = readsItself(source) ? stubOf(source, target).statements : [];
    return {
      how: 'in-place',
      statements: [...ownStub, createView(source, 'CREATE OR REPLACE'), ...defaults],
    };
  }
  const { set, reset } = optionChanges(
    listOf(target, 'options as given'),
    listOf(source, 'options as given'),
  );
  return {
    how: 'in-place',
    statements: [
      ...(set === '' ? [] : [statement(`ALTER VIEW ${qualified(target)} SET (${set})`)]),
      ...(reset === '' ? [] : [statement(`ALTER VIEW ${qualified(target)} RESET (${reset})`)]),
      ...defaults,
    ],
  };
}
