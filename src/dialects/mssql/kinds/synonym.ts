import { risk, statement } from '../generator/statement.js';
import type { MssqlKind } from './kind.js';
import { qualified, textOf } from './partName.js';

/** Synonyms. What they stand for may be in another database or missing; nobody checks it before it is used. */
export const synonymKind: MssqlKind = {
  name: 'synonym',
  object: { name: 'synonym', label: 'Synonym', plural: 'Synonyms', order: 100, icon: 'references' },
  rank: 90,
  read(system, builder) {
    for (const row of system.synonyms) {
      const schema = builder.schema(row.schema_id);
      builder.addObject(
        {
          id: builder.id('synonym', schema, row.name),
          kind: 'synonym',
          path: [schema, row.name],
          attributes: { ...builder.spelling(row.name), 'stands for': builder.printed(row.base_object_name) },
          occupies: [builder.occupied('object', schema, row.name)],
        },
        row.object_id,
        schema,
      );
    }
  },
  describe: (part) => `synonym ${qualified(part)}`,
  create: (part) => [statement(`CREATE SYNONYM ${qualified(part)} FOR ${textOf(part, 'stands for') ?? ''}`)],
  drop: (part) => [
    statement(`DROP SYNONYM ${qualified(part)}`, risk('drop', `drops synonym ${qualified(part)}`)),
  ],
  alter: (target) => ({ how: 'replace', reason: `synonym ${qualified(target)} changes, and has no ALTER` }),
};
