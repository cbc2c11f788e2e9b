import * as z from 'zod';
import type { SqlRow } from '../../../core/dialect/session.js';
import type { CatalogBuilder } from './catalogBuilder.js';
import { checkedRows, flag, texts } from './rows.js';

/** The newest major whose catalogs DBVC knows. */
const newestMajor = 18;

/** What the login may see: one row. */
export const loginQuery = `
  select role.rolsuper as is_superuser,
    -- catalogs that a superuser alone may read, in part or at all
    pg_catalog.has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'select') as sees_subscriptions,
    coalesce((
      select pg_catalog.array_agg(n.nspname::text order by n.nspname)
      from pg_catalog.pg_namespace as n
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and not pg_catalog.has_schema_privilege(n.oid, 'usage')
    ), '{}') as closed_schemas
  from pg_catalog.pg_roles as role
  where role.rolname = current_user`;

const row = z.object({ is_superuser: flag, sees_subscriptions: flag, closed_schemas: texts });

/** Notes what this login or this version of DBVC cannot see. The catalogs themselves are open to everybody. */
export function noticeLimits(rows: readonly SqlRow[], builder: CatalogBuilder): void {
  const { server } = builder;
  const major = Math.floor(server.version / 10_000);
  if (major > newestMajor) {
    builder.notice(
      'newer-server',
      `${server.versionText} is newer than PostgreSQL ${String(newestMajor)}, the newest that DBVC knows: ` +
        'what it has beyond that is not compared.',
    );
  }
  const [login] = checkedRows('login', row, rows);
  if (login === undefined || login.is_superuser) return;
  if (!login.sees_subscriptions) {
    builder.notice(
      'no-superuser',
      `${server.user} is no superuser: subscriptions' connections and the options of other people's user ` +
        'mappings stay hidden from it. Everything else is read in full.',
    );
  }
  if (login.closed_schemas.length > 0) {
    builder.notice(
      'closed-schemas',
      `${server.user} has no USAGE on ${login.closed_schemas.join(', ')}: what is in there is compared, ` +
        'but this login could not change it.',
    );
  }
}
