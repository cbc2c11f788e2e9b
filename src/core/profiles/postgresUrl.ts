import type { PostgresConnection } from './parsedConnection.js';
import { malformed, parsePort } from './parsedConnection.js';
import { percentDecode, percentEncode } from './percentEncoding.js';
import { collectParameters, postgresKeywords } from './postgresParameters.js';
import type { ParameterPair } from './postgresParameters.js';

const scheme = /^postgres(?:ql)?:\/\//i;
const encodingHint =
  'If the user name or password contains one of / ? # @ : %, write it as %2F %3F %23 %40 %3A %25.';

/** Whether the text is meant as a URL of PostgreSQL. */
export function isPostgresUrl(text: string): boolean {
  return scheme.test(text);
}

/**
 * Reads `postgresql://user:password@host:port/database?parameter=value`, as libpq does: percent-encoding in every
 * part, IPv6 addresses in brackets, a percent-encoded socket directory as the host, any parameter in the query.
 * More forgiving than libpq in one thing: of several @ before the first slash, the last ends the password.
 * Throws `invalid-input` that names the wrong part and holds nothing of the password.
 */
export function parsePostgresUrl(text: string): PostgresConnection {
  const rest = text.replace(scheme, '');
  const [authority, path, query] = split(rest);
  // An @ further on is most likely the end of a password with a raw slash or question mark: then nothing of the
  // text may be quoted, and nothing of it may become the name of a database.
  const misread = path.includes('@') || query.includes('@');
  const pairs: ParameterPair[] = [...authorityPairs(authority, misread)];
  if (path.includes('@')) throw malformed('the database name', 'contains an @', encodingHint);
  pairs.push(pair('dbname', percentDecode(path, 'the database name')));
  pairs.push(...queryPairs(query, !misread));
  return collectParameters(pairs);
}

function split(rest: string): readonly [authority: string, path: string, query: string] {
  const end = rest.search(/[/?]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const tail = end === -1 ? '' : rest.slice(end);
  const question = tail.indexOf('?');
  const path = question === -1 ? tail : tail.slice(0, question);
  return [authority, path.replace(/^\//, ''), question === -1 ? '' : tail.slice(question + 1)];
}

function pair(keyword: string, value: string): ParameterPair {
  return { keyword, value, nameable: true };
}

function authorityPairs(authority: string, misread: boolean): readonly ParameterPair[] {
  const pairs: ParameterPair[] = [];
  const at = authority.lastIndexOf('@');
  if (at !== -1) {
    const credentials = authority.slice(0, at);
    const colon = credentials.indexOf(':');
    const user = colon === -1 ? credentials : credentials.slice(0, colon);
    pairs.push(pair('user', percentDecode(user, 'the user name')));
    if (colon !== -1) {
      pairs.push(pair('password', percentDecode(credentials.slice(colon + 1), 'the password')));
    }
  }
  const [host, port] = splitHost(authority.slice(at + 1));
  pairs.push(pair('host', percentDecode(host, 'the host')));
  if (port !== '' && !port.includes(',')) parsePort(port, at === -1 || misread ? encodingHint : undefined);
  pairs.push(pair('port', port));
  return pairs;
}

/** Splits `host:port`, `[address]:port`; a list of hosts is left whole, to be refused as one. */
function splitHost(text: string): readonly [host: string, port: string] {
  if (text.includes(',')) return [text, ''];
  if (text.startsWith('[')) {
    const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text);
    if (bracketed === null) throw malformed('the host', 'begins with a [ that no ] before the port closes');
    const address = bracketed[1] ?? '';
    if (address === '') throw malformed('the host', 'is an empty pair of brackets');
    return [address, bracketed[2] ?? ''];
  }
  const colon = text.indexOf(':');
  if (colon === -1) return [text, ''];
  if (text.includes(':', colon + 1)) {
    throw malformed('the host', 'holds several colons', 'An IPv6 address is written in brackets: [::1].');
  }
  return [text.slice(0, colon), text.slice(colon + 1)];
}

function queryPairs(query: string, nameable: boolean): readonly ParameterPair[] {
  const pairs: ParameterPair[] = [];
  for (const item of query.split('&')) {
    if (item === '') continue;
    const equals = item.indexOf('=');
    if (equals === -1) throw malformed('a parameter after the ?', 'has no =', encodingHint);
    const keyword = percentDecode(item.slice(0, equals), 'the name of a parameter');
    const value = percentDecode(
      item.slice(equals + 1),
      nameable ? `the parameter "${keyword}"` : 'a parameter',
    );
    if (keyword === 'ssl') pairs.push(pair('sslmode', sslFlag(value)));
    else pairs.push({ keyword, value, nameable });
  }
  return pairs;
}

/** `ssl=true` means `sslmode=require` in libpq, for URLs that were written for JDBC. */
function sslFlag(value: string): string {
  if (value === 'true' || value === '1') return 'require';
  if (value === 'false' || value === '0') return 'disable';
  throw malformed('"ssl"', 'is neither true nor false');
}

/**
 * Writes a connection as a URL that {@link parsePostgresUrl} reads back as the same. Passwords are left out unless
 * `withPassword` is true, which is for handing the text to another program only.
 */
export function formatPostgresUrl(connection: PostgresConnection, withPassword = false): string {
  const { host = '', port, user, dbname, ...others } = connection.parameters;
  const password = withPassword ? connection.password?.reveal() : undefined;
  const credentials = `${percentEncode(user ?? '')}${password === undefined ? '' : `:${percentEncode(password)}`}`;
  const address =
    host.includes(':') && !host.includes('/')
      ? `[${percentEncode(host).replaceAll('%3A', ':')}]`
      : percentEncode(host);
  const parameters = postgresKeywords.flatMap((keyword) => {
    const value = keyword in others ? connection.parameters[keyword] : undefined;
    return value === undefined ? [] : [`${keyword}=${percentEncode(value)}`];
  });
  if (withPassword && connection.keyPassword !== undefined) {
    parameters.push(`sslpassword=${percentEncode(connection.keyPassword.reveal())}`);
  }
  return [
    'postgresql://',
    credentials === '' ? '' : `${credentials}@`,
    address,
    port === undefined ? '' : `:${port}`,
    dbname === undefined ? '' : `/${percentEncode(dbname)}`,
    parameters.length === 0 ? '' : `?${parameters.join('&')}`,
  ].join('');
}
