import * as z from 'zod';
import { DbvcError } from '../../../core/errors.js';
import type { ServerInfo } from '../../../core/model/catalog.js';
import type { Wire } from './wire.js';

/** The oldest major that DBVC reads. */
const oldestMajor = 13;

/**
 * Says who we are talking to. The identity is made of what every role may see, so that two roles get the same: when the
 * server process started, to the microsecond, its port, and the database's oid. The system identifier is no help: copies
 * of a data directory share it.
 */
const query = `
select pg_catalog.current_setting('server_version_num')::pg_catalog.int4 as version_number,
       pg_catalog.current_setting('server_version') as version,
       pg_catalog.version() as description,
       pg_catalog.current_database()::pg_catalog.text as database,
       d.oid as database_oid,
       current_user::pg_catalog.text as role,
       pg_catalog.pg_backend_pid() as backend_pid,
       pg_catalog.current_setting('port') as port,
       pg_catalog.to_char(pg_catalog.timezone('UTC', pg_catalog.pg_postmaster_start_time()), 'YYYYMMDDHH24MISSUS')
         as started
  from pg_catalog.pg_database as d
 where d.datname = pg_catalog.current_database()`;

const rowSchema = z.object({
  version_number: z.int(),
  version: z.string(),
  description: z.string(),
  database: z.string(),
  database_oid: z.int(),
  role: z.string(),
  backend_pid: z.int(),
  port: z.string(),
  started: z.string(),
});

export interface ServerFacts {
  readonly info: ServerInfo;
  readonly backendPid: number;
  /** `version()`. */
  readonly description: string;
}

/**
 * Asks the server what it is. Rejects with `not-supported` for a server that is older than 13, or that only speaks
 * PostgreSQL's protocol; with the wire's errors otherwise.
 */
export async function readServerFacts(wire: Wire): Promise<ServerFacts> {
  const description = z
    .object({ version: z.string() })
    .parse((await wire.execute('select version()', []))[0]).version;
  if (!description.startsWith('PostgreSQL ')) {
    throw new DbvcError('not-supported', `The server is not PostgreSQL but ${description.slice(0, 60)}.`);
  }
  const [row] = await wire.execute(query, []);
  const facts = rowSchema.parse(row);
  refuseOldVersion(facts.version);
  return {
    info: {
      engine: 'postgres',
      version: facts.version_number,
      // `18.4 (Debian 18.4-1)`: packagers add to it.
      versionText: `PostgreSQL ${facts.version.split(' ')[0] ?? facts.version}`,
      database: facts.database,
      user: facts.role,
      identity: `postgres:${facts.started}:${facts.port}:${String(facts.database_oid)}`,
    },
    backendPid: facts.backend_pid,
    description,
  };
}

/** Throws `not-supported` when the text of `server_version` names a major before 13. */
export function refuseOldVersion(version: string): void {
  const major = /^(\d+)/.exec(version)?.[1];
  if (major === undefined || Number(major) >= oldestMajor) return;
  throw new DbvcError('not-supported', `The server is PostgreSQL ${version.split(' ')[0] ?? version}.`, {
    hint: `DBVC works with PostgreSQL ${String(oldestMajor)} and newer.`,
  });
}
