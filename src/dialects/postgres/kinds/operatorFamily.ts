import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { aliasMembers, keptElsewhere, membersOf, membersQuery, membersToAdd } from './operatorMembers.js';
import { textOf } from './partName.js';

const row = z.object({ oid, schema: text, name: text, method: text, owner: text, members: text });

/** Operator families, with the members that belong to no class of theirs. */
export const operatorFamilyKind: PostgresKind = {
  name: 'operator-family',
  object: {
    name: 'operator-family',
    label: 'Operator family',
    plural: 'Operator families',
    order: 76,
    icon: 'symbol-array',
  },
  rank: 47,
  row,
  query: () => `
    select f.oid, n.nspname as schema, f.opfname as name, a.amname as method,
      pg_catalog.pg_get_userbyid(f.opfowner) as owner,
      ${membersQuery('pg_opfamily', 'f.oid')} as members
    from pg_catalog.pg_opfamily as f
    join pg_catalog.pg_namespace as n on n.oid = f.opfnamespace
    join pg_catalog.pg_am as a on a.oid = f.opfmethod
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_opfamily', 'f.oid')}
    order by n.nspname, f.opfname, a.amname`,
  read(rows, builder) {
    for (const family of checkedRows('operator family', row, rows)) {
      const { schema, name, method } = family;
      const id = partId('operator-family', schema, name, method);
      builder.add(
        {
          id,
          kind: 'operator-family',
          path: [schema, `${name} USING ${method}`],
          attributes: { ...membersOf(family.members), owner: { value: family.owner, rule: 'owners' } },
          details: { called: `${quoteQualified(schema, name)} USING ${quoteIdentifier(method)}` },
        },
        { catalog: 'pg_opfamily', oid: family.oid },
      );
      aliasMembers(family.members, id, builder);
    }
  },
  address: (part) => `OPERATOR FAMILY ${calledOf(part)}`,
  describe: (part) => `operator family ${calledOf(part)}`,
  create: (part) => [
    statement(`CREATE OPERATOR FAMILY ${calledOf(part)}`),
    ...add(part, Object.keys(part.attributes)),
  ],
  drop: (part) => [
    statement(
      `DROP OPERATOR FAMILY ${calledOf(part)}`,
      risk('drop', `drops operator family ${calledOf(part)}`),
    ),
  ],
  alter,
};

function calledOf(part: Part): string {
  return textOf(part, 'called') ?? '';
}

function add(part: Part, attributes: readonly string[]): readonly Statement[] {
  const members = membersToAdd(part, attributes);
  if (members.length === 0) return [];
  return [statement(`ALTER OPERATOR FAMILY ${calledOf(part)} ADD\n    ${members.join(',\n    ')}`)];
}

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const elsewhere = keptElsewhere(changes, context);
  if (elsewhere !== undefined) return { how: 'unsupported', reason: elsewhere };
  const gone = changes.filter((change) => change.target !== undefined).map(({ attribute }) => attribute);
  const come = changes.filter((change) => change.source !== undefined).map(({ attribute }) => attribute);
  const drop =
    gone.length === 0
      ? []
      : [statement(`ALTER OPERATOR FAMILY ${calledOf(target)} DROP\n    ${gone.join(',\n    ')}`)];
  return { how: 'in-place', statements: [...drop, ...add(source, come)] };
}
