import type { Part } from '../../../core/model/part.js';
import { risk } from '../generator/statement.js';
import { fulltextBatch } from './fulltext.js';
import type { MssqlKind } from './kind.js';
import { isSet, quotedName, withoutDefaults } from './partName.js';

/** Full-text catalogs: where full-text indexes are kept, and whether they tell accents apart. */
export const fulltextCatalogKind: MssqlKind = {
  name: 'fulltext-catalog',
  object: {
    name: 'fulltext-catalog',
    label: 'Full-text catalog',
    plural: 'Full-text catalogs',
    order: 112,
    icon: 'search',
  },
  rank: 890,
  read(system, builder) {
    for (const row of system.fulltext_catalogs) {
      builder.add({
        id: builder.id('fulltext-catalog', row.name),
        kind: 'fulltext-catalog',
        path: [row.name],
        attributes: withoutDefaults({
          ...builder.spelling(row.name),
          'tells accents apart': { value: row.is_accent_sensitivity_on === true },
          default: { value: row.is_default === true },
        }),
        occupies: [builder.occupied('fulltext-catalog', row.name)],
      });
    }
  },
  describe,
  create: (part) =>
    fulltextBatch([
      `CREATE FULLTEXT CATALOG ${quotedName(part)} WITH ACCENT_SENSITIVITY = ${accents(part)}` +
        (isSet(part, 'default') ? ' AS DEFAULT' : ''),
    ]),
  drop: (part) =>
    fulltextBatch([`DROP FULLTEXT CATALOG ${quotedName(part)}`], risk('drop', `drops ${describe(part)}`)),
  alter: (target, source, changes, context) => {
    const changed = new Set(changes.map(({ attribute }) => attribute));
    if (changed.has('name'))
      return { how: 'replace', reason: `${describe(target)} is spelled in another way` };
    const isLeftDefault =
      changed.has('default') &&
      !isSet(source, 'default') &&
      ![...context.from.parts.values()].some(
        (one) => one.kind === 'fulltext-catalog' && isSet(one, 'default'),
      );
    if (isLeftDefault) {
      const reason = `${describe(target)} is the default one, which only another can become in its place`;
      return { how: 'unsupported', independent: true, reason };
    }
    const statements = [
      ...(changed.has('tells accents apart')
        ? [
            `ALTER FULLTEXT CATALOG ${quotedName(target)} REBUILD WITH ACCENT_SENSITIVITY = ${accents(source)}`,
          ]
        : []),
      ...(changed.has('default') && isSet(source, 'default')
        ? [`ALTER FULLTEXT CATALOG ${quotedName(target)} AS DEFAULT`]
        : []),
    ];
    const rebuilt = risk(
      'index-build',
      `builds all full-text indexes of ${describe(target)} anew, in the background`,
    );
    return {
      how: 'in-place',
      statements: fulltextBatch(statements, ...(changed.has('tells accents apart') ? [rebuilt] : [])),
    };
  },
};

function describe(part: Part): string {
  return `full-text catalog ${quotedName(part)}`;
}

function accents(part: Part): 'ON' | 'OFF' {
  return isSet(part, 'tells accents apart') ? 'ON' : 'OFF';
}
