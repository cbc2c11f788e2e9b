import type { Connector } from '../core/dialect/connector.js';
import type { Session } from '../core/dialect/session.js';
import { CancelledError, DbvcError, throwIfCancelled } from '../core/errors.js';
import {
  connectionAddress,
  type ConnectionSettings,
  isSocketDirectory,
} from '../core/profiles/connectionSettings.js';
import type { CloudSignIn } from '../core/profiles/signIn.js';
import { withCheckedHost } from './entraHosts.js';
import { cloudTokens, type LoginToken, type TokenSource } from './tokenSource.js';

/** A token is made anew when it is good for less than this, in milliseconds: it must last until the login is over. */
const margin = 2 * 60_000;

/**
 * A connector whose sessions log in with a token in place of a password. All sessions of a database share a token as long
 * as it is good. A token is never sent without TLS: what would only prefer it, requires it. Throws `invalid-input` where
 * the settings forbid TLS, lead to a socket or to a server that is not to see such a token, or name an engine that takes none.
 */
export function tokenConnector(
  connector: Connector,
  signIn: CloudSignIn,
  source: TokenSource = cloudTokens(signIn),
): Connector {
  return {
    database: (settings, labels, logger) => {
      const login = loginOf(settings, signIn);
      const shared = new SharedToken(() => source(login));
      const open = async (token: LoginToken, options: Parameters<typeof first.open>[0]): Promise<Session> =>
        connector.database({ ...login, token: token.token }, labels, logger).open(options);
      const first = connector.database(login, labels, logger);
      return {
        ...first,
        open: async (options) => {
          throwIfCancelled(options.signal);
          const token = await cancellable(shared.get(), options.signal);
          try {
            return await open(token, options);
          } catch (error) {
            if (!(error instanceof DbvcError) || error.code !== 'authentication-failed') throw error;
            // Whoever signs in at the cloud as somebody else must not get the old one again.
            shared.forget();
            throw error.with({ hint: refusedHints[signIn] });
          }
        },
      };
    },
  };
}

const refusedHints: Readonly<Record<CloudSignIn, string>> = {
  'aws-rds-iam':
    'The server did not take the AWS token: the user needs the role rds_iam, the instance IAM authentication, and who is signed in at AWS the right rds-db:connect for this user.',
  'entra-id':
    'The server did not take the token of Microsoft Entra ID: who is signed in there must be a user of this server under the name that the connection gives.',
};

function loginOf(settings: ConnectionSettings, signIn: CloudSignIn): ConnectionSettings {
  if (signIn === 'aws-rds-iam' && settings.engine !== 'postgres') {
    throw new DbvcError('invalid-input', '"signIn": "aws-rds-iam" is for PostgreSQL only.', {
      hint: 'RDS for SQL Server takes no IAM tokens; use a password.',
    });
  }
  const { mode } = settings.tls;
  if (mode === 'disable' || isSocketDirectory(settings.host)) {
    throw new DbvcError(
      'invalid-input',
      `The connection to ${connectionAddress(settings)} signs in with a token, which is sent with TLS only.`,
      { hint: 'Name a host, and set "tls": { "mode": "verify-full" }, or "require".' },
    );
  }
  const login: { -readonly [Key in keyof ConnectionSettings]: ConnectionSettings[Key] } = { ...settings };
  // A password that files or the environment have for the server is not what is wanted.
  delete login.password;
  if (mode === 'allow' || mode === 'prefer') login.tls = { ...settings.tls, mode: 'require' };
  return signIn === 'entra-id' ? withCheckedHost(login) : login;
}

/** One token for all who log in while it is good. */
class SharedToken {
  #token: Promise<LoginToken> | undefined;
  #expires = Infinity;

  constructor(private readonly make: () => Promise<LoginToken>) {}

  get(): Promise<LoginToken> {
    if (this.#token === undefined || this.#expires - Date.now() < margin) this.#token = this.#make();
    return this.#token;
  }

  forget(): void {
    this.#token = undefined;
  }

  async #make(): Promise<LoginToken> {
    this.#expires = Infinity;
    try {
      const made = await this.make();
      this.#expires = made.expires;
      return made;
    } catch (error) {
      this.forget();
      throw error;
    }
  }
}

/** The libraries of the clouds have no signal of ours: what they still find out is left to them. */
function cancellable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new CancelledError());
    signal.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
