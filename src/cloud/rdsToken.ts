import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { Signer } from '@aws-sdk/rds-signer';
import { DbvcError } from '../core/errors.js';
import type { ConnectionSettings } from '../core/profiles/connectionSettings.js';
import { Secret } from '../core/secret.js';
import type { LoginToken } from './tokenSource.js';

/** Keys of AWS, as its providers give them. */
export type AwsCredentials = Awaited<ReturnType<ReturnType<typeof fromNodeProviderChain>>>;

/** A token is good for logins of 15 minutes (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html). */
const lifetime = 15 * 60_000;

const signIn =
  'Run "aws sso login" or "aws configure", or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; AWS_PROFILE names another profile.';

/**
 * An RDS token, signed on this computer with the credentials of AWS's standard chain: environment, SSO, the files in
 * `~/.aws`, a process, a container, an instance. The region is that of the host's name, or AWS's own setting.
 * Throws `authentication-failed` where there are no credentials or theirs have expired, `invalid-input` without a region.
 */
export async function rdsToken(
  settings: ConnectionSettings,
  provider: () => Promise<AwsCredentials> = fromNodeProviderChain(),
): Promise<LoginToken> {
  const credentials = await credentialsOf(provider);
  const { expiration } = credentials;
  const now = Date.now();
  if (expiration !== undefined && expiration.getTime() <= now) {
    throw new DbvcError(
      'authentication-failed',
      `The AWS credentials expired at ${expiration.toISOString()}.`,
      { hint: signIn },
    );
  }
  const region = regionOf(settings.host);
  const signer = new Signer({
    hostname: settings.host,
    port: settings.port,
    username: settings.user,
    credentials,
    ...(region === undefined ? {} : { region }),
  });
  try {
    return { token: new Secret(await signer.getAuthToken()), expires: now + lifetime };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!/region/i.test(reason)) throw noToken(reason);
    throw new DbvcError('invalid-input', `The AWS region of ${settings.host} is not known.`, {
      hint: 'Set AWS_REGION, or name the host by its address at RDS, which holds the region.',
    });
  }
}

async function credentialsOf(provider: () => Promise<AwsCredentials>): Promise<AwsCredentials> {
  try {
    return await provider();
  } catch (error) {
    throw noToken(error instanceof Error ? error.message : String(error));
  }
}

/** Without the library's error as its cause, which may hold the request with its keys. */
function noToken(reason: string): DbvcError {
  return new DbvcError(
    'authentication-failed',
    `AWS gave no credentials to sign in with: ${reason.replace(/\.$/, '')}.`,
    { hint: signIn },
  );
}

/** The region in a host name such as `shop.c1x2.eu-central-1.rds.amazonaws.com`. */
function regionOf(host: string): string | undefined {
  return /\.([a-z]{2}(?:-[a-z]+)+-\d+)\.rds\.amazonaws\.com(?:\.cn)?\.?$/i.exec(host)?.[1]?.toLowerCase();
}
