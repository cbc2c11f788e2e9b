import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import type { MssqlKind } from './kind.js';
import { alterModule, moduleAttributes, moduleScripts } from './module.js';
import { isSet, listOf, qualified } from './partName.js';

const scripts = moduleScripts('TRIGGER');

/** Triggers of tables and views: objects of their own, which go when their table goes. */
export const triggerKind: MssqlKind = {
  name: 'trigger',
  object: { name: 'trigger', label: 'Trigger', plural: 'Triggers', order: 90, icon: 'zap' },
  rank: 500,
  ...scripts,
  create: (part, inline, context) => [...scripts.create(part, inline, context), ...state(part)],
  alter(target, source, changes, context) {
    const texts = changes.filter(({ attribute }) => attribute !== 'disabled' && attribute !== 'order');
    if (texts.length > 0) {
      const alteration = alterModule(target, source, texts, context);
      if (alteration.how !== 'in-place') return alteration;
      // ALTER TRIGGER forgets the order; whether it enables is not left to it.
      const enabling = isSet(target, 'disabled') && !isSet(source, 'disabled') ? [enable(source)] : [];
      return { ...alteration, statements: [...alteration.statements, ...enabling, ...state(source)] };
    }
    const statements: Statement[] = [];
    if (changes.some(({ attribute }) => attribute === 'disabled')) statements.push(enable(source));
    if (changes.some(({ attribute }) => attribute === 'order')) {
      const forgotten = listOf(target, 'order').filter((one) => !listOf(source, 'order').includes(one));
      const gone = forgotten.map((one) => order(target, 'None', one.split(' ')[1] ?? ''));
      statements.push(...gone, ...orders(source));
    }
    return { how: 'in-place', statements };
  },
  read(system, builder) {
    const modules = new Map(system.sql_modules.map((row) => [row.object_id, row]));
    const schemas = new Map(system.objects.map((row) => [row.object_id, row.schema_id]));
    const events = new Map<number, string[]>();
    for (const { object_id: id, type_desc: event, is_first: first, is_last: last } of system.trigger_events) {
      const found = [
        ...(first === true ? [`First ${event ?? ''}`] : []),
        ...(last === true ? [`Last ${event ?? ''}`] : []),
      ];
      events.set(id, [...(events.get(id) ?? []), ...found]);
    }
    for (const row of system.triggers) {
      if (row.is_ms_shipped || row.parent_class !== 1) continue;
      const owner = builder.partAt(row.parent_id);
      const schemaId = schemas.get(row.object_id);
      const path = [schemaId === undefined ? (owner?.path[0] ?? '') : builder.schema(schemaId), row.name];
      const attributes =
        owner === undefined || row.type.trim() !== 'TR'
          ? undefined
          : moduleAttributes(modules.get(row.object_id), 'TRIGGER', path, builder);
      const id = builder.id('trigger', ...path);
      const occupies = [builder.occupied('object', ...path)];
      if (attributes === undefined || owner === undefined) {
        const on = builder.object(row.parent_id);
        const goesWith = on === undefined ? {} : { goesWith: [on] };
        builder.addUncompared(
          { id, kind: 'triggers without a text', name: quoteQualified(...path), occupies, ...goesWith },
          on,
        );
        continue;
      }
      const ordered = events.get(row.object_id) ?? [];
      builder.add({
        id,
        kind: 'trigger',
        parent: owner.id,
        path,
        attributes: {
          ...attributes,
          ...(row.is_disabled ? { disabled: { value: true } } : {}),
          ...(ordered.length === 0 ? {} : { order: { value: [...ordered].sort() } }),
        },
        details: { table: quoteQualified(...owner.path) },
        occupies,
      });
      builder.atObject(row.object_id, id);
    }
  },
};

function state(part: Part): readonly Statement[] {
  return [...(isSet(part, 'disabled') ? [enable(part)] : []), ...orders(part)];
}

function enable(part: Part): Statement {
  const table = part.details['table'];
  const word = isSet(part, 'disabled') ? 'DISABLE' : 'ENABLE';
  return statement(`${word} TRIGGER ${qualified(part)} ON ${typeof table === 'string' ? table : ''}`);
}

function orders(part: Part): readonly Statement[] {
  return listOf(part, 'order').map((one) => {
    const [when = '', event = ''] = one.split(' ');
    return order(part, when, event);
  });
}

function order(part: Part, when: string, event: string): Statement {
  return statement(`EXEC sp_settriggerorder ${quoteLiteral(qualified(part))}, N'${when}', N'${event}'`);
}
