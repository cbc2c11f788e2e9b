import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, text } from '../introspection/rows.js';
import { mayBeRelation } from '../introspection/scope.js';
import { enabledState, stateWords } from './enabledState.js';
import type { PostgresKind } from './kind.js';
import { stateOfPartition } from './partitionTrigger.js';
import { quotedName, relationOf, textOf, withoutDefaults } from './partName.js';

const row = z.object({ oid, constraint: oid, relation: oid, name: text, definition: text, enabled: text });

/** Triggers of tables, foreign tables and views: objects of their own that go when their table goes. */
export const triggerKind: PostgresKind = {
  name: 'trigger',
  object: { name: 'trigger', label: 'Trigger', plural: 'Triggers', order: 90, icon: 'zap' },
  rank: 500,
  row,
  query: () => `
    select t.oid, t.tgconstraint as constraint, t.tgrelid as relation, t.tgname as name,
      pg_catalog.pg_get_triggerdef(t.oid) as definition,
      t.tgenabled as enabled
    from pg_catalog.pg_trigger as t
    join pg_catalog.pg_class as c on c.oid = t.tgrelid
    where ${mayBeRelation(['r', 'p', 'v', 'f'])}
      -- the ones of foreign keys and the like
      and not t.tgisinternal
      -- clones on partitions (since 13)
      and t.tgparentid = 0
    order by t.tgrelid, t.tgname`,
  read(rows, builder) {
    for (const trigger of checkedRows('trigger', row, rows)) {
      const relation = builder.relation(trigger.relation, 'table', 'view', 'foreign-table');
      if (relation === undefined) continue;
      const path = [...relation.path, trigger.name];
      const id = partId('trigger', ...path);
      builder.add(
        {
          id,
          kind: 'trigger',
          parent: relation.id,
          path,
          attributes: withoutDefaults({
            definition: builder.text(trigger.definition),
            enabled: enabledState(trigger.enabled),
          }),
        },
        { catalog: 'pg_trigger', oid: trigger.oid },
      );
      // A constraint trigger is a constraint too.
      if (trigger.constraint !== 0) builder.alias({ catalog: 'pg_constraint', oid: trigger.constraint }, id);
    }
  },
  address: (part) => `TRIGGER ${quotedName(part)} ON ${relationOf(part)}`,
  describe: (part) => `trigger ${quotedName(part)} on ${relationOf(part)}`,
  create: (part) => [
    statement(textOf(part, 'definition') ?? ''),
    ...(textOf(part, 'enabled') === undefined ? [] : [setState(part)]),
  ],
  drop: (part) => [
    statement(
      `DROP TRIGGER ${quotedName(part)} ON ${relationOf(part)}`,
      risk('drop', `drops trigger ${quotedName(part)} on ${relationOf(part)}`),
    ),
  ],
  alter,
};

function setState(part: Part): Statement {
  return statement(`ALTER TABLE ${relationOf(part)} ${stateWords(part)} TRIGGER ${quotedName(part)}`);
}

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  if (changes.some((change) => change.attribute === 'definition')) {
    return {
      how: 'replace',
      reason: `the definition of trigger ${quotedName(target)} on ${relationOf(target)} changes`,
    };
  }
  // The server does the same to the copies on partitions, also to those that have a state of their own.
  const own = [...context.from.parts.values()].filter(
    (part) => part.kind === 'partition-trigger' && part.parent === source.id,
  );
  return {
    how: 'in-place',
    statements: [setState(source), ...own.map((part) => statement(stateOfPartition(part)))],
  };
}
