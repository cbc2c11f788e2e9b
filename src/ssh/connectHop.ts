import path from 'node:path';
import type { Duplex } from 'node:stream';
import type { Client, ConnectConfig, ServerHostKeyAlgorithm } from 'ssh2';
import { CancelledError, DbvcError } from '../core/errors.js';
import type { Machine } from '../core/profiles/machine.js';
import { hopName, type SshHop, type SshQuestions } from '../core/profiles/sshRoute.js';
import {
  fingerprint,
  hostKeyType,
  judgeHostKey,
  knownKeyTypes,
  readKnownHosts,
  rememberHostKey,
} from './knownHosts.js';
import { loadSsh } from './sshLibrary.js';
import { type SshLogin, sshLogins } from './sshLogin.js';

/** What connecting to a hop needs. */
export interface HopContext {
  readonly machine: Machine;
  readonly questions: SshQuestions;
  /** Milliseconds for the server to answer; questions to the person do not count. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/**
 * Connects to one SSH server and logs in, over `openSocket` where there are hops before it. Throws `DbvcError` that
 * names the hop, or `CancelledError`; nothing is left open then.
 */
export async function connectHop(
  hop: SshHop,
  openSocket: (() => Promise<Duplex>) | undefined,
  context: HopContext,
): Promise<Client> {
  let refused: unknown;
  for await (const login of sshLogins(hop, context.machine, context.questions)) {
    try {
      return await attempt(hop, await openSocket?.(), login, context);
    } catch (error) {
      if (!isLoginRefused(error)) throw error;
      refused = error;
    }
  }
  throw new DbvcError(
    'authentication-failed',
    `The SSH server ${hopName(hop)} refused the login.`,
    { hint: refusedHint(hop) },
    { cause: refused },
  );
}

function refusedHint({ key, signIn }: SshHop): string {
  if (key !== undefined) return 'Check user and key.';
  return signIn === 'agent'
    ? 'Check the user, and with "ssh-add -l" that the agent has the key.'
    : 'Check user and password.';
}

async function attempt(
  hop: SshHop,
  socket: Duplex | undefined,
  login: SshLogin,
  { machine, questions, timeout, signal }: HopContext,
): Promise<Client> {
  const { Client } = await loadSsh();
  const file = path.join(machine.homeDirectory, '.ssh', 'known_hosts');
  const known = await readKnownHosts(file);
  const client = new Client();
  return new Promise((resolve, reject) => {
    let hostKeyError: Error | undefined;
    const fail = (error: Error): void => {
      signal?.removeEventListener('abort', cancel);
      client.end();
      socket?.destroy();
      reject(hostKeyError ?? (error instanceof CancelledError ? error : sentence(error, hop)));
    };
    const cancel = (): void => fail(new CancelledError());
    if (signal?.aborted === true) {
      cancel();
      return;
    }
    signal?.addEventListener('abort', cancel, { once: true });
    client.on('error', fail);
    client.on('keyboard-interactive', (_name, _instructions, _language, prompts, finish) =>
      finish(prompts.map(() => login.password ?? '')),
    );
    client.once('close', () => fail(new Error('it closed the connection')));
    client.once('ready', () => {
      signal?.removeEventListener('abort', cancel);
      // The end of a query must not wait until the server has acknowledged its beginning.
      client.setNoDelay(true);
      resolve(client);
    });
    const verify = async (key: Buffer): Promise<boolean> => {
      const verdict = judgeHostKey(known, hop.host, hop.port, key);
      if (verdict === 'known') return true;
      if (verdict === 'unknown') {
        const asked = { hop, type: hostKeyType(key), fingerprint: fingerprint(key) };
        if (await questions.trusts(asked)) {
          await rememberHostKey(file, hop.host, hop.port, key);
          return true;
        }
      }
      hostKeyError = hostKeyRefusal(hop, verdict, key, file);
      return false;
    };
    client.connect({
      ...(socket === undefined ? { host: hop.host, port: hop.port } : { sock: socket }),
      username: hop.user,
      ...login,
      tryKeyboard: login.password !== undefined,
      // Questions are asked in the middle of the handshake; a person is not that quick.
      readyTimeout: Math.max(timeout, 120_000),
      timeout,
      keepaliveInterval: 15_000,
      ...algorithms(knownKeyTypes(known, hop.host, hop.port)),
      hostVerifier: (key: Buffer, done: (isTrusted: boolean) => void): void => {
        verify(key).then(done, (error: unknown) => {
          hostKeyError = error instanceof Error ? error : new Error(String(error));
          done(false);
        });
      },
    });
  });
}

/**
 * Asks the server first for a key of a type that it is known by. The library leaves what its list has already at its place,
 * so that it is taken out before; a pattern, unlike a name, may name a type that the library cannot read.
 */
function algorithms(types: readonly string[]): Pick<ConnectConfig, 'algorithms'> {
  const wanted = types.flatMap((type) =>
    type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256', type] : [type],
  );
  const patterns = [...new Set(wanted)].map(
    (type) => new RegExp(`^${type.replace(/[^a-z0-9-]/gi, '\\$&')}$`),
  ) as readonly unknown[] as ServerHostKeyAlgorithm[];
  return patterns.length === 0
    ? {}
    : { algorithms: { serverHostKey: { remove: patterns, prepend: patterns, append: [] } } };
}

function hostKeyRefusal(hop: SshHop, verdict: string, key: Buffer, file: string): DbvcError {
  const shown = `${hostKeyType(key)} ${fingerprint(key)}`;
  switch (verdict) {
    case 'changed':
      return new DbvcError(
        'connection-failed',
        `The SSH server ${hopName(hop)} shows another key than the one it is known by. Nothing was sent to it.`,
        {
          hint: `Someone may be in between. It shows ${shown}; if that is right, take the old key out of ${file}.`,
        },
      );
    case 'revoked':
      return new DbvcError(
        'connection-failed',
        `The key of the SSH server ${hopName(hop)} is revoked in ${file}.`,
      );
    default:
      return new DbvcError(
        'connection-failed',
        `The SSH server ${hopName(hop)} is not known, and was not trusted.`,
        {
          hint: `It shows ${shown}. Connect to it with ssh once, or add its key to ${file}.`,
        },
      );
  }
}

/** A login that was refused, which another way to log in may mend. */
class LoginRefused extends Error {}

function isLoginRefused(error: unknown): boolean {
  return error instanceof LoginRefused;
}

function sentence(error: Error, hop: SshHop): Error {
  const level: unknown = Reflect.get(error, 'level');
  if (level === 'client-authentication' || level === 'agent')
    return new LoginRefused(error.message, { cause: error });
  const code: unknown = Reflect.get(error, 'code');
  const reason = (): string => {
    switch (code) {
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
        return 'its name is not known';
      case 'ECONNREFUSED':
        return 'nothing listens there';
      case 'ETIMEDOUT':
        return 'it does not answer';
      default:
        return error.message.replace(/\.$/, '');
    }
  };
  return new DbvcError(
    'connection-failed',
    `The SSH server ${hopName(hop)} cannot be reached: ${reason()}.`,
    { hint: 'Check host and port, and whether a firewall is in between.' },
    { cause: error },
  );
}
