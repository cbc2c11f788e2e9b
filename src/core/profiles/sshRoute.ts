import type { Secret } from '../secret.js';

/** The ways to sign in at an SSH server without a key file. */
export const sshSignIns = ['agent', 'password'] as const;

export type SshSignIn = (typeof sshSignIns)[number];

/** A server on the way to a database, and how to log in there. */
export interface SshHop {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Path of a private key; without one, the agent's keys and a password are tried, or only what `signIn` says. */
  readonly key?: string;
  readonly signIn?: SshSignIn;
}

/** Servers to go through, in this order; the last one connects to the database. */
export type SshRoute = readonly [SshHop, ...SshHop[]];

/** A key of a server that known_hosts says nothing about. */
export interface UnknownHostKey {
  readonly hop: SshHop;
  /** E.g. `ssh-ed25519`. */
  readonly type: string;
  /** As ssh prints it: `SHA256:…`. */
  readonly fingerprint: string;
}

/** What is asked of a person while a tunnel is opened. */
export interface SshQuestions {
  /** A password, or the passphrase of the hop's key; undefined when the person gives none. `again`: the last one was wrong. */
  secret(kind: 'password' | 'passphrase', hop: SshHop, again: boolean): Promise<Secret | undefined>;
  /** Whether to trust a server, now and from now on. */
  trusts(key: UnknownHostKey): Promise<boolean>;
}

/** `ada@bastion.example`, with the port where it is not the usual one. */
export function hopName({ user, host, port }: SshHop): string {
  return `${user}@${host}${port === 22 ? '' : `:${String(port)}`}`;
}
