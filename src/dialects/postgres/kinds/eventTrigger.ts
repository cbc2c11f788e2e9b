import * as z from 'zod';
import type { Alteration, AttributeChange, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, text, texts } from '../introspection/rows.js';
import { isNotOfExtension } from '../introspection/scope.js';
import { enabledState, stateWords } from './enabledState.js';
import type { PostgresKind } from './kind.js';
import { listOf, quotedName, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  name: text,
  owner: text,
  event: text,
  tags: texts,
  function: text,
  enabled: text,
});

/** Event triggers: of the whole database, in no schema. They come last, so that they do not fire for the patch itself. */
export const eventTriggerKind: PostgresKind = {
  name: 'event-trigger',
  object: {
    name: 'event-trigger',
    label: 'Event trigger',
    plural: 'Event triggers',
    order: 96,
    icon: 'broadcast',
  },
  rank: 950,
  row,
  query: () => `
    select e.oid, e.evtname as name, pg_catalog.pg_get_userbyid(e.evtowner) as owner, e.evtevent as event,
      coalesce((select pg_catalog.array_agg(t.tag order by t.tag) from unnest(e.evttags) as t(tag)), '{}') as tags,
      pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) as function,
      e.evtenabled as enabled
    from pg_catalog.pg_event_trigger as e
    join pg_catalog.pg_proc as p on p.oid = e.evtfoid
    join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where ${isNotOfExtension('pg_event_trigger', 'e.oid')}
    order by e.evtname`,
  read(rows, builder) {
    for (const trigger of checkedRows('event trigger', row, rows)) {
      builder.add(
        {
          id: partId('event-trigger', trigger.name),
          kind: 'event-trigger',
          path: [trigger.name],
          attributes: withoutDefaults({
            event: { value: trigger.event },
            tags: trigger.tags.length === 0 ? undefined : { value: trigger.tags },
            function: { value: trigger.function },
            enabled: enabledState(trigger.enabled),
            owner: { value: trigger.owner, rule: 'owners' },
          }),
        },
        { catalog: 'pg_event_trigger', oid: trigger.oid },
      );
    }
  },
  address: (part) => `EVENT TRIGGER ${quotedName(part)}`,
  describe: (part) => `event trigger ${quotedName(part)}`,
  create: (part) => {
    const tags = listOf(part, 'tags');
    return [
      statement(
        [
          `CREATE EVENT TRIGGER ${quotedName(part)} ON ${quoteIdentifier(textOf(part, 'event') ?? '')}`,
          ...(tags.length === 0 ? [] : [`WHEN TAG IN (${tags.map(quoteLiteral).join(', ')})`]),
          `EXECUTE FUNCTION ${textOf(part, 'function') ?? ''}()`,
        ].join(' '),
      ),
      ...(textOf(part, 'enabled') === undefined ? [] : [setState(part)]),
    ];
  },
  drop: (part) => [
    statement(
      `DROP EVENT TRIGGER ${quotedName(part)}`,
      risk('drop', `drops event trigger ${quotedName(part)}`),
    ),
  ],
  alter,
};

function setState(part: Part): Statement {
  return statement(`ALTER EVENT TRIGGER ${quotedName(part)} ${stateWords(part)}`);
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  if (changes.some((change) => change.attribute !== 'enabled')) {
    return { how: 'replace', reason: `event trigger ${quotedName(target)} has no ALTER for what changes` };
  }
  return { how: 'in-place', statements: [setState(source)] };
}
