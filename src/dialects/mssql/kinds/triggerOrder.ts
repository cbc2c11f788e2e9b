import type { Part } from '../../../core/model/part.js';
import { quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { MssqlKind } from './kind.js';
import { listOf, nameOf, qualified, textOf } from './partName.js';

/**
 * Which trigger fires first and last for an event. Of each there can be one on a table or database, so that the old one
 * has to give its place up before the new one takes it: parts with names of their own, which ALTER TRIGGER drops.
 * https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-settriggerorder-transact-sql
 */
export const triggerOrderKind: MssqlKind = {
  name: 'trigger-order',
  rank: 710,
  read(system, builder) {
    for (const row of system.trigger_events) {
      const trigger = builder.partAt(row.object_id);
      const event = row.type_desc;
      if (trigger === undefined || event === null) continue;
      const places = [...(row.is_first === true ? ['First'] : []), ...(row.is_last === true ? ['Last'] : [])];
      for (const place of places) {
        const path = [...trigger.path, `${place} ${event}`];
        builder.add({
          id: builder.id('trigger-order', trigger.id, place, event),
          kind: 'trigger-order',
          objectId: trigger.objectId,
          parent: trigger.id,
          path,
          attributes: {},
          details: {
            place: [place, event],
            trigger:
              trigger.kind === 'database-trigger' ? nameOfDatabaseTrigger(trigger) : qualified(trigger),
            namespace: trigger.kind === 'database-trigger' ? 'DATABASE' : '',
          },
          occupies: [builder.occupied('trigger-order', trigger.parent ?? '', place, event)],
        });
      }
    }
  },
  describe,
  create: (part) => [statement(place(part, listOf(part, 'place')[0] ?? ''))],
  drop: (part) => [statement(place(part, 'None'), risk('drop', `drops ${describe(part)}`))],
  alter: (target) => ({ how: 'replace', reason: `${describe(target)} changes` }),
};

/**
 * A trigger that stands in no schema, as sp_settriggerorder takes it: by its name alone, and in brackets only where that
 * name could be read as several.
 */
function nameOfDatabaseTrigger(trigger: Part): string {
  return /[."[\]]/.test(nameOf(trigger)) ? qualified(trigger) : nameOf(trigger);
}

function describe(part: Part): string {
  return `place "${nameOf(part)}" of trigger ${textOf(part, 'trigger') ?? ''}`;
}

function place(part: Part, which: string): string {
  const event = listOf(part, 'place')[1] ?? '';
  const namespace = textOf(part, 'namespace') ?? '';
  const call = `EXEC sp_settriggerorder ${quoteLiteral(textOf(part, 'trigger') ?? '')}, N'${which}', ${quoteLiteral(event)}`;
  return namespace === '' ? call : `${call}, N'${namespace}'`;
}
