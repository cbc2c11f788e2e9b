import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConnectConfig } from 'ssh2';
import { CancelledError, DbvcError } from '../core/errors.js';
import type { Machine } from '../core/profiles/machine.js';
import { hopName, type SshHop, type SshQuestions } from '../core/profiles/sshRoute.js';
import { loadSsh } from './sshLibrary.js';

/** One way to log in to a hop. */
export type SshLogin = Pick<ConnectConfig, 'privateKey' | 'passphrase' | 'agent' | 'password'>;

/** How often a person may mistype before it is given up. */
const mostAttempts = 3;

/**
 * The ways to log in to a hop, one after the other: its key and nothing else where it names one; otherwise the agent's
 * keys, and then a password that is asked for, unless the hop wants one of these alone. Throws `invalid-input` for a key
 * that cannot be used, `authentication-failed` where there is no agent, `CancelledError` when the person gives no secret.
 */
export async function* sshLogins(
  hop: SshHop,
  machine: Machine,
  questions: SshQuestions,
): AsyncGenerator<SshLogin> {
  if (hop.key !== undefined) {
    yield await keyLogin(hop, hop.key, machine, questions);
    return;
  }
  const agent = machine.env['SSH_AUTH_SOCK'] ?? (machine.platform === 'win32' ? 'pageant' : undefined);
  const hasAgent = agent !== undefined && agent !== '';
  if (hasAgent && hop.signIn !== 'password') yield { agent };
  if (hop.signIn === 'agent') {
    if (hasAgent) return;
    throw new DbvcError('authentication-failed', `There is no SSH agent to log in to ${hopName(hop)} with.`, {
      hint: 'Start one, and DBVC where SSH_AUTH_SOCK names it; or give the connection a key.',
    });
  }
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const password = await questions.secret('password', hop, attempt > 0);
    if (password === undefined) throw new CancelledError();
    yield { password: password.reveal() };
  }
}

async function keyLogin(
  hop: SshHop,
  key: string,
  machine: Machine,
  questions: SshQuestions,
): Promise<SshLogin> {
  const file = key.startsWith('~/') ? path.join(machine.homeDirectory, key.slice(2)) : key;
  let privateKey: Buffer;
  try {
    privateKey = await readFile(file);
  } catch (error) {
    throw keyError(hop, `The key ${file} cannot be read`, error);
  }
  const { utils } = await loadSsh();
  const plain = utils.parseKey(privateKey);
  if (!(plain instanceof Error)) return { privateKey };
  if (!/encrypted|passphrase/i.test(plain.message))
    throw keyError(hop, `The key ${file} cannot be used`, plain);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const passphrase = await questions.secret('passphrase', hop, attempt > 0);
    if (passphrase === undefined) throw new CancelledError();
    const opened = utils.parseKey(privateKey, passphrase.reveal());
    if (!(opened instanceof Error)) return { privateKey, passphrase: passphrase.reveal() };
  }
  throw new DbvcError('authentication-failed', `The passphrase of the key ${file} is wrong.`, {
    hint: `The key is for the SSH server ${hopName(hop)}.`,
  });
}

function keyError(hop: SshHop, what: string, cause: unknown): DbvcError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DbvcError(
    'invalid-input',
    `${what}: ${reason}.`,
    { hint: `The connection names it for the SSH server ${hopName(hop)}.` },
    { cause },
  );
}
