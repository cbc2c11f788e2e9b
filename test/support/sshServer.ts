import { generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import ssh2 from 'ssh2';

/** An SSH server of a test's own, on this computer, that forwards connections. */
export interface TestSshServer {
  readonly port: number;
  /** The line of known_hosts that it is known by. */
  readonly knownHosts: string;
  /** Logins and forwardings, in words: `ann by password`, `to 127.0.0.1:5432`. */
  readonly log: readonly string[];
  /** How many clients are connected now. */
  readonly clients: number;
  /** Ends every connection, as a server that is restarted does. */
  drop(): void;
  close(): Promise<void>;
}

export interface SshServerOptions {
  readonly password?: string;
  /** A public key, as authorized_keys has it. */
  readonly publicKey?: string;
  readonly forbidsForwarding?: boolean;
  /** Private keys that it can show beside its own. */
  readonly otherHostKeys?: readonly string[];
}

/** A private key as PEM, and its public half as authorized_keys has it. */
export function sshKeyPair(passphrase?: string): { readonly privateKey: string; readonly publicKey: string } {
  const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync(
    'ed25519',
    passphrase === undefined ? {} : { passphrase, cipher: 'aes256-ctr', rounds: 4 },
  );
  return { privateKey, publicKey };
}

/** Starts a server that lets one user in, by a password or a key. */
export async function startSshServer(options: SshServerOptions): Promise<TestSshServer> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const log: string[] = [];
  const connections = new Set<ssh2.Connection>();
  const server = new ssh2.Server({ hostKeys: [privateKey, ...(options.otherHostKeys ?? [])] }, (client) => {
    connections.add(client);
    client.on('error', () => undefined);
    client.once('close', () => connections.delete(client));
    client.on('authentication', (attempt) => {
      if (isAllowed(attempt, options)) {
        // A key without a signature only asks whether it would do.
        if (attempt.method !== 'publickey' || attempt.signature !== undefined) {
          log.push(`${attempt.username} by ${attempt.method}`);
        }
        attempt.accept();
      } else {
        attempt.reject([options.password === undefined ? 'publickey' : 'password']);
      }
    });
    client.on('ready', () => {
      client.on('tcpip', (accept, reject, { destIP, destPort }) => {
        if (options.forbidsForwarding === true) {
          reject();
          return;
        }
        const socket = connect({ host: destIP, port: destPort, noDelay: true });
        socket.once('error', () => reject());
        socket.once('connect', () => {
          log.push(`to ${destIP}:${String(destPort)}`);
          const stream = accept();
          stream.on('error', () => undefined);
          socket.on('error', () => undefined);
          socket.once('close', () => stream.end());
          stream.once('close', () => socket.destroy());
          stream.pipe(socket).pipe(stream);
        });
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The SSH server has no port');
  const { port } = address;
  const key = ssh2.utils.parseKey(privateKey);
  if (key instanceof Error) throw key;
  return {
    port,
    knownHosts: `[127.0.0.1]:${String(port)} ssh-rsa ${key.getPublicSSH().toString('base64')}\n`,
    log,
    get clients() {
      return connections.size;
    },
    drop: () => {
      for (const client of connections) client.end();
    },
    close: () =>
      new Promise((resolve) => {
        for (const client of connections) client.end();
        server.close(() => resolve());
      }),
  };
}

function isAllowed(attempt: ssh2.AuthContext, { password, publicKey }: SshServerOptions): boolean {
  if (attempt.method === 'password') return password !== undefined && attempt.password === password;
  if (attempt.method !== 'publickey' || publicKey === undefined) return false;
  const allowed = ssh2.utils.parseKey(publicKey);
  if (allowed instanceof Error || Array.isArray(allowed)) return false;
  if (!allowed.getPublicSSH().equals(attempt.key.data)) return false;
  const { blob, signature, hashAlgo } = attempt;
  return blob === undefined || signature === undefined || allowed.verify(blob, signature, hashAlgo);
}
