import { Secret } from '../secret.js';

/** What a line of a password file is matched with. */
export interface PasswordLookup {
  /** The host, or several names for it: the default socket directory also matches `localhost`. */
  readonly hosts: readonly string[];
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * The password of the first line `host:port:database:user:password` that matches, or undefined. `*` matches anything, a
 * backslash takes the next character as it is, lines that begin with # are comments
 * (https://www.postgresql.org/docs/current/libpq-pgpass.html).
 */
export function findPassword(text: string, lookup: PasswordLookup): Secret | undefined {
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#')) continue;
    const fields = splitFields(line);
    if (fields === undefined) continue;
    const [host, port, database, user] = fields.patterns;
    if (
      lookup.hosts.some((name) => matches(host, name)) &&
      matches(port, String(lookup.port)) &&
      matches(database, lookup.database) &&
      matches(user, lookup.user)
    ) {
      return fields.password === '' ? undefined : new Secret(fields.password);
    }
  }
  return undefined;
}

/** A login that a line of a password file is for. */
export interface FileLogin {
  readonly host: string;
  /** Undefined where the line is for any port. */
  readonly port?: number;
  readonly database: string;
  readonly user: string;
  /** 1-based. */
  readonly line: number;
}

/** The logins of the lines that name one host, database and user; never their passwords. */
export function listLogins(text: string): readonly FileLogin[] {
  return text.split(/\r?\n/).flatMap((content, index) => {
    const fields = content === '' || content.startsWith('#') ? undefined : splitFields(content);
    if (fields === undefined) return [];
    const [host, port, database, user] = fields.patterns;
    if (host === anything || database === anything || user === anything) return [];
    const number = port === anything ? undefined : Number(port);
    if (number !== undefined && !(number >= 1 && number <= 65_535)) return [];
    return [{ host, ...(number === undefined ? {} : { port: number }), database, user, line: index + 1 }];
  });
}

type Pattern = string | typeof anything;
const anything = Symbol('*');

interface Fields {
  readonly patterns: readonly [Pattern, Pattern, Pattern, Pattern];
  readonly password: string;
}

function matches(pattern: Pattern, value: string): boolean {
  return pattern === anything || pattern === value;
}

function splitFields(line: string): Fields | undefined {
  const patterns: Pattern[] = [];
  let start = 0;
  for (let position = 0; position <= line.length && patterns.length < 4; position += 1) {
    if (line[position] === '\\') position += 1;
    else if (line[position] === ':') {
      const raw = line.slice(start, position);
      patterns.push(raw === '*' ? anything : unescape(raw));
      start = position + 1;
    }
  }
  const [host, port, database, user] = patterns;
  if (host === undefined || port === undefined || database === undefined || user === undefined)
    return undefined;
  return { patterns: [host, port, database, user], password: unescape(line.slice(start)) };
}

function unescape(text: string): string {
  return text.replace(/\\(.?)/gs, '$1');
}
