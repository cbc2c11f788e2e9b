import * as z from 'zod';
import type { Session } from '../../../core/dialect/session.js';
import { checkedRows, optionalText } from './rows.js';
import { leaveSnapshot, type Snapshot } from './snapshot.js';

const shape = z.object({ fingerprint: optionalText });

/**
 * A number for each catalog that changes with any DDL on people's objects, from what the transaction sees: how many
 * rows, and which transactions wrote them. Temporary tables come and go all the time and are left out.
 */
const fingerprintQuery = `
  with schema as (
    select n.oid from pg_catalog.pg_namespace as n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  ), relation as (
    select c.oid, c.xmin from pg_catalog.pg_class as c where c.relnamespace in (select s.oid from schema as s)
  ), version as (
    select 'n' as catalog, n.xmin from pg_catalog.pg_namespace as n where n.oid in (select s.oid from schema as s)
    union all
    select 'c', r.xmin from relation as r
    union all
    select 'a', a.xmin from pg_catalog.pg_attribute as a
    where a.attrelid in (select r.oid from relation as r)
    union all
    select 'd', d.xmin from pg_catalog.pg_attrdef as d where d.adrelid in (select r.oid from relation as r)
    union all
    select 'r', w.xmin from pg_catalog.pg_rewrite as w where w.ev_class in (select r.oid from relation as r)
    union all
    select 'g', g.xmin from pg_catalog.pg_trigger as g where g.tgrelid in (select r.oid from relation as r)
    union all
    select 'y', y.xmin from pg_catalog.pg_policy as y
    union all
    select 'k', k.xmin from pg_catalog.pg_constraint as k
    where k.connamespace in (select s.oid from schema as s)
    union all
    select 'p', p.xmin from pg_catalog.pg_proc as p where p.pronamespace in (select s.oid from schema as s)
    union all
    select 't', t.xmin from pg_catalog.pg_type as t where t.typnamespace in (select s.oid from schema as s)
    union all
    select 'e', e.xmin from pg_catalog.pg_enum as e
  )
  select pg_catalog.string_agg(line, ' ' order by line) as fingerprint
  from (
    select v.catalog || ' ' || pg_catalog.count(*) || ' '
      || pg_catalog.sum(v.xmin::text::int8) as line
    from version as v
    group by v.catalog
  ) as lines`;

/**
 * Whether DDL was committed since a snapshot was taken. Mostly no transaction was, which the server says at once;
 * otherwise the row versions of then and now are compared. Ends the transactions of the snapshot. After a failed
 * reading nothing is left to compare with, so any committed transaction counts.
 */
export async function hasMoved(snapshot: Snapshot, failed: boolean, signal?: AbortSignal): Promise<boolean> {
  const { first } = snapshot;
  const now = snapshot.sessions[1] ?? first;
  const before = now === first && !failed ? await fingerprint(first, signal) : undefined;
  if ((await leaveSnapshot(now, signal)) === snapshot.transactions) return false;
  if (failed) return true;
  return (before ?? (await fingerprint(first, signal))) !== (await fingerprint(now, signal));
}

async function fingerprint(session: Session, signal: AbortSignal | undefined): Promise<string> {
  const rows = await session.query(fingerprintQuery, [], signal);
  return checkedRows('fingerprint', shape, rows)[0]?.fingerprint ?? '';
}
