import type { PostgresConnection } from './parsedConnection.js';
import { malformed, parsePort } from './parsedConnection.js';
import { percentDecode } from './percentEncoding.js';
import { collectParameters } from './postgresParameters.js';
import type { ParameterPair } from './postgresParameters.js';

const prefix = /^jdbc:postgresql:/i;

/** Properties of pgJDBC (https://jdbc.postgresql.org/documentation/use/) by libpq's keywords. */
const keywordOfProperty: Readonly<Record<string, string>> = {
  user: 'user',
  password: 'password',
  sslmode: 'sslmode',
  sslrootcert: 'sslrootcert',
  sslcert: 'sslcert',
  sslkey: 'sslkey',
  sslpassword: 'sslpassword',
  sslNegotiation: 'sslnegotiation',
  channelBinding: 'channel_binding',
  ApplicationName: 'application_name',
  connectTimeout: 'connect_timeout',
  loginTimeout: 'connect_timeout',
  options: 'options',
  service: 'service',
  PGHOST: 'host',
  PGPORT: 'port',
  PGDBNAME: 'dbname',
};

const passwordHint = 'In a password, write & as %26, + as %2B and % as %25.';

/** Whether the text is a JDBC URL of PostgreSQL. */
export function isJdbcPostgresUrl(text: string): boolean {
  return prefix.test(text);
}

/**
 * Reads `jdbc:postgresql://host:port/database?property=value`, and the short form `jdbc:postgresql:database`.
 * `ssl=true` means verify-full, as it does to the driver since 42.2.5. Properties that concern the Java driver alone are
 * named in `ignored`. Throws `invalid-input` that names the wrong part and holds nothing of the password.
 */
export function parseJdbcPostgresUrl(text: string): PostgresConnection {
  const rest = text.replace(prefix, '');
  const question = rest.indexOf('?');
  const address = question === -1 ? rest : rest.slice(0, question);
  const properties = readProperties(question === -1 ? '' : rest.slice(question + 1));
  const found = collectParameters([...addressPairs(address), ...properties.pairs]);
  return { ...found, ignored: [...found.ignored, ...properties.ignored] };
}

function addressPairs(address: string): readonly ParameterPair[] {
  const pair = (keyword: string, value: string): ParameterPair => ({ keyword, value, nameable: true });
  if (!address.startsWith('//')) {
    const database = decode(address.replace(/^\//, ''), 'the database name');
    return [pair('host', 'localhost'), pair('dbname', database)];
  }
  const slash = address.indexOf('/', 2);
  const authority = slash === -1 ? address.slice(2) : address.slice(2, slash);
  if (authority.includes('@')) {
    throw malformed(
      'the host',
      'contains an @',
      'A JDBC URL has no user and password before the host: add ?user=…&password=… at its end.',
    );
  }
  const database = pair('dbname', decode(slash === -1 ? '' : address.slice(slash + 1), 'the database name'));
  if (authority.includes(',')) return [pair('host', authority), database];
  const parts = /^(\[[^\]]+\]|[^:]*)(?::(.*))?$/.exec(authority);
  if (parts === null)
    throw malformed('the host', 'cannot be read', 'An IPv6 address is written in brackets: [::1].');
  const host = (parts[1] ?? '').replace(/^\[|\]$/g, '');
  const port = parts[2] ?? '';
  if (port !== '') parsePort(port);
  return [pair('host', host === '' ? 'localhost' : host), pair('port', port), database];
}

function readProperties(query: string): {
  readonly pairs: readonly ParameterPair[];
  readonly ignored: readonly string[];
} {
  const pairs: ParameterPair[] = [];
  const ignored: string[] = [];
  let ssl = false;
  for (const item of query.split('&')) {
    if (item === '') continue;
    const equals = item.indexOf('=');
    if (equals === -1) throw malformed('a property after the ?', 'has no =', passwordHint);
    const name = item.slice(0, equals);
    const value = decode(item.slice(equals + 1), 'the value of a property');
    const keyword = Object.hasOwn(keywordOfProperty, name) ? keywordOfProperty[name] : undefined;
    if (keyword !== undefined) pairs.push({ keyword, value, nameable: true });
    else if (name === 'ssl') {
      if (value !== 'false') ssl = true;
    } else if (/^[A-Za-z]{2,40}$/.test(name)) ignored.push(name);
    else
      throw malformed(
        'a property after the ?',
        'has a name that is no property of the JDBC driver',
        passwordHint,
      );
  }
  if (ssl && !pairs.some((pair) => pair.keyword === 'sslmode')) {
    pairs.push({ keyword: 'sslmode', value: 'verify-full', nameable: true });
  }
  return { pairs, ignored };
}

/** The driver decodes as forms do: a + is a space. */
function decode(text: string, part: string): string {
  return percentDecode(text.replaceAll('+', ' '), part);
}
