import { quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { typeRows, typeText } from './columnType.js';
import type { MssqlKind } from './kind.js';
import { isSet, qualified, textOf } from './partName.js';

/** Alias types (CREATE TYPE … FROM). There is no ALTER TYPE: what uses one is made again around it. */
export const aliasTypeKind: MssqlKind = {
  name: 'alias-type',
  object: {
    name: 'alias-type',
    label: 'Alias type',
    plural: 'Alias types',
    order: 20,
    icon: 'symbol-parameter',
  },
  rank: 20,
  read(system, builder) {
    const types = typeRows(system);
    // The first row of each base type is the type itself.
    const bases = new Map(
      system.types
        .filter(({ is_user_defined: own, name }) => !own && name !== 'sysname')
        .map((type) => [type.system_type_id, type]),
    );
    for (const type of system.types) {
      if (!type.is_user_defined || type.is_table_type || type.is_assembly_type) continue;
      const schema = builder.schema(type.schema_id);
      const base = bases.get(type.system_type_id);
      if (base === undefined) continue;
      const id = builder.id('alias-type', schema, type.name);
      const use = { ...type, user_type_id: base.user_type_id };
      builder.add({
        id,
        kind: 'alias-type',
        path: [schema, type.name],
        attributes: {
          ...builder.spelling(type.name),
          type: { value: typeText(use, types, builder) },
          nullable: { value: type.is_nullable === true },
        },
        occupies: [builder.occupied('type', schema, type.name)],
      });
      if (type.default_object_id !== 0 || type.rule_object_id !== 0) {
        const [kind, name] = ['defaults and rules bound to alias types', quoteQualified(schema, type.name)];
        builder.addUncompared({ id: builder.id('uncompared', kind, name), kind, name }, id);
      }
      builder.depend(id, builder.id('schema', schema));
      builder.atType(type.user_type_id, id);
    }
  },
  describe: (part) => `alias type ${qualified(part)}`,
  create: (part) => [
    statement(
      `CREATE TYPE ${qualified(part)} FROM ${textOf(part, 'type') ?? ''} ${isSet(part, 'nullable') ? 'NULL' : 'NOT NULL'}`,
    ),
  ],
  drop: (part) => [
    statement(`DROP TYPE ${qualified(part)}`, risk('drop', `drops alias type ${qualified(part)}`)),
  ],
  alter: (target, _source, _changes, context) => {
    const user = context.dependentsOf(target.id)[0];
    if (user === undefined) return { how: 'replace', reason: `alias type ${qualified(target)} changes` };
    const reason = `alias type ${qualified(target)} is in use, and has no ALTER`;
    return { how: 'unsupported', reason };
  },
};
