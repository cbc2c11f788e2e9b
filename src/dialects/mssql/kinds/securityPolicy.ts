import type { Part } from '../../../core/model/part.js';
import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { MssqlKind } from './kind.js';
import { flagged, isSet, qualified, withoutDefaults } from './partName.js';
import { addPredicate } from './securityPredicate.js';

/**
 * Security policies: which rows of tables anybody sees, and which may be written. What they say are their predicates.
 * Whether one is bound to the schema is told by its dependencies, where the login may read them: the catalog view's own
 * column says the opposite of its name (https://learn.microsoft.com/sql/relational-databases/system-catalog-views/sys-security-policies-transact-sql).
 */
export const securityPolicyKind: MssqlKind = {
  name: 'security-policy',
  object: {
    name: 'security-policy',
    label: 'Security policy',
    plural: 'Security policies',
    order: 105,
    icon: 'shield',
  },
  rank: 450,
  read(system, builder) {
    const unbound = new Set(
      system.sql_expression_dependencies
        .filter((row) => row.referencing_class === 1 && !row.is_schema_bound_reference)
        .map(({ referencing_id: id }) => id),
    );
    for (const row of system.security_policies) {
      if (row.is_ms_shipped) continue;
      const path = [builder.schema(row.schema_id), row.name];
      const id = builder.id('security-policy', ...path);
      const occupies = [builder.occupied('object', ...path)];
      const isSeen = system.security_predicates
        .filter((one) => one.object_id === row.object_id)
        .every(
          (one) =>
            one.predicate_definition !== null && builder.partAt(one.target_object_id)?.kind === 'table',
        );
      if (!isSeen) {
        const kind = 'security policies of other tables';
        builder.addUncompared({ id, kind, name: quoteQualified(...path), occupies });
        builder.atObject(row.object_id, id);
        continue;
      }
      builder.addObject(
        {
          id,
          kind: 'security-policy',
          path,
          attributes: withoutDefaults({
            ...builder.spelling(row.name),
            'not for replication': flagged(row.is_not_for_replication),
            'not schema bound': flagged(unbound.has(row.object_id)),
          }),
          occupies,
        },
        row.object_id,
        path[0] ?? '',
      );
    }
  },
  describe,
  create: (part, inline) => {
    const predicates = inline.filter(({ kind }) => kind === 'security-predicate').map(addPredicate);
    // Whether it is enabled is a part of its own.
    const options = ['STATE = OFF', ...(isSet(part, 'not schema bound') ? ['SCHEMABINDING = OFF'] : [])];
    return [
      statement(
        `CREATE SECURITY POLICY ${qualified(part)}\n${predicates.map((one) => `    ${one}`).join(',\n')}\n` +
          `WITH (${options.join(', ')})${isSet(part, 'not for replication') ? ' NOT FOR REPLICATION' : ''}`,
      ),
    ];
  },
  obstacle: (part, context) =>
    [...context.from.parts.values()].some(({ parent }) => parent === part.id) ||
    context.target.parts.has(part.id)
      ? undefined
      : `${describe(part)} has no predicate, and none can be made without one`,
  drop: (part) => [
    statement(
      `DROP SECURITY POLICY ${qualified(part)}`,
      risk('drop', `drops ${describe(part)}: everybody may see and write the rows that it guards`),
    ),
  ],
  alter: (target) => ({ how: 'replace', reason: `${describe(target)} changes in what has no ALTER` }),
  inlines: (_parent, child) => (child.kind === 'security-predicate' ? 'must' : 'no'),
};

function describe(part: Part): string {
  return `security policy ${qualified(part)}`;
}
