import type { ConnectionSettings } from '../core/profiles/connectionSettings.js';
import type { CloudSignIn } from '../core/profiles/signIn.js';
import type { Secret } from '../core/secret.js';

/** What a cloud gives for a login. */
export interface LoginToken {
  readonly token: Secret;
  /** When the server stops taking it for new logins, in milliseconds since 1970. */
  readonly expires: number;
}

/**
 * Gets a token for the login that some settings describe. Throws `authentication-failed` with what to do where the cloud's
 * credentials are absent or expired, `invalid-input` where something else is missing.
 */
export type TokenSource = (settings: ConnectionSettings) => Promise<LoginToken>;

/** The source that asks a cloud, with the credentials that its own tools find. The library is loaded by its first token. */
export function cloudTokens(signIn: CloudSignIn): TokenSource {
  switch (signIn) {
    case 'aws-rds-iam':
      return async (settings) => {
        const { rdsToken } = await import('./rdsToken.js');
        return rdsToken(settings);
      };
    case 'entra-id':
      return async (settings) => {
        const { entraToken } = await import('./entraToken.js');
        return entraToken(settings);
      };
    default:
      return signIn satisfies never;
  }
}
