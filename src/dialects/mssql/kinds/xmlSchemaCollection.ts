import type { Alteration, AttributeChange, ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteLiteral, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { MssqlKind } from './kind.js';
import { qualified, textOf } from './partName.js';

/**
 * XML schema collections: what the values of xml columns, parameters and variables must keep to. The server keeps what it
 * understood and prints that, one schema after the other (https://learn.microsoft.com/sql/t-sql/xml/xml-schema-namespace).
 * ALTER can only add.
 */
export const xmlSchemaCollectionKind: MssqlKind = {
  name: 'xml-schema-collection',
  object: {
    name: 'xml-schema-collection',
    label: 'XML schema collection',
    plural: 'XML schema collections',
    order: 24,
    icon: 'symbol-structure',
  },
  rank: 25,
  read(system, builder) {
    for (const row of system.xml_schema_collections) {
      const schema = builder.schema(row.schema_id);
      const id = builder.id('xml-schema-collection', schema, row.name);
      const occupies = [builder.occupied('xml-schema-collection', schema, row.name)];
      builder.atXmlCollection(row.xml_collection_id, id);
      if (row.definition === null || row.definition === '') {
        const name = quoteQualified(schema, row.name);
        builder.addUncompared({ id, kind: 'XML schema collections without a text', name, occupies });
        continue;
      }
      builder.add({
        id,
        kind: 'xml-schema-collection',
        path: [schema, row.name],
        attributes: { ...builder.spelling(row.name), definition: { value: row.definition } },
        occupies,
      });
      builder.depend(id, builder.id('schema', schema));
    }
  },
  describe,
  create: (part) => [
    statement(
      `CREATE XML SCHEMA COLLECTION ${qualified(part)} AS ${quoteLiteral(textOf(part, 'definition') ?? '')}`,
    ),
  ],
  drop: (part) => [
    statement(`DROP XML SCHEMA COLLECTION ${qualified(part)}`, risk('drop', `drops ${describe(part)}`)),
  ],
  alter,
};

function describe(part: Part): string {
  return `XML schema collection ${qualified(part)}`;
}

function alter(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const added = changes.every(({ attribute }) => attribute === 'definition')
    ? addedSchemas(textOf(target, 'definition') ?? '', textOf(source, 'definition') ?? '')
    : undefined;
  if (added !== undefined) {
    const sql = `ALTER XML SCHEMA COLLECTION ${qualified(target)} ADD ${quoteLiteral(added)}`;
    return { how: 'in-place', statements: [statement(sql)] };
  }
  const reason = `${describe(target)} changes in what has no ALTER`;
  const isUsed = context
    .dependentsOf(target.id)
    .some(({ kind }) => kind !== 'permission' && kind !== 'comment');
  return isUsed ? { how: 'unsupported', reason: `${reason}, and is in use` } : { how: 'replace', reason };
}

/** The schemas of one text that another lacks; undefined where the other has some that this one has in another way. */
function addedSchemas(before: string, after: string): string | undefined {
  const [old, next] = [schemasOf(before), schemasOf(after)];
  if (old === undefined || next === undefined) return undefined;
  if (old.some((schema) => !next.includes(schema))) return undefined;
  const added = next.filter((schema) => !old.includes(schema));
  const name = (schema: string): string => /\stargetNamespace="([^"]*)"/.exec(schema)?.[1] ?? '';
  const isNew = added.every((schema) => !old.some((one) => name(one) === name(schema)));
  return isNew && added.length > 0 ? added.join('') : undefined;
}

/** The schemas in a text as the server prints it; undefined where it prints something else. */
function schemasOf(text: string): readonly string[] | undefined {
  const schemas = text.match(/<((?:\w+:)?schema)\b(?:[^>]*\/>|[\s\S]*?<\/\1>)/g) ?? [];
  return schemas.join('') === text ? schemas : undefined;
}
