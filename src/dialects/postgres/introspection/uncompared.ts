import * as z from 'zod';
import type { SqlRow } from '../../../core/dialect/session.js';
import { partId } from '../../../core/model/partId.js';
import type { CatalogBuilder } from './catalogBuilder.js';
import { checkedRows, oid, optionalText, text } from './rows.js';
import { uncomparedCatalogs, uncomparedDetails } from './uncomparedCatalogs.js';

const row = z.object({ classid: oid, oid, kind: optionalText, name: text, owner_class: oid, owner: oid });

/**
 * Queries that find what exists in a database but is not compared yet, for a server of this version. All of them have
 * the same columns; their rows go to {@link readUncompared} in this order. They read nothing that a login without
 * superuser rights could not: subscriptions come from what everybody may see of them.
 */
export function uncomparedQueries(version: number): readonly string[] {
  const objects = uncomparedCatalogs
    .filter(({ since = 0 }) => version >= since)
    .map(
      ({ catalog, kind, join = '', where = 'true', relation = '0::oid' }) => `
    select '${catalog}' as catalog, o.oid, ${kind} as kind, ${relation} as relation
    from pg_catalog.${catalog} as o
    ${join}
    where o.oid >= 16384 and ${where}`,
    );
  const details = uncomparedDetails
    .filter(({ since = 0 }) => version >= since)
    .map(
      ({ catalog, ownerCatalog, owner, join = '', where = 'true' }) => `
    select 'pg_catalog.${catalog}'::pg_catalog.regclass::oid as classid, o.oid, null::text as kind, '' as name,
           'pg_catalog.${ownerCatalog}'::pg_catalog.regclass::oid as owner_class, ${owner} as owner
    from pg_catalog.${catalog} as o
    ${join}
    where o.oid >= 16384 and ${where}`,
    );
  return [
    `
    select a.classid, a.oid, a.kind, coalesce(i.identity, a.oid::text) as name,
           -- the relation that it belongs to, or 0
           'pg_catalog.pg_class'::pg_catalog.regclass::oid as owner_class, a.relation as owner
    from (
      select ('pg_catalog.' || f.catalog)::pg_catalog.regclass::oid as classid, f.oid, f.kind, f.relation
      from (${objects.join('\n    union all')}
      ) as f
    ) as a
    -- null where it was dropped meanwhile
    cross join lateral pg_catalog.pg_identify_object(a.classid, a.oid, 0) as i
    where not exists (
        select
        from pg_catalog.pg_depend as member
        where member.classid = a.classid
          and member.objid = a.oid
          -- e of an extension, i made with something else: the cast of a range to its multirange
          and member.deptype in ('e', 'i'))
      and (i.schema is null or i.schema !~ '^pg_')`,
    details.join('\n    union all'),
    elsewhere,
  ];
}

/** What has no oid of its own, lives in a catalog of the whole server, or is too much to be named one by one. */
const elsewhere = `
    select 0::oid as classid, 0::oid as oid, x.kind, x.name, 0::oid as owner_class, 0::oid as owner
    from (
      -- large objects are rows rather than schema: how many there are is enough
      select 'large objects' as kind, pg_catalog.count(*)::text || ' large objects' as name
      from pg_catalog.pg_largeobject_metadata
      having pg_catalog.count(*) > 0
    ) as x`;

/**
 * Adds what the queries of {@link uncomparedQueries} found, so that it is counted and that the planner knows what hangs
 * on it. For the rows of each query, after the kinds were read.
 */
export function readUncompared(rows: readonly SqlRow[], builder: CatalogBuilder): void {
  const checked = checkedRows('object', row, rows);
  for (const { classid, oid: at, kind, name, owner_class: ownerClass, owner } of checked) {
    // A rule is found here too; it is compared where its relation is. 0: without an oid of its own.
    if (kind === null || (at !== 0 && builder.find(classid, at, 0) !== undefined)) continue;
    const relation = owner === 0 ? undefined : builder.find(ownerClass, owner, 0);
    const goesWith = relation === undefined ? [] : [relation];
    builder.addUncompared({ id: partId('uncompared', kind, name), kind, name, goesWith }, classid, at);
  }
  for (const { classid, oid: at, kind, owner_class: ownerClass, owner } of checked) {
    if (kind !== null) continue;
    const id = builder.find(ownerClass, owner, 0);
    if (id !== undefined) builder.aliasByNumber(classid, at, id);
  }
}
