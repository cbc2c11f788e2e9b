import type { Part } from '../../../core/model/part.js';
import { risk, statement } from '../generator/statement.js';
import type { MssqlKind } from './kind.js';
import { qualified, relationOf } from './partName.js';
import { predicateId } from './securityPredicate.js';

/**
 * That a security policy is enabled. A table can be named by one enabled policy only (error 33264), so that one has to give
 * its tables up before another takes them.
 */
export const securityPolicyStateKind: MssqlKind = {
  name: 'security-policy-state',
  rank: 460,
  read(system, builder) {
    for (const row of system.security_policies) {
      const policy = builder.partAt(row.object_id);
      if (policy?.kind !== 'security-policy' || row.is_enabled !== true) continue;
      const predicates = system.security_predicates.flatMap((one) => {
        const table = one.object_id === row.object_id ? builder.partAt(one.target_object_id) : undefined;
        return table === undefined ? [] : [{ id: predicateId(one, policy, table, builder), table }];
      });
      const tables = [...new Set(predicates.map(({ table }) => table))];
      const names = tables.map(qualified).sort();
      const id = builder.id('security-policy-state', ...policy.path);
      builder.add({
        id,
        kind: 'security-policy-state',
        objectId: policy.id,
        parent: policy.id,
        path: [...policy.path, 'enabled'],
        attributes: { on: { value: names, canonical: names.map((name) => builder.fold(name)) } },
        occupies: tables.map((table) => builder.occupied('enabled-security-policy', ...table.path)),
      });
      for (const predicate of predicates) builder.depend(id, predicate.id);
    }
  },
  describe,
  create: (part) => [statement(`ALTER SECURITY POLICY ${relationOf(part)} WITH (STATE = ON)`)],
  drop: (part) => [
    statement(
      `ALTER SECURITY POLICY ${relationOf(part)} WITH (STATE = OFF)`,
      risk(
        'drop',
        `disables security policy ${relationOf(part)}: everybody may see and write the rows that it guards`,
      ),
    ),
  ],
  alter: (target) => ({ how: 'replace', reason: `${describe(target)} guards other tables` }),
};

function describe(part: Part): string {
  return `state "enabled" of security policy ${relationOf(part)}`;
}
