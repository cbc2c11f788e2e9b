import * as z from 'zod';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import { checkedRows, oid, optionalText, optionalTexts, text } from '../introspection/rows.js';
import type { PostgresKind } from './kind.js';
import { listOf, textOf, withoutDefaults } from './partName.js';

const tableRow = z.object({
  oid,
  publication: oid,
  schema: text,
  name: text,
  columns: optionalTexts,
  filter: optionalText,
});

/**
 * A table of a publication, with the columns and rows that it is limited to: a part of its own, because it needs the
 * table and the columns that it names. The table may be one that is not compared, e.g. a partitioned one.
 */
export const publishedTableKind: PostgresKind = {
  name: 'publication-table',
  rank: 610,
  row: tableRow,
  query: (version) => `
    select m.oid, m.prpubid as publication, n.nspname as schema, c.relname as name,
      -- both since 15
      ${
        version >= 150000
          ? `(
        select pg_catalog.array_agg(a.attname::text order by a.attname)
        from pg_catalog.pg_attribute as a
        where a.attrelid = m.prrelid and a.attnum = any (m.prattrs)
      ) as columns,
      pg_catalog.pg_get_expr(m.prqual, m.prrelid) as filter`
          : `null::text[] as columns, null::text as filter`
      }
    from pg_catalog.pg_publication_rel as m
    join pg_catalog.pg_class as c on c.oid = m.prrelid
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    order by m.prpubid, n.nspname, c.relname`,
  read(rows, builder) {
    for (const member of checkedRows('table of a publication', tableRow, rows)) {
      const id = builder.find(catalogOids.pg_publication, member.publication, 0);
      const publication = id === undefined ? undefined : builder.part(id);
      if (publication?.kind !== 'publication') continue;
      const path = [...publication.path, member.schema, member.name];
      builder.add(
        {
          id: partId('publication-table', ...path),
          kind: 'publication-table',
          objectId: publication.id,
          parent: publication.id,
          path,
          attributes: withoutDefaults({
            columns: member.columns === null ? undefined : { value: member.columns },
            where: member.filter === null ? undefined : builder.text(member.filter),
          }),
        },
        { catalog: 'pg_publication_rel', oid: member.oid },
      );
    }
  },
  describe: (part) => `table ${memberOf(part)} of publication ${publicationOf(part)}`,
  create: (part) => {
    const columns = listOf(part, 'columns');
    const filter = textOf(part, 'where');
    return [
      statement(
        [
          // ONLY: children of the table are members by their own names.
          `ALTER PUBLICATION ${publicationOf(part)} ADD TABLE ONLY ${memberOf(part)}`,
          ...(columns.length === 0 ? [] : [`(${columns.map(quoteIdentifier).join(', ')})`]),
          ...(filter === undefined ? [] : [`WHERE (${filter})`]),
        ].join(' '),
      ),
    ];
  },
  drop: (part) => [
    statement(
      `ALTER PUBLICATION ${publicationOf(part)} DROP TABLE ONLY ${memberOf(part)}`,
      risk('drop', `takes table ${memberOf(part)} out of publication ${publicationOf(part)}`),
    ),
  ],
  // SET TABLE gives the publication a whole new list; there is nothing for one table of it.
  alter: (target) => ({
    how: 'replace',
    reason: `what publication ${publicationOf(target)} takes of table ${memberOf(target)} changes`,
  }),
};

const schemaRow = z.object({ oid, publication: oid, schema: text });

/** A schema of a publication, all of whose tables are published (since 15). */
export const publishedSchemaKind: PostgresKind = {
  name: 'publication-schema',
  rank: 620,
  row: schemaRow,
  query: (version) =>
    version >= 150000
      ? `
    select m.oid, m.pnpubid as publication, n.nspname as schema
    from pg_catalog.pg_publication_namespace as m
    join pg_catalog.pg_namespace as n on n.oid = m.pnnspid
    order by m.pnpubid, n.nspname`
      : `
    select 0::oid as oid, 0::oid as publication, '' as schema where false`,
  read(rows, builder) {
    for (const member of checkedRows('schema of a publication', schemaRow, rows)) {
      const id = builder.find(catalogOids.pg_publication, member.publication, 0);
      const publication = id === undefined ? undefined : builder.part(id);
      if (publication?.kind !== 'publication') continue;
      const path = [...publication.path, member.schema];
      builder.add(
        {
          id: partId('publication-schema', ...path),
          kind: 'publication-schema',
          objectId: publication.id,
          parent: publication.id,
          path,
          attributes: {},
        },
        { catalog: 'pg_publication_namespace', oid: member.oid },
      );
    }
  },
  describe: (part) => `schema ${memberOf(part)} of publication ${publicationOf(part)}`,
  create: (part) => [
    statement(`ALTER PUBLICATION ${publicationOf(part)} ADD TABLES IN SCHEMA ${memberOf(part)}`),
  ],
  drop: (part) => [
    statement(
      `ALTER PUBLICATION ${publicationOf(part)} DROP TABLES IN SCHEMA ${memberOf(part)}`,
      risk('drop', `takes the tables of schema ${memberOf(part)} out of publication ${publicationOf(part)}`),
    ),
  ],
  // It has nothing that could differ.
  alter: () => ({ how: 'in-place', statements: [] }),
};

function publicationOf(part: Part): string {
  return quoteIdentifier(part.path[0] ?? '');
}

/** The table or schema as SQL. */
function memberOf(part: Part): string {
  return quoteQualified(...part.path.slice(1));
}
