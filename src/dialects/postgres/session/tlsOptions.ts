import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import * as tls from 'node:tls';
import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';
import { ConnectFailure } from './connectFailure.js';

/** Where systems keep the certificates they trust, for Node.js versions that cannot ask. */
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/**
 * What TLS checks and shows, with libpq's meanings (https://www.postgresql.org/docs/current/libpq-ssl.html): the chain is
 * verified exactly if there is a root certificate, in the weaker modes too; the host's name in verify-full only. Unlike
 * libpq, a root certificate that was asked for and is not there is an error in every mode.
 * Throws a `ConnectFailure` of kind `tls-files`.
 */
export async function tlsOptions(settings: ConnectionSettings): Promise<tls.ConnectionOptions> {
  const { tls: wanted, host } = settings;
  const verifies = wanted.rootCertificate !== undefined;
  if (!verifies && (wanted.mode === 'verify-ca' || wanted.mode === 'verify-full')) {
    throw new ConnectFailure('tls-files', undefined, `sslmode=${wanted.mode} needs a root certificate`);
  }
  const ca =
    wanted.rootCertificate === undefined ? undefined : await rootCertificates(wanted.rootCertificate);
  const cert =
    wanted.certificate === undefined ? undefined : await pem(wanted.certificate, 'client certificate');
  const key =
    wanted.key === undefined || cert === undefined ? undefined : await pem(wanted.key, 'client key');
  if (cert !== undefined && key === undefined) {
    throw new ConnectFailure('tls-files', undefined, 'there is a client certificate but no key for it');
  }
  const passphrase = wanted.keyPassword?.reveal();
  const options: tls.ConnectionOptions = {
    host,
    rejectUnauthorized: verifies,
    // SNI names hosts, never addresses (RFC 6066, section 3).
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(wanted.mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
    ...(wanted.negotiation === 'direct' ? { ALPNProtocols: ['postgresql'] } : {}),
    // TLS 1.2 is what libpq asks for at least.
    minVersion: 'TLSv1.2',
  };
  try {
    options.secureContext = tls.createSecureContext({
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(passphrase === undefined ? {} : { passphrase }),
      minVersion: 'TLSv1.2',
    });
  } catch (error) {
    throw new ConnectFailure('tls-files', error, 'the certificate files cannot be used');
  }
  return options;
}

async function pem(path: string, what: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ConnectFailure('tls-files', error, `the ${what} ${path} cannot be read`);
  }
}

/** Undefined stands for the certificates that Node.js brings along. */
async function rootCertificates(path: string): Promise<string[] | Buffer | undefined> {
  if (path !== 'system') return pem(path, 'root certificate');
  const ask: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof ask === 'function') {
    // Since Node.js 22.15 and 23.10.
    const found: unknown = Reflect.apply(ask, tls, ['system']);
    if (Array.isArray(found) && found.every((one) => typeof one === 'string') && found.length > 0)
      return found;
  }
  for (const bundle of systemBundles) {
    try {
      return await readFile(bundle);
    } catch {
      // Not this kind of system; the next bundle is another's.
    }
  }
  return undefined;
}
