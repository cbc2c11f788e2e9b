import * as z from 'zod';
import { DbvcError } from '../../../core/errors.js';
import type { ServerInfo } from '../../../core/model/catalog.js';
import type { SqlRow } from '../../../core/dialect/session.js';

/** The oldest major that DBVC works with: 14 is SQL Server 2017. */
const oldestMajor = 14;

const names: Readonly<Record<number, string>> = { 14: '2017', 15: '2019', 16: '2022', 17: '2025' };

/** EngineEdition of what is not a server of one's own: https://learn.microsoft.com/sql/t-sql/functions/serverproperty-transact-sql */
const cloud: Readonly<Record<number, string>> = {
  5: 'Azure SQL Database',
  8: 'Azure SQL Managed Instance',
  12: 'SQL database in Fabric',
};

/** The identity is what every login may see: the server's name and, where a database is made again, when that was. */
export const serverQuery = `
select convert(nvarchar(128), serverproperty('ProductVersion')) as version,
       convert(int, serverproperty('EngineEdition')) as edition,
       convert(nvarchar(128), serverproperty('ServerName')) as server,
       db_name() as database_name,
       db_id() as database_id,
       user_name() as user_name`;

const row = z.object({
  version: z.string(),
  edition: z.number(),
  server: z.string().nullable(),
  database_name: z.string(),
  database_id: z.number(),
  user_name: z.string().nullable(),
});

/** Reads the answer to {@link serverQuery}. Throws `not-supported` for a server older than 2017. */
export function readServerInfo(rows: readonly SqlRow[]): ServerInfo {
  const facts = row.parse(rows[0]);
  const [major = 0, minor = 0, build = 0] = facts.version.split('.').map(Number);
  const hosted = cloud[facts.edition];
  // Azure's versions say 12 whatever they can; they can all that 2022 can.
  const version = hosted === undefined ? major : 16;
  if (version < oldestMajor) {
    throw new DbvcError('not-supported', `The server is SQL Server ${facts.version}.`, {
      hint: 'DBVC works with SQL Server 2017 and newer, and with Azure SQL.',
    });
  }
  return {
    engine: 'mssql',
    version: version * 10_000_000 + minor * 100_000 + build,
    versionText: hosted ?? `SQL Server ${names[major] ?? String(major)} (${facts.version})`,
    database: facts.database_name,
    user: facts.user_name ?? '',
    identity: `mssql:${facts.server ?? ''}:${String(facts.database_id)}:${facts.database_name}`,
  };
}

/** The majors that the live tests have passed on, and nothing else: docs/sql-server.md says where and when. */
const triedMajors: readonly number[] = [];

/** Whether DBVC has been seen to work on a live server of this version. */
export function wasTried(server: ServerInfo): boolean {
  return triedMajors.includes(majorOf(server));
}

/** Whether it is Azure that keeps the server up to date. */
export function isHosted(server: ServerInfo): boolean {
  return Object.values(cloud).includes(server.versionText);
}

/** Whether a server lacks what came with a major. What Azure keeps up to date lacks nothing. */
export function isOlderThan(server: ServerInfo, major: number): boolean {
  return !isHosted(server) && majorOf(server) < major;
}

/** The version as people count it: 14 is 2017, 15 is 2019. */
export function majorOf(server: ServerInfo): number {
  return Math.floor(server.version / 10_000_000);
}
