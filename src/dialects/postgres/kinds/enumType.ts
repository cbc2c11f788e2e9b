import * as z from 'zod';
import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partKindWords } from '../../../core/model/partKindWords.js';
import { partId } from '../../../core/model/partId.js';
import { quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, text, texts } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { wordsOf } from '../renames/words.js';
import { parseList } from '../session/values.js';
import type { PostgresKind } from './kind.js';
import { listOf, qualified, textOf } from './partName.js';
import { replaceType } from './replaceType.js';

const row = z.object({
  oid,
  array_oid: oid,
  schema: text,
  name: text,
  owner: text,
  server_name: text,
  labels: texts,
});

/** Enum types. Their labels are one ordered list: the order is what comparisons of values follow. */
export const enumTypeKind: PostgresKind = {
  name: 'enum',
  object: { name: 'enum', label: 'Enum', plural: 'Enums', order: 30, icon: 'symbol-enum' },
  rank: 30,
  row,
  query: () => `
    select t.oid, t.typarray as array_oid, n.nspname as schema, t.typname as name,
           pg_catalog.pg_get_userbyid(t.typowner) as owner,
           pg_catalog.format_type(t.oid, null) as server_name,
           coalesce(e.labels, '{}') as labels
    from pg_catalog.pg_type as t
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    -- an enum may have no labels
    cross join lateral (
      select pg_catalog.array_agg(enumlabel::text order by enumsortorder) as labels
      from pg_catalog.pg_enum
      where enumtypid = t.oid
    ) as e
    where t.typtype = 'e'
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_type', 't.oid')}
    order by n.nspname, t.typname`,
  read(rows, builder) {
    for (const type of checkedRows('enum', row, rows)) {
      builder.add(
        {
          id: partId('enum', type.schema, type.name),
          kind: 'enum',
          path: [type.schema, type.name],
          attributes: {
            labels: { value: type.labels },
            owner: { value: type.owner, rule: 'owners' },
          },
          details: { 'server name': type.server_name },
          occupies: [`type:${type.schema}.${type.name}`],
        },
        { catalog: 'pg_type', oid: type.oid },
        { catalog: 'pg_type', oid: type.array_oid },
      );
    }
  },
  address: (part) => `TYPE ${qualified(part)}`,
  describe: (part) => `enum ${qualified(part)}`,
  create: (part) => [createEnum(part)],
  drop: (part) => [statement(`DROP TYPE ${qualified(part)}`, risk('drop', `drops enum ${qualified(part)}`))],
  alter(target, source, _changes, context) {
    const before = listOf(target, 'labels');
    const after = listOf(source, 'labels');
    if (isSubsequence(before, after))
      return { how: 'in-place', statements: addLabels(target, before, after) };
    const kept = new Set(after);
    const removed = before.filter((label) => !kept.has(label));
    const reason = whyLabelsStay(target, removed, context);
    if (reason !== undefined) return { how: 'unsupported', reason };
    return replaceType(target, context, {
      create: [createEnum(source)],
      using: (column, type) => `${column}::text${type.isArray ? '[]' : ''}::${type.sql}`,
      risks:
        removed.length === 0
          ? []
          : [
              risk('data-loss', `removes ${list(removed)} from enum ${qualified(target)}`),
              risk('may-fail-on-rows', `fails where a row still holds ${list(removed)}`),
            ],
    });
  },
};

function createEnum(part: Part): Statement {
  const labels = listOf(part, 'labels');
  const body = labels.length === 0 ? '()' : `(\n    ${labels.map(quoteLiteral).join(',\n    ')}\n)`;
  return statement(`CREATE TYPE ${qualified(part)} AS ENUM ${body}`);
}

/** Why labels cannot go: what is made again as it is says one of them. */
function whyLabelsStay(type: Part, removed: readonly string[], context: ScriptContext): string | undefined {
  for (const part of context.dependentsOf(type.id)) {
    for (const [name, { value }] of Object.entries(part.attributes)) {
      if (typeof value !== 'string' || context.isChanging?.(part.id, name) === true) continue;
      const used = labelsIn(value, type).find((label) => removed.includes(label));
      if (used === undefined) continue;
      return `${partKindWords(part.kind)} ${qualified(part)} uses ${quoteLiteral(used)}, which would be gone`;
    }
  }
  return undefined;
}

/** The labels of an enum in a text that the server printed, by themselves (`'a'::mood`) or in arrays (`'{a,b}'::mood[]`). */
function labelsIn(text: string, type: Part): readonly string[] {
  const words = wordsOf(text) ?? [];
  const name = textOf(type, 'server name') ?? '';
  return words.flatMap(({ literal, end }): readonly string[] => {
    if (literal === undefined || !text.startsWith(`::${name}`, end)) return [];
    const isArray = text.startsWith('[]', end + 2 + name.length);
    return isArray && literal.startsWith('{') ? parseList(literal) : [literal];
  });
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const label of whole) if (label === part[at]) at++;
  return at === part.length;
}

/** Adds the missing labels from first to last, so that the label each one follows is there already. */
function addLabels(part: Part, before: readonly string[], after: readonly string[]): readonly Statement[] {
  const present = new Set(before);
  const isAtEnd = (index: number): boolean => after.slice(index).every((label) => !present.has(label));
  return after.flatMap((label, index) => {
    if (present.has(label)) return [];
    const previous = after[index - 1];
    const first = before[0];
    const place =
      isAtEnd(index) || (previous === undefined && first === undefined)
        ? ''
        : previous === undefined
          ? ` BEFORE ${quoteLiteral(first ?? '')}`
          : ` AFTER ${quoteLiteral(previous)}`;
    return [
      {
        ...statement(`ALTER TYPE ${qualified(part)} ADD VALUE ${quoteLiteral(label)}${place}`),
        usableAfterCommit: quoteLiteral(label),
      },
    ];
  });
}

function list(labels: readonly string[]): string {
  return labels.map(quoteLiteral).join(', ');
}
