import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runChecked } from '../runProcess.js';

/** Files made for one TLS server; each is the path of a PEM file. */
export interface Certificates {
  /** The authority that signed the server's and the client's certificate. */
  readonly authority: string;
  readonly serverCertificate: string;
  readonly serverKey: string;
  /** For the login named by {@link CLIENT_CERTIFICATE_LOGIN}. */
  readonly clientCertificate: string;
  readonly clientKey: string;
  /** An authority that signed nothing here: verifying against it must fail. */
  readonly otherAuthority: string;
}

/** The common name of the client certificate. */
export const CLIENT_CERTIFICATE_LOGIN = 'certified';

/**
 * Makes an authority, a server certificate for `localhost` (not for 127.0.0.1, so that verify-ca and
 * verify-full can be told apart) and a client certificate, with the system's openssl.
 */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const authority = await selfSigned(folder, 'authority', 'DBVC test authority');
  const otherAuthority = await selfSigned(folder, 'otherAuthority', 'Another authority');
  const server = await signed(folder, 'server', 'localhost', authority, 'subjectAltName=DNS:localhost');
  const client = await signed(
    folder,
    'client',
    CLIENT_CERTIFICATE_LOGIN,
    authority,
    'extendedKeyUsage=clientAuth',
  );
  return {
    authority: authority.certificate,
    serverCertificate: server.certificate,
    serverKey: server.key,
    clientCertificate: client.certificate,
    clientKey: client.key,
    otherAuthority: otherAuthority.certificate,
  };
}

interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const;

async function selfSigned(folder: string, name: string, commonName: string): Promise<KeyPair> {
  const pair = pairOf(folder, name);
  await openssl(['req', '-x509', ...NEW_KEY, '-days', '2', '-subj', `/CN=${commonName}`, ...outputs(pair)]);
  return pair;
}

async function signed(
  folder: string,
  name: string,
  commonName: string,
  issuer: KeyPair,
  extension: string,
): Promise<KeyPair> {
  const pair = pairOf(folder, name);
  const request = path.join(folder, `${name}.csr`);
  const extensions = path.join(folder, `${name}.ext`);
  await writeFile(extensions, `${extension}\n`);
  await openssl(['req', ...NEW_KEY, '-subj', `/CN=${commonName}`, '-keyout', pair.key, '-out', request]);
  await openssl([
    'x509', '-req', '-days', '2', '-in', request, '-CA', issuer.certificate, '-CAkey', issuer.key,
    '-CAcreateserial', '-extfile', extensions, '-out', pair.certificate,
  ]); // prettier-ignore
  await chmod(pair.key, 0o600);
  return pair;
}

function pairOf(folder: string, name: string): KeyPair {
  return { certificate: path.join(folder, `${name}.crt`), key: path.join(folder, `${name}.key`) };
}

function outputs(pair: KeyPair): readonly string[] {
  return ['-keyout', pair.key, '-out', pair.certificate];
}

async function openssl(args: readonly string[]): Promise<void> {
  try {
    await runChecked('openssl', args);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error('The TLS tests need openssl: apt-get install openssl', { cause: error });
    }
    throw error;
  }
}
