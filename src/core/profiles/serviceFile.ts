import { DbvcError } from '../errors.js';
import { collectParameters } from './postgresParameters.js';
import type { PostgresConnection } from './parsedConnection.js';

/** The names of the sections of a connection service file. */
export function listServices(text: string): readonly string[] {
  const names = text.split(/\r?\n/).flatMap((line) => /^\[(.+)\]$/.exec(line.trim())?.[1] ?? []);
  return [...new Set(names)];
}

/**
 * The parameters of `[service]` in a connection service file, or undefined where the file has no such section
 * (https://www.postgresql.org/docs/current/libpq-pgservice.html).
 * Throws `invalid-input` with file and line for a section that libpq would refuse; `not-supported` for LDAP look-ups.
 */
export function findService(text: string, service: string, path: string): PostgresConnection | undefined {
  let inside = false;
  let found = false;
  const pairs: { keyword: string; value: string; nameable: boolean }[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      if (found) break;
      inside = line === `[${service}]`;
      found = inside;
      continue;
    }
    if (!inside) continue;
    const where = `${path}:${String(index + 1)}`;
    if (line.startsWith('ldap')) {
      throw new DbvcError('not-supported', `${where}: DBVC does not look up services in LDAP.`);
    }
    const equals = line.indexOf('=');
    const keyword = equals === -1 ? '' : line.slice(0, equals).trim();
    if (keyword === '') throw new DbvcError('invalid-input', `${where}: a line without keyword and =.`);
    if (keyword === 'service' || keyword === 'servicefile') {
      throw new DbvcError('invalid-input', `${where}: a service cannot refer to another service.`);
    }
    // As in libpq, the first of equal keywords counts.
    if (pairs.some((pair) => pair.keyword === keyword)) continue;
    pairs.push({ keyword, value: line.slice(equals + 1).trim(), nameable: true });
  }
  if (!found) return undefined;
  try {
    return collectParameters(pairs);
  } catch (error) {
    if (!(error instanceof DbvcError)) throw error;
    throw new DbvcError(error.code, `${path}, service "${service}": ${error.message}`, error.details);
  }
}
