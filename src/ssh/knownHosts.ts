import { createHash, createHmac } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DbvcError } from '../core/errors.js';

/** What a known_hosts file says about a server's key. */
export type HostKeyVerdict = 'known' | 'unknown' | 'changed' | 'revoked';

interface KnownKey {
  readonly marker: string | undefined;
  readonly type: string;
  readonly key: string;
}

/**
 * What the file says about the key that a server shows (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT; certificate authorities are
 * not looked at). A server that is known by other keys only counts as changed, of whatever type they are.
 */
export function judgeHostKey(text: string, host: string, port: number, key: Buffer): HostKeyVerdict {
  const shown = key.toString('base64');
  const lines = keysOf(text, host, port);
  if (lines.some((line) => line.marker === '@revoked' && line.key === shown)) return 'revoked';
  const keys = lines.filter(({ marker }) => marker === undefined);
  if (keys.some((line) => line.key === shown)) return 'known';
  return keys.length === 0 ? 'unknown' : 'changed';
}

/** The types of the keys that a server is known by, so that it is asked for one of these. */
export function knownKeyTypes(text: string, host: string, port: number): readonly string[] {
  return keysOf(text, host, port).flatMap(({ marker, type }) => (marker === undefined ? [type] : []));
}

/** The type that a key names in its first field. */
export function hostKeyType(key: Buffer): string {
  return key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1');
}

/** As ssh prints it: `SHA256:` and base64 without padding. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/**
 * The text of a known_hosts file; empty where there is none. Throws `invalid-input` where it cannot be read: a server
 * whose key has changed would look like one that nobody knows.
 */
export async function readKnownHosts(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new DbvcError(
      'invalid-input',
      `${file} cannot be read, so that no SSH server can be told from another.`,
      { hint: 'Check who may read it.' },
      { cause: error },
    );
  }
}

/** Adds a key on a line of its own at the end of a known_hosts file, as ssh does. */
export async function rememberHostKey(file: string, host: string, port: number, key: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const before = await readKnownHosts(file);
  const start = before === '' || before.endsWith('\n') ? '' : '\n';
  const line = `${hostField(host, port)} ${hostKeyType(key)} ${key.toString('base64')}\n`;
  await appendFile(file, `${start}${line}`, { mode: 0o600 });
}

function hostField(host: string, port: number): string {
  return port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${String(port)}`;
}

function keysOf(text: string, host: string, port: number): readonly KnownKey[] {
  const name = hostField(host, port);
  return text.split(/\r?\n/).flatMap((line) => {
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') === true ? words.shift() : undefined;
    const [hosts, type, key] = words;
    if (hosts === undefined || type === undefined || key === undefined || hosts.startsWith('#')) return [];
    // A key of SSH 1: bits, exponent, modulus.
    if (/^\d+$/.test(type)) return [];
    return matchesHost(hosts, name) ? [{ marker, type, key }] : [];
  });
}

function matchesHost(field: string, name: string): boolean {
  const [empty, version, salt, hash] = field.split('|');
  if (empty === '' && version === '1' && salt !== undefined && hash !== undefined) {
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
  }
  const patterns = field.toLowerCase().split(',');
  const matches = (pattern: string): boolean => globOf(pattern).test(name);
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)))) return false;
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern));
}

function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[\\^$.+()|{}[\]]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}
