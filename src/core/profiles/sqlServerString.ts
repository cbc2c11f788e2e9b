import { Secret } from '../secret.js';
import type { TlsMode } from './connectionSettings.js';
import { malformed, noRole, parsePort } from './parsedConnection.js';
import type { MssqlConnection } from './parsedConnection.js';
import { percentDecode } from './percentEncoding.js';
import { parsePropertyList } from './propertyList.js';

const scheme = /^(?:jdbc:)?(?:mssql|sqlserver):\/\//i;

const serverNames = ['server', 'datasource', 'addr', 'address', 'networkaddress', 'servername'];
const databaseNames = ['database', 'databasename', 'initialcatalog'];
const userNames = ['userid', 'user', 'uid', 'username'];
const passwordNames = ['password', 'pwd'];
const applicationNames = ['applicationname', 'app', 'appname'];
const timeoutNames = ['connecttimeout', 'connectiontimeout', 'timeout', 'logintimeout'];
const portNames = ['port', 'portnumber'];
const instanceNames = ['instancename', 'instance'];
const encryptNames = ['encrypt'];
const trustNames = ['trustservercertificate'];
const read = new Set(
  [
    serverNames,
    databaseNames,
    userNames,
    passwordNames,
    applicationNames,
    timeoutNames,
    portNames,
    instanceNames,
    encryptNames,
    trustNames,
  ].flat(),
);

/** Whether the text is a URL of SQL Server, its JDBC form included. */
export function isSqlServerUrl(text: string): boolean {
  return scheme.test(text);
}

/** Whether the text begins with a property that ADO.NET's SQL Server provider knows. */
export function isAdoNetString(text: string): boolean {
  const first = /^\s*([A-Za-z][A-Za-z ]*?)\s*=/.exec(text);
  const name = first?.[1]?.toLowerCase().replace(/\s+/g, '');
  return (
    name !== undefined && (read.has(name) || name === 'integratedsecurity' || name === 'trustedconnection')
  );
}

/**
 * Reads `Server=tcp:host,1433;Database=…;User ID=…;Password=…`.
 * Throws `invalid-input` that names the wrong part and holds nothing of the password.
 */
export function parseAdoNetString(text: string): MssqlConnection {
  return fromProperties(parsePropertyList(text, 'quotes'), {});
}

/**
 * Reads `mssql://user:password@host:port/database?encrypt=true`, `sqlserver://host\instance:port;database=…;user=…`
 * and `jdbc:sqlserver://…;databaseName=…`. Throws as {@link parseAdoNetString} does.
 */
export function parseSqlServerUrl(text: string): MssqlConnection {
  const rest = text.replace(scheme, '');
  const semicolon = rest.indexOf(';');
  const at = rest.indexOf('@');
  if (semicolon !== -1 && (at === -1 || semicolon < at)) {
    const properties = parsePropertyList(rest.slice(semicolon), 'braces');
    return fromProperties(properties, parseServer(rest.slice(0, semicolon), ':'));
  }
  return parseUserInfoUrl(rest);
}

