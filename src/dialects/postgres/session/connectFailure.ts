/** Why a connection did not come about, before it is put into words. */
export type ConnectFailureKind =
  | 'network' // resolving, connecting or reading failed; the system's error is the cause
  | 'timeout'
  | 'closed' // the other side hung up before the session stood
  | 'not-postgres'
  | 'tls-refused' // the server does not do TLS
  | 'tls-handshake'
  | 'tls-files' // a certificate or key of ours cannot be used
  | 'login-method' // the server wants a way of logging in that we do not have
  | 'password-missing'
  | 'channel-binding'
  | 'server'; // the server refused; a ServerError is the cause

/** A connection that did not come about. Stays inside this folder; front ends get the `DbvcError` made from it. */
export class ConnectFailure extends Error {
  override readonly name = 'ConnectFailure';

  constructor(
    readonly kind: ConnectFailureKind,
    cause?: unknown,
    /** Facts for the sentence: a path, a method. */
    readonly detail?: string,
  ) {
    super(kind, { cause });
  }
}
