import type { Renamer } from '../../../core/dialect/renamer.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import { indexName } from '../kinds/indexSettings.js';
import { alterRelation, nameOf, qualified, quotedName, relationOf, textOf } from '../kinds/partName.js';
import { isRenamable, NameChanges } from './nameChanges.js';
import { newId } from './names.js';
import { isNamedByType } from '../kinds/tableType.js';
import { argumentsOf, hasArguments, ownName } from './ownName.js';
import { renamePart } from './renamePart.js';
import { rewriteText } from './rewriteText.js';

/** Renames on PostgreSQL, where whatever the server understood follows a rename, and the bodies of routines do not. */
export const postgresRenamer: Renamer = {
  nameOf: ownName,
  canRename: isRenamable,

  whyNot({ from, to }) {
    if (from.inherited?.carried.includes('alter') === true && from.kind !== 'index') {
      return 'it is inherited, and is called as what hands it down';
    }
    if (isNamedByType(from)) return 'it is called as the attribute of the type that its table is of';
    const [schema, wanted] = [from.path[0], to.path[0]];
    if (schema !== wanted) return `it would move from schema ${schema ?? ''} to ${wanted ?? ''}`;
    return undefined;
  },

  called: (part, name) => {
    const path = [
      ...part.path.slice(0, -1),
      hasArguments(part.kind) ? `${name}${argumentsOf(nameOf(part))}` : name,
    ];
    if (!hasArguments(part.kind)) return { ...part, path };
    const sqlName = `${quoteQualified(part.path[0] ?? '', name)}${argumentsOf(textOf(part, 'sql name') ?? '')}`;
    return { ...part, path, details: { ...part.details, 'sql name': sqlName } };
  },

  statement: (part, name) => statement(`${subject(part)} TO ${quoteIdentifier(name)}`),

  apply(catalog, renames, reference) {
    const changes = new NameChanges(catalog, renames);
    const ids = new Map<PartId, PartId>();
    for (const part of catalog.parts.values()) {
      const around = changes.around(part);
      if (around.length === 0) continue;
      const id = newId(part, changes, (text) => rewriteText(text, around, { hasQueries: false }));
      if (id !== part.id) ids.set(part.id, id);
    }
    const parts = new Map<PartId, Part>();
    for (const part of catalog.parts.values()) {
      const id = ids.get(part.id) ?? part.id;
      const renaming = { changes, ids, reference: reference.parts.get(id), version: catalog.server.version };
      parts.set(id, renamePart(part, renaming));
    }
    const uncompared = catalog.uncompared.map((object) =>
      object.dependsOn.some((on) => ids.has(on))
        ? {
            ...object,
            dependsOn: object.dependsOn.map((on) => ids.get(on) ?? on),
            ...(object.goesWith === undefined
              ? {}
              : { goesWith: object.goesWith.map((on) => ids.get(on) ?? on) }),
          }
        : object,
    );
    return { catalog: { ...catalog, parts, uncompared }, ids };
  },
};

/** The statement up to the new name. */
function subject(part: Part): string {
  switch (part.kind) {
    case 'column':
      return `${alterRelation(part)} RENAME COLUMN ${quotedName(part)}`;
    case 'constraint':
      return `${alterRelation(part)} RENAME CONSTRAINT ${quotedName(part)}`;
    case 'domain-constraint':
      return `ALTER DOMAIN ${relationOf(part)} RENAME CONSTRAINT ${quotedName(part)}`;
    case 'index':
      return `ALTER INDEX ${indexName(part)} RENAME`;
    default:
      return `ALTER ${words[part.kind] ?? 'TYPE'} ${textOf(part, 'sql name') ?? qualified(part)} RENAME`;
  }
}

const words: Readonly<Record<string, string>> = {
  table: 'TABLE',
  'foreign-table': 'FOREIGN TABLE',
  view: 'VIEW',
  'materialized-view': 'MATERIALIZED VIEW',
  sequence: 'SEQUENCE',
  domain: 'DOMAIN',
  function: 'FUNCTION',
  procedure: 'PROCEDURE',
  aggregate: 'AGGREGATE',
};
