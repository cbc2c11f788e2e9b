import * as z from 'zod';
import type { Alteration, AttributeChange, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, optionalText, text, texts } from '../introspection/rows.js';
import { isNotOfExtension } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { attributeOf, isSet, listOf, quotedName, textOf, withoutDefaults } from './partName.js';

const row = z.object({
  oid,
  name: text,
  owner: text,
  all_tables: flag,
  published: texts,
  via_root: flag,
  generated: optionalText,
});

/** What is published where nobody says anything, in the order of the documentation. */
const everything: readonly string[] = ['insert', 'update', 'delete', 'truncate'];

/** Publications: of the whole database, in no schema. Their tables and schemas are parts of their own. */
export const publicationKind: PostgresKind = {
  name: 'publication',
  object: { name: 'publication', label: 'Publication', plural: 'Publications', order: 95, icon: 'rss' },
  rank: 600,
  row,
  query: (version) => `
    select p.oid, p.pubname as name, pg_catalog.pg_get_userbyid(p.pubowner) as owner,
      p.puballtables as all_tables,
      array(
        select what.name
        from (values (1, 'insert', p.pubinsert), (2, 'update', p.pubupdate),
                     (3, 'delete', p.pubdelete), (4, 'truncate', p.pubtruncate)) as what(at, name, is_published)
        where what.is_published
        order by what.at
      ) as published,
      p.pubviaroot as via_root,
      -- since 18: n none, s stored
      ${version >= 180000 ? `nullif(p.pubgencols::text, 'n')` : 'null::text'} as generated
    from pg_catalog.pg_publication as p
    where ${isNotOfExtension('pg_publication', 'p.oid')}
    order by p.pubname`,
  read(rows, builder) {
    for (const publication of checkedRows('publication', row, rows)) {
      const { name, published, generated } = publication;
      builder.add(
        {
          id: partId('publication', name),
          kind: 'publication',
          path: [name],
          attributes: withoutDefaults({
            'all tables': publication.all_tables ? { value: true } : undefined,
            publish: published.length === everything.length ? undefined : { value: published },
            'via partition root': publication.via_root ? { value: true } : undefined,
            'generated columns':
              generated === null ? undefined : { value: generated === 's' ? 'stored' : generated },
            owner: { value: publication.owner, rule: 'owners' },
          }),
        },
        { catalog: 'pg_publication', oid: publication.oid },
      );
    }
  },
  address: (part) => `PUBLICATION ${quotedName(part)}`,
  describe: (part) => `publication ${quotedName(part)}`,
  create: (part) => {
    const options = optionNames.filter((name) => attributeOf(part, name) !== undefined);
    return [
      statement(
        [
          `CREATE PUBLICATION ${quotedName(part)}`,
          ...(isSet(part, 'all tables') ? ['FOR ALL TABLES'] : []),
          ...(options.length === 0 ? [] : [`WITH (${optionList(part, options)})`]),
        ].join(' '),
      ),
    ];
  },
  drop: (part) => [
    statement(
      `DROP PUBLICATION ${quotedName(part)}`,
      risk('drop', `drops publication ${quotedName(part)}: what subscribes to it gets nothing more`),
    ),
  ],
  alter,
};

const optionNames: readonly string[] = ['publish', 'via partition root', 'generated columns'];

/** Options as WITH (…) and SET (…) list them, defaults spelled out. */
function optionList(part: Part, names: readonly string[]): string {
  return names.map((name) => option(part, name)).join(', ');
}

function option(part: Part, name: string): string {
  switch (name) {
    case 'publish': {
      const published = attributeOf(part, name) === undefined ? everything : listOf(part, name);
      return `publish = ${quoteLiteral(published.join(', '))}`;
    }
    case 'via partition root':
      return `publish_via_partition_root = ${String(isSet(part, name))}`;
    default:
      return `publish_generated_columns = ${textOf(part, name) ?? 'none'}`;
  }
}

function alter(target: Part, source: Part, changes: readonly AttributeChange[]): Alteration {
  const changed = changes.map(({ attribute }) => attribute);
  const name = `publication ${quotedName(target)}`;
  if (changed.includes('all tables')) {
    return { how: 'replace', reason: `${name} cannot turn in place from all tables to some, or back` };
  }
  const statements: Statement[] = [
    statement(`ALTER PUBLICATION ${quotedName(target)} SET (${optionList(source, changed)})`),
  ];
  return { how: 'in-place', statements };
}
