import * as z from 'zod';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import { checkedRows, oid, text } from '../introspection/rows.js';
import { stateName, stateWords, wordsOfState } from './enabledState.js';
import type { PostgresKind } from './kind.js';
import { quotedName, relationOf, textOf } from './partName.js';

const row = z.object({ relation: oid, name: text, enabled: text, root: oid, root_enabled: text });

/**
 * When a partition's copy of a trigger fires, where that is not as the trigger of the whole does. The copies come, change
 * and go with the trigger; this is all that they can have of their own.
 */
export const partitionTriggerKind: PostgresKind = {
  name: 'partition-trigger',
  rank: 505,
  row,
  query: () => `
    with recursive copy as (
      select t.oid, t.oid as root
      from pg_catalog.pg_trigger as t
      where t.tgparentid = 0 and not t.tgisinternal
      union all
      select t.oid, copy.root
      from pg_catalog.pg_trigger as t
      join copy on copy.oid = t.tgparentid
    )
    select t.tgrelid as relation, t.tgname as name, t.tgenabled as enabled,
      root.oid as root, root.tgenabled as root_enabled
    from copy
    join pg_catalog.pg_trigger as t on t.oid = copy.oid
    join pg_catalog.pg_trigger as root on root.oid = copy.root
    where t.tgenabled <> root.tgenabled
    order by t.tgrelid, t.tgname`,
  read(rows, builder) {
    for (const copy of checkedRows('trigger of a partition', row, rows)) {
      const table = builder.relation(copy.relation, 'table', 'foreign-table');
      const root = builder.find(catalogOids.pg_trigger, copy.root, 0);
      if (table === undefined || root === undefined) continue;
      const path = [...table.path, copy.name];
      const id = partId('partition-trigger', ...path);
      builder.add({
        id,
        kind: 'partition-trigger',
        objectId: root,
        parent: root,
        path,
        attributes: { enabled: { value: stateName(copy.enabled) } },
        details: { whole: stateName(copy.root_enabled) },
      });
      for (const tie of builder.tiesOf(table.id)) builder.depend(id, tie.id);
    }
  },
  describe: (part) => `state of trigger ${quotedName(part)} on partition ${relationOf(part)}`,
  create: (part) => [statement(stateOfPartition(part))],
  drop: (part) => [
    statement(
      `ALTER TABLE ONLY ${relationOf(part)} ${wordsOfState(textOf(part, 'whole'))} TRIGGER ${quotedName(part)}`,
      risk('drop', `lets trigger ${quotedName(part)} on ${relationOf(part)} fire as that of the whole does`),
    ),
  ],
  alter: (_target, source) => ({ how: 'in-place', statements: [statement(stateOfPartition(source))] }),
};

/** The statement that gives a partition's copy of a trigger its own state, and none of its partitions'. */
export function stateOfPartition(part: Parameters<typeof stateWords>[0]): string {
  return `ALTER TABLE ONLY ${relationOf(part)} ${stateWords(part)} TRIGGER ${quotedName(part)}`;
}
