import type { PartId } from '../../../core/model/partId.js';
import type { Part } from '../../../core/model/part.js';
import { quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemRow } from '../introspection/systemViews.js';
import type { MssqlKind } from './kind.js';
import { listOf, nameOf, textOf } from './partName.js';

type PropertyRow = SystemRow<'extended_properties'>;

/** What sp_addextendedproperty calls the kinds of parts on its three levels. */
const levelTypes: Readonly<Record<string, string>> = {
  table: 'TABLE',
  view: 'VIEW',
  procedure: 'PROCEDURE',
  function: 'FUNCTION',
  sequence: 'SEQUENCE',
  synonym: 'SYNONYM',
  'alias-type': 'TYPE',
  'table-type': 'TYPE',
  column: 'COLUMN',
  index: 'INDEX',
  'primary-key': 'CONSTRAINT',
  unique: 'CONSTRAINT',
  check: 'CONSTRAINT',
  'foreign-key': 'CONSTRAINT',
  default: 'CONSTRAINT',
  trigger: 'TRIGGER',
  'xml-schema-collection': 'XML SCHEMA COLLECTION',
};

/** Extended properties: MS_Description and whatever else tools keep there. All are what `comments` hides. */
export const commentKind: MssqlKind = {
  name: 'comment',
  rank: 600,
  read(system, builder) {
    for (const row of system.extended_properties) {
      const owner = ownerOf(row, builder);
      const isOfIndex = row.class === 7;
      const levels = owner === undefined ? undefined : levelsOf(owner, isOfIndex, builder);
      // A value has 7,500 bytes at the most, which is what is read of it and what a Unicode literal can say.
      const scriptable =
        row.value !== null &&
        row.value.length <= 3_750 &&
        (row.type === null || /^n?(?:var)?char$/.test(row.type));
      if (owner === undefined || levels === undefined || !scriptable) {
        if (row.class === 1 && owner === undefined && builder.object(row.major_id) === undefined) continue;
        const at = `${String(row.class)}.${String(row.major_id)}.${String(row.minor_id)}`;
        const on = owner?.id ?? (row.class === 2 ? builder.object(row.major_id) : undefined);
        builder.addUncompared(
          {
            id: builder.id('uncompared', 'extended-property', at, row.name),
            kind: 'extended properties of other objects',
            name: row.name,
            ...(on === undefined ? {} : { goesWith: [on] }),
          },
          on,
        );
        continue;
      }
      builder.add({
        // A key and its index may have one of the same name each.
        id: builder.id(
          'comment',
          owner.id,
          row.name,
          ...(isOfIndex && owner.kind !== 'index' ? ['index'] : []),
        ),
        kind: 'comment',
        objectId: owner.objectId,
        parent: owner.id,
        path: [...owner.path, row.name],
        attributes: { value: { value: row.value } },
        details: { levels, of: `${levels.at(-2) ?? ''} ${owner.path.join('.')}`.trim().toLowerCase() },
        rule: 'comments',
      });
    }
  },
  describe: (part) => `extended property ${nameOf(part)} of ${textOf(part, 'of') ?? ''}`,
  create: (part) => [statement(call('sp_addextendedproperty', part, true))],
  drop: (part) => [
    statement(
      call('sp_dropextendedproperty', part, false),
      risk('drop', `drops extended property ${nameOf(part)} of ${textOf(part, 'of') ?? ''}`),
    ),
  ],
  alter: (target, source) => ({
    how: 'in-place',
    statements: [
      statement(call('sp_updateextendedproperty', { ...target, attributes: source.attributes }, true)),
    ],
  }),
};

function ownerOf(row: PropertyRow, builder: CatalogBuilder): Part | undefined {
  const at = (): PartId | undefined => {
    switch (row.class) {
      case 1:
        return row.minor_id === 0 ? builder.object(row.major_id) : builder.column(row.major_id, row.minor_id);
      case 3:
        return builder.id('schema', builder.schema(row.major_id));
      case 6:
        return builder.type(row.major_id);
      case 7:
        return builder.index(row.major_id, row.minor_id);
      case 10:
        return builder.xmlCollection(row.major_id);
      default:
        return undefined;
    }
  };
  return builder.part(at());
}

/** Type and name of each level, e.g. `SCHEMA dbo TABLE Users COLUMN Email`; undefined where there is no such address. */
function levelsOf(owner: Part, isOfIndex: boolean, builder: CatalogBuilder): readonly string[] | undefined {
  if (owner.kind === 'schema') return ['SCHEMA', nameOf(owner)];
  if (owner.kind === 'database-trigger') return ['TRIGGER', nameOf(owner)];
  const type = levelTypes[owner.kind];
  if (type === undefined) return undefined;
  const schema = owner.path[0] ?? '';
  const parent = builder.part(owner.kind === 'trigger' ? owner.parent : owner.objectId);
  const own = type === 'CONSTRAINT' ? textOf(owner, 'constraint name') : nameOf(owner);
  // The name of a constraint that the server named is another in every database.
  if (own === undefined || parent === undefined) return undefined;
  if (parent.id === owner.id) return ['SCHEMA', schema, type, own];
  return [
    'SCHEMA',
    schema,
    levelTypes[parent.kind] ?? 'TABLE',
    nameOf(parent),
    isOfIndex ? 'INDEX' : type,
    own,
  ];
}

function call(procedure: string, part: Part, withValue: boolean): string {
  const levels = listOf(part, 'levels').map((text, index) => {
    const level = String(Math.floor(index / 2));
    return index % 2 === 0 ? `@level${level}type = N'${text}'` : `@level${level}name = ${quoteLiteral(text)}`;
  });
  const value = withValue ? [`@value = ${quoteLiteral(textOf(part, 'value') ?? '')}`] : [];
  return `EXEC sys.${procedure} ${[`@name = ${quoteLiteral(nameOf(part))}`, ...value, ...levels].join(', ')}`;
}
