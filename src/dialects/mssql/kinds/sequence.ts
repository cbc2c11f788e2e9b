import { risk, statement } from '../generator/statement.js';
import { typeRows, typeText } from './columnType.js';
import type { MssqlKind } from './kind.js';
import { isSet, numberOf, qualified, textOf } from './partName.js';
import type { Part } from '../../../core/model/part.js';

/** What CREATE and ALTER SEQUENCE say alike. */
function options(part: Part): string {
  const cache = numberOf(part, 'cache');
  return [
    `INCREMENT BY ${textOf(part, 'increment') ?? '1'}`,
    `MINVALUE ${textOf(part, 'minimum') ?? ''}`,
    `MAXVALUE ${textOf(part, 'maximum') ?? ''}`,
    isSet(part, 'cycle') ? 'CYCLE' : 'NO CYCLE',
    !isSet(part, 'cached') ? 'NO CACHE' : cache === undefined ? 'CACHE' : `CACHE ${String(cache)}`,
  ].join(' ');
}

/** Sequences. Where they stand is data. */
export const sequenceKind: MssqlKind = {
  name: 'sequence',
  object: { name: 'sequence', label: 'Sequence', plural: 'Sequences', order: 40, icon: 'list-ordered' },
  rank: 40,
  read(system, builder) {
    const types = typeRows(system);
    for (const row of system.sequences) {
      const schema = builder.schema(row.schema_id);
      const id = builder.id('sequence', schema, row.name);
      const use = { ...row, scale: row.scale ?? 0, max_length: 0 };
      const cached = row.is_cached === true;
      builder.addObject(
        {
          id,
          kind: 'sequence',
          path: [schema, row.name],
          attributes: {
            ...builder.spelling(row.name),
            type: { value: typeText(use, types, builder) },
            start: { value: row.start_value },
            increment: { value: row.increment },
            minimum: { value: row.minimum_value },
            maximum: { value: row.maximum_value },
            cycle: { value: row.is_cycling === true },
            cached: { value: cached },
            ...(cached && row.cache_size !== null ? { cache: { value: row.cache_size } } : {}),
          },
          occupies: [builder.occupied('object', schema, row.name)],
        },
        row.object_id,
        schema,
      );
      builder.depend(id, builder.type(row.user_type_id));
    }
  },
  describe: (part) => `sequence ${qualified(part)}`,
  create: (part) => [
    statement(
      `CREATE SEQUENCE ${qualified(part)} AS ${textOf(part, 'type') ?? 'bigint'} ` +
        `START WITH ${textOf(part, 'start') ?? '1'} ${options(part)}`,
    ),
  ],
  drop: (part) => [
    statement(
      `DROP SEQUENCE ${qualified(part)}`,
      risk('data-loss', `drops sequence ${qualified(part)} and where it stands`),
    ),
  ],
  alter: (target, source, changes) => {
    const changed = new Set(changes.map(({ attribute }) => attribute));
    if (changed.has('type') || changed.has('start') || changed.has('name')) {
      const reason = `sequence ${qualified(target)} would have to be made again, and would lose where it stands`;
      return { how: 'unsupported', reason };
    }
    return {
      how: 'in-place',
      statements: [statement(`ALTER SEQUENCE ${qualified(target)} ${options(source)}`)],
    };
  },
};
