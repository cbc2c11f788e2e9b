import * as z from 'zod';
import type { Alteration, AttributeChange, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { checkedRows, oid, optionalText, text, texts } from '../introspection/rows.js';
import { isNotOfExtension } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { textOf } from './partName.js';
import { attributesOfGrants, grantsOf, named } from './privileges.js';
import { changeOfGrants, heldBy, roleOf, standardOf, toTheOwner } from './privilegeStatements.js';

const row = z.object({
  oid,
  role: text,
  schema: optionalText,
  type: text,
  grants: texts,
  standard: texts,
});

/** What ALTER DEFAULT PRIVILEGES calls new objects, by the letters of defaclobjtype. */
const words: Readonly<Record<string, string>> = {
  r: 'TABLES',
  S: 'SEQUENCES',
  f: 'FUNCTIONS',
  T: 'TYPES',
  n: 'SCHEMAS',
  L: 'LARGE OBJECTS',
};

/**
 * What new objects of a role may be used for, and by whom. Without a schema it stands in place of the standard, and what
 * equals that is no attribute; in a schema it is given on top.
 */
export const defaultPrivilegesKind: PostgresKind = {
  name: 'default-privileges',
  object: {
    name: 'default-privileges',
    label: 'Default privileges',
    plural: 'Default privileges',
    order: 98,
    icon: 'shield',
  },
  // After all that is made, so that nothing gets more than it should.
  rank: 940,
  row,
  query: () => `
    select d.oid, pg_catalog.pg_get_userbyid(d.defaclrole) as role, n.nspname as schema, d.defaclobjtype as type,
      ${grantsOf('d.defaclacl', 'd.defaclrole')} as grants,
      case d.defaclnamespace
        when 0 then ${grantsOf(
          `pg_catalog.acldefault(case d.defaclobjtype when 'S' then 's'::"char" else d.defaclobjtype end, d.defaclrole)`,
          'd.defaclrole',
        )}
        else '{}' end as standard
    from pg_catalog.pg_default_acl as d
    left join pg_catalog.pg_namespace as n on n.oid = d.defaclnamespace
    where ${isNotOfExtension('pg_default_acl', 'd.oid')}
    order by 2, 3, 4`,
  read(rows, builder) {
    for (const one of checkedRows('set of default privileges', row, rows)) {
      const { role, schema, type } = one;
      const word = words[type] ?? type;
      const called = `for ${role} on new ${word.toLowerCase()}`;
      const where = schema === null ? '' : ` IN SCHEMA ${quoteIdentifier(schema)}`;
      builder.add(
        {
          id: partId('default-privileges', role, type, ...(schema === null ? [] : [schema])),
          kind: 'default-privileges',
          path: schema === null ? [called] : [schema, called],
          ...(schema === null ? {} : { parent: partId('schema', schema) }),
          attributes: attributesOfGrants(named(one.grants), named(one.standard)),
          details: {
            role,
            prefix: `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdentifier(role)}${where} `,
            object: word,
            described: `new ${word.toLowerCase()} of ${quoteIdentifier(role)}${schema === null ? '' : ` in schema ${quoteIdentifier(schema)}`}`,
            standard: named(one.standard),
          },
          rule: 'privileges',
        },
        { catalog: 'pg_default_acl', oid: one.oid },
      );
    }
  },
  describe: (part) => `default privileges on ${textOf(part, 'described') ?? ''}`,
  create: (part) =>
    Object.keys(part.attributes).flatMap((grantee) =>
      changeFor(part, grantee, standardOf(part).get(grantee) ?? [], heldBy(part, grantee)),
    ),
  drop: (part) =>
    Object.keys(part.attributes).flatMap((grantee) =>
      changeFor(part, grantee, heldBy(part, grantee), standardOf(part).get(grantee) ?? []),
    ),
  alter,
};

function changeFor(
  part: Part,
  grantee: string,
  before: readonly string[],
  after: readonly string[],
): readonly Statement[] {
  const role = grantee === toTheOwner ? quoteIdentifier(textOf(part, 'role') ?? '') : roleOf(grantee);
  return changeOfGrants(part, role, before, after);
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const statements = changes.flatMap(({ attribute }) =>
    changeFor(source, attribute, heldBy(target, attribute), heldBy(source, attribute)),
  );
  return { how: 'in-place', statements };
}
