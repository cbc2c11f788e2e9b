import * as z from 'zod';
import type { Alteration, AttributeChange, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, text } from '../introspection/rows.js';
import { mayBeRelation } from '../introspection/scope.js';
import { enabledState, stateWords } from './enabledState.js';
import type { PostgresKind } from './kind.js';
import { quotedName, relationOf, textOf, withoutDefaults } from './partName.js';

const row = z.object({ oid, relation: oid, name: text, definition: text, enabled: text });

/** Rewrite rules of tables and views, but for the one that makes a view a view. */
export const ruleKind: PostgresKind = {
  name: 'rule',
  object: { name: 'rule', label: 'Rule', plural: 'Rules', order: 92, icon: 'references' },
  rank: 510,
  row,
  query: () => `
    select r.oid, r.ev_class as relation, r.rulename as name,
      pg_catalog.pg_get_ruledef(r.oid) as definition,
      r.ev_enabled as enabled
    from pg_catalog.pg_rewrite as r
    join pg_catalog.pg_class as c on c.oid = r.ev_class
    where ${mayBeRelation(['r', 'p', 'v'])}
      and r.rulename <> '_RETURN'
    order by r.ev_class, r.rulename`,
  read(rows, builder) {
    for (const rule of checkedRows('rule', row, rows)) {
      const relation = builder.relation(rule.relation, 'table', 'view');
      if (relation === undefined) continue;
      const path = [...relation.path, rule.name];
      builder.add(
        {
          id: partId('rule', ...path),
          kind: 'rule',
          parent: relation.id,
          path,
          attributes: withoutDefaults({
            definition: builder.text(rule.definition.replace(/;$/, '')),
            enabled: enabledState(rule.enabled),
          }),
        },
        { catalog: 'pg_rewrite', oid: rule.oid },
      );
    }
  },
  address: (part) => `RULE ${quotedName(part)} ON ${relationOf(part)}`,
  describe: (part) => `rule ${quotedName(part)} on ${relationOf(part)}`,
  create: (part) => [
    statement(textOf(part, 'definition') ?? ''),
    ...(textOf(part, 'enabled') === undefined ? [] : [setState(part)]),
  ],
  drop: (part) => [
    statement(
      `DROP RULE ${quotedName(part)} ON ${relationOf(part)}`,
      risk('drop', `drops rule ${quotedName(part)} on ${relationOf(part)}`),
    ),
  ],
  alter,
};

/** Only rules of tables can be disabled; the server refuses it for those of views. */
function setState(part: Part): Statement {
  return statement(`ALTER TABLE ${relationOf(part)} ${stateWords(part)} RULE ${quotedName(part)}`);
}

/** A rule can be replaced by another of its name; its state stays what it was. */
function alter(_target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const changed = new Set(changes.map((change) => change.attribute));
  return {
    how: 'in-place',
    statements: [
      ...(changed.has('definition')
        ? [statement((textOf(source, 'definition') ?? '').replace(/^CREATE RULE/, 'CREATE OR REPLACE RULE'))]
        : []),
      ...(changed.has('enabled') ? [setState(source)] : []),
    ],
  };
}
