import { issueWords } from '../issueWords.js';
import * as z from 'zod';
import { DbvcError } from '../../errors.js';
import { addressOfConnection, type ProfileAddress } from '../addressOfConnection.js';
import { parseConnectionString } from '../connectionString.js';
import { type Profile, profileSchema } from '../profile.js';
import { hasVariables } from '../variables.js';
import { type Found, type FoundConnection, together } from './foundConnection.js';

/** The settings of other extensions that are looked into, with what is to be read beside them. */
export const settingsOfOthers = ['mssql.connections', 'pgsql.connections', 'sqltools.connections'] as const;

/** Reads a setting by its full name; undefined where there is none. */
export type ReadSetting = (name: string) => unknown;

const text = z.string().trim().optional().catch(undefined);
const flag = z.union([z.boolean(), z.string()]).optional().catch(undefined);

/** The fields of an entry that say where it leads. Passwords are not among them: nothing here ever holds one. */
const entrySchema = z.object({
  name: text,
  profileName: text,
  server: text,
  host: text,
  port: z.union([z.number(), z.string()]).optional().catch(undefined),
  database: text,
  user: text,
  username: text,
  authenticationType: text,
  sslmode: text,
  encrypt: flag,
  trustServerCertificate: flag,
  connectionString: text,
  connectString: text,
  driver: text,
  group: text,
  groupId: text,
  mssqlOptions: z.object({ encrypt: flag, trustServerCertificate: flag }).optional().catch(undefined),
  pgOptions: z.object({ ssl: z.unknown() }).optional().catch(undefined),
});

type Entry = z.infer<typeof entrySchema>;

const groupSchema = z.object({ id: z.string(), name: z.string(), parentId: text });

/** The connections that vscode-mssql, vscode-pgsql and SQLTools keep in settings, without their secrets. */
export function connectionsOfSettings(read: ReadSetting): Found {
  const groups = {
    mssql: foldersOf(read('mssql.connectionGroups')),
    pgsql: foldersOf(read('pgsql.serverGroups')),
  };
  return together([
    entriesOf(read, 'mssql.connections', (entry) => ({
      ...mssqlAddress(entry, entry),
      ...folder(groups.mssql.get(entry.groupId ?? '')),
    })),
    entriesOf(read, 'pgsql.connections', (entry) => ({
      ...postgresAddress(entry, entry.sslmode),
      ...folder(groups.pgsql.get(entry.groupId ?? '')),
    })),
    entriesOf(read, 'sqltools.connections', (entry) => {
      const address = sqlToolsAddress(entry);
      return address === undefined ? undefined : { ...address, ...folder(entry.group) };
    }),
  ]);
}

type ReadEntry = (entry: Entry) => FoundConnection['profile'] | undefined;

function entriesOf(
  read: ReadSetting,
  setting: (typeof settingsOfOthers)[number],
  profileOf: ReadEntry,
): Found {
  const value = read(setting);
  const connections: FoundConnection[] = [];
  const problems: string[] = [];
  for (const [index, item] of (Array.isArray(value) ? (value as readonly unknown[]) : []).entries()) {
    const entry = entrySchema.safeParse(item);
    if (!entry.success) continue;
    const spot = `#${String(index + 1)}`;
    const name = entry.data.profileName ?? entry.data.name ?? '';
    const called = name === '' ? spot : `"${name}"`;
    try {
      const profile = profileOf(entry.data);
      if (profile === undefined) continue;
      const shown = name === '' ? [profile.database, profile.host].filter(Boolean).join('@') : name;
      // A value that no profile may hold, such as a URL with a password in it, stays where it is.
      const checked = profileSchema.safeParse({ ...profile, name: shown }, { error: issueWords });
      if (checked.success) connections.push({ name: shown, place: setting, spot, profile });
      else problems.push(`${setting}, ${called}: ${checked.error.issues[0]?.message ?? 'cannot be read'}.`);
    } catch (error) {
      if (!(error instanceof DbvcError)) throw error;
      problems.push(`${setting}, ${called}: ${error.message}`);
    }
  }
  return { connections, problems };
}