function parseUserInfoUrl(rest: string): MssqlConnection {
  const end = rest.search(/[/?]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const tail = end === -1 ? '' : rest.slice(end);
  if (!authority.includes('@') && tail.includes('@')) {
    throw malformed('the host', 'cannot be found', 'In a user name or password, write / ? @ as %2F %3F %40.');
  }
  const at = authority.lastIndexOf('@');
  const [, user, password] = /^([^:]*)(?::(.*))?$/s.exec(at === -1 ? '' : authority.slice(0, at)) ?? [];
  const question = tail.indexOf('?');
  const path = (question === -1 ? tail : tail.slice(0, question)).replace(/^\//, '');
  const properties = new Map<string, string>();
  for (const item of question === -1 ? [] : tail.slice(question + 1).split('&')) {
    if (item === '') continue;
    const equals = item.indexOf('=');
    if (equals === -1) throw malformed('a parameter after the ?', 'has no =');
    const name = item
      .slice(0, equals)
      .toLowerCase()
      .replace(/[\s+]|%20/g, '');
    properties.set(name, percentDecode(item.slice(equals + 1), 'the value of a parameter'));
  }
  const put = (name: string, value: string | undefined, part: string): void => {
    if (value !== undefined && value !== '') properties.set(name, percentDecode(value, part));
  };
  // Go's driver puts an instance in the path and the database in the query.
  if (properties.has('database')) put('instance', path, 'the instance');
  else put('database', path, 'the database name');
  put('user', user, 'the user name');
  put('password', password, 'the password');
  return fromProperties(properties, parseServer(authority.slice(at + 1), ':'));
}

type Server = Pick<MssqlConnection, 'host' | 'port' | 'instance'>;

/** Splits `tcp:host\instance,port` (ADO.NET) or `host\instance:port`. */
function parseServer(text: string, separator: ':' | ','): Server {
  const trimmed = text.trim().replace(/^(?:tcp|np|lpc):/i, '');
  const found =
    separator === ','
      ? /^([^\\,]*)(?:\\([^,]*))?(?:,\s*(.*))?$/.exec(trimmed)
      : /^(\[[^\]]+\]|[^\\:]*)(?:\\([^:]*))?(?::(.*))?$/.exec(trimmed);
  if (found === null) throw malformed('the server', 'cannot be read');
  const host = (found[1] ?? '').replace(/^\[|\]$/g, '').trim();
  const instance = found[2];
  return {
    ...(host === '' ? {} : { host: host === '.' || host.toLowerCase() === '(local)' ? 'localhost' : host }),
    ...(instance === undefined || instance === '' ? {} : { instance }),
    ...(found[3] === undefined ? {} : { port: parsePort(found[3].trim()) }),
  };
}

function fromProperties(properties: ReadonlyMap<string, string>, fromUrl: Server): MssqlConnection {
  const get = (names: readonly string[]): string | undefined =>
    names.map((name) => properties.get(name)).find((value) => value !== undefined && value !== '');
  const named = get(serverNames);
  const server: Server = { ...fromUrl, ...(named === undefined ? {} : parseServer(named, ',')) };
  if (properties.has('role')) throw noRole();
  const port = get(portNames);
  const password = get(passwordNames);
  const timeout = get(timeoutNames);
  if (timeout !== undefined && !/^\d{1,6}$/.test(timeout)) {
    throw malformed('the connect timeout', 'is not a whole number of seconds');
  }
  return {
    engine: 'mssql',
    ...server,
    ...(port === undefined ? {} : { port: parsePort(port) }),
    ...optional('instance', get(instanceNames)),
    ...optional('database', get(databaseNames)),
    ...optional('user', get(userNames)),
    ...optional('applicationName', get(applicationNames)),
    ...(password === undefined ? {} : { password: new Secret(password) }),
    ...(timeout === undefined ? {} : { connectTimeout: Number(timeout) }),
    ...optional('tlsMode', tlsMode(get(encryptNames), get(trustNames))),
    ignored: [...properties.keys()].filter((name) => !read.has(name) && /^[a-z]{2,40}$/.test(name)),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  const result: Partial<Record<K, V>> = {};
  if (value !== undefined) result[key] = value;
  return result;
}

/** Encrypt and TrustServerCertificate in libpq's words; undefined where the string leaves it to the default. */
function tlsMode(encrypt: string | undefined, trust: string | undefined): TlsMode | undefined {
  const trusting = trust !== undefined && /^(?:true|yes|1)$/i.test(trust);
  switch (encrypt?.toLowerCase()) {
    case undefined:
      return trusting ? 'require' : undefined;
    case 'false':
    case 'no':
    case 'optional':
    case 'disable':
      return 'disable';
    case 'true':
    case 'yes':
    case 'mandatory':
    case 'strict':
      return trusting ? 'require' : 'verify-full';
    default:
      throw malformed('"Encrypt"', 'is none of true, false, mandatory, optional, strict');
  }
}
