import * as z from 'zod';
import type { Alteration, AttributeChange, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { nameIn } from './catalogNames.js';
import type { PostgresKind } from './kind.js';
import { aliasMembers, keptElsewhere, membersOf, membersQuery, membersToAdd } from './operatorMembers.js';
import { flagged, given, isSet, qualified, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  schema: text,
  name: text,
  method: text,
  owner: text,
  type: text,
  is_default: flag,
  family: text,
  storage: optionalText,
  members: text,
});

/** Operator classes. Their families are objects of their own, also those that CREATE OPERATOR CLASS makes. */
export const operatorClassKind: PostgresKind = {
  name: 'operator-class',
  object: {
    name: 'operator-class',
    label: 'Operator class',
    plural: 'Operator classes',
    order: 77,
    icon: 'symbol-class',
  },
  rank: 48,
  row,
  query: () => `
    select c.oid, n.nspname as schema, c.opcname as name, a.amname as method,
      pg_catalog.pg_get_userbyid(c.opcowner) as owner,
      pg_catalog.format_type(c.opcintype, null) as type,
      c.opcdefault as is_default,
      ${nameIn('pg_opfamily', 'opfname', 'opfnamespace', 'c.opcfamily')} as family,
      case when c.opckeytype <> 0 then pg_catalog.format_type(c.opckeytype, null) end as storage,
      ${membersQuery('pg_opclass', 'c.oid')} as members
    from pg_catalog.pg_opclass as c
    join pg_catalog.pg_namespace as n on n.oid = c.opcnamespace
    join pg_catalog.pg_am as a on a.oid = c.opcmethod
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_opclass', 'c.oid')}
    order by n.nspname, c.opcname, a.amname`,
  read(rows, builder) {
    for (const one of checkedRows('operator class', row, rows)) {
      const { schema, name, method } = one;
      const id = partId('operator-class', schema, name, method);
      builder.add(
        {
          id,
          kind: 'operator-class',
          path: [schema, `${name} USING ${method}`],
          attributes: withoutDefaults({
            default: flagged(one.is_default),
            type: { value: one.type },
            family: { value: one.family },
            ...membersOf(one.members),
            storage: given(one.storage),
            owner: { value: one.owner, rule: 'owners' },
          }),
          details: { name: quoteQualified(schema, name), method: quoteIdentifier(method) },
          // A type has one default for each access method.
          occupies: one.is_default ? [`default-operator-class:${method}.${one.type}`] : [],
        },
        { catalog: 'pg_opclass', oid: one.oid },
      );
      aliasMembers(one.members, id, builder);
    }
  },
  address: (part) => `OPERATOR CLASS ${calledOf(part)}`,
  describe: (part) => `operator class ${calledOf(part)}`,
  create: (part) => [statement(definitionOf(part))],
  drop: (part) => [
    statement(
      `DROP OPERATOR CLASS ${calledOf(part)}`,
      risk('drop', `drops operator class ${calledOf(part)}`),
    ),
  ],
  alter,
};

function calledOf(part: Part): string {
  return `${textOf(part, 'name') ?? ''} USING ${textOf(part, 'method') ?? ''}`;
}

function definitionOf(part: Part): string {
  const type = textOf(part, 'type') ?? '';
  const storage = textOf(part, 'storage');
  const members = [
    ...membersToAdd(part, Object.keys(part.attributes)),
    ...(storage === undefined ? [] : [`STORAGE ${storage}`]),
  ];
  return [
    `CREATE OPERATOR CLASS ${textOf(part, 'name') ?? ''}`,
    `    ${isSet(part, 'default') ? 'DEFAULT ' : ''}FOR TYPE ${type} USING ${textOf(part, 'method') ?? ''} FAMILY ${textOf(part, 'family') ?? ''} AS`,
    // There is no way to write a class without members but to say how it is stored anyway.
    `    ${(members.length === 0 ? [`STORAGE ${type}`] : members).join(',\n    ')}`,
  ].join('\n');
}

/** An operator class has no ALTER but for its name, schema and owner; indexes are made again with it. */
function alter(
  target: Part,
  _source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const elsewhere = keptElsewhere(changes, context);
  if (elsewhere !== undefined) return { how: 'unsupported', reason: elsewhere };
  const what = changes[0]?.attribute ?? 'definition';
  const range = context.dependentsOf(target.id).find((part) => part.kind === 'range');
  if (range !== undefined) {
    const reason = `${qualified(range)} sorts by it, and the ${what} of an operator class cannot change`;
    return { how: 'unsupported', reason };
  }
  return { how: 'replace', reason: `the ${what} of operator class ${calledOf(target)} cannot change` };
}