/** What SQL Server's entries say; `options` is where they keep what concerns TLS. */
function mssqlAddress(
  entry: Entry,
  options: Pick<Entry, 'encrypt' | 'trustServerCertificate'>,
): ProfileAddress {
  const written = entry.connectionString ?? entry.connectString ?? '';
  if (written !== '') return addressOfConnection(parseConnectionString(written));
  const { authenticationType: login = 'SqlLogin' } = entry;
  if (login !== 'SqlLogin' && login !== '') {
    throw new DbvcError('not-supported', `it logs in by ${login}, and DBVC by user and password only.`);
  }
  // host\instance,port
  const [, host = '', port] = /^(?:tcp:)?(.*?)(?:,\s*(\d+))?$/i.exec(entry.server ?? entry.host ?? '') ?? [];
  const trusts = isOn(options.trustServerCertificate);
  const encrypts = options.encrypt === undefined || isOn(options.encrypt);
  const mode = encrypts ? (trusts ? 'require' : 'verify-full') : 'disable';
  return {
    engine: 'mssql',
    ...some('host', host),
    ...portOf(port ?? entry.port),
    ...some('database', entry.database),
    ...some('user', entry.user ?? entry.username),
    tls: { mode },
  };
}

function postgresAddress(entry: Entry, sslMode: string | undefined): ProfileAddress {
  const written = entry.connectionString ?? entry.connectString ?? '';
  if (written !== '') {
    return hasVariables(written) ? { url: written } : addressOfConnection(parseConnectionString(written));
  }
  const { authenticationType: login = 'SqlLogin' } = entry;
  if (!['SqlLogin', 'None', ''].includes(login)) {
    throw new DbvcError('not-supported', `it logs in by ${login}, and DBVC by user and password only.`);
  }
  return {
    engine: 'postgres',
    ...some('host', entry.server ?? entry.host),
    ...portOf(entry.port),
    ...some('database', entry.database),
    ...some('user', entry.user ?? entry.username),
    ...(sslMode === undefined || sslMode === '' ? {} : { tls: { mode: sslMode } }),
  };
}

function sqlToolsAddress(entry: Entry): ProfileAddress | undefined {
  switch (entry.driver) {
    case 'PostgreSQL': {
      const ssl = entry.pgOptions?.ssl;
      // Its driver checks the certificate unless it is told otherwise.
      const checks = z.object({ rejectUnauthorized: z.literal(false) }).safeParse(ssl).success;
      const mode =
        ssl === true || (typeof ssl === 'object' && ssl !== null && !checks) ? 'verify-full' : 'require';
      return postgresAddress(entry, ssl === undefined || ssl === false ? undefined : mode);
    }
    case 'MSSQL':
      return mssqlAddress(entry, entry.mssqlOptions ?? {});
    default:
      return undefined;
  }
}

function isOn(value: boolean | string | undefined): boolean {
  return value === true || (typeof value === 'string' && /^(?:true|yes|mandatory|strict)$/i.test(value));
}

function some<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  const result: Partial<Record<Key, string>> = {};
  // Empty and "<default>" stand for the user's own.
  if (value !== undefined && value !== '' && value !== '<default>') result[key] = value;
  return result;
}

function portOf(port: number | string | undefined): Pick<Profile, 'port'> {
  if (typeof port === 'string' && hasVariables(port)) return { port };
  const number = Number(port);
  return Number.isInteger(number) && number >= 1 && number <= 65_535 ? { port: number } : {};
}

function folder(path: string | undefined): Pick<Profile, 'folder'> {
  return path === undefined || path.trim() === '' ? {} : { folder: path };
}

/** The paths of groups that name their parent, by their ids. The group that holds all others says nothing. */
function foldersOf(setting: unknown): ReadonlyMap<string, string> {
  const groups = new Map(
    (Array.isArray(setting) ? (setting as readonly unknown[]) : []).flatMap((item) => {
      const group = groupSchema.safeParse(item);
      return group.success ? [[group.data.id, group.data] as const] : [];
    }),
  );
  const pathOf = (id: string, seen: readonly string[]): readonly string[] => {
    const group = groups.get(id);
    if (group === undefined || seen.includes(id)) return [];
    const isRoot = group.parentId === undefined && /^(?:ROOT|Servers|PostgreSQL)$/i.test(group.name);
    const own = isRoot ? [] : [group.name.replaceAll('/', '-')];
    return [...(group.parentId === undefined ? [] : pathOf(group.parentId, [...seen, id])), ...own];
  };
  return new Map([...groups.keys()].map((id) => [id, pathOf(id, []).join('/')]));
}
