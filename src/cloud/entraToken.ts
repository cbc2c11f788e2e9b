import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import { DbvcError } from '../core/errors.js';
import type { ConnectionSettings } from '../core/profiles/connectionSettings.js';
import type { Engine } from '../core/model/catalog.js';
import { Secret } from '../core/secret.js';
import type { LoginToken } from './tokenSource.js';

const signIn =
  'Run "az login", or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET; in Azure, a managed identity does as well.';

/** What a token is for, by engine, in the public cloud. */
const audiences: Readonly<Record<Engine, string>> = {
  mssql: 'https://database.windows.net',
  postgres: 'https://ossrdbms-aad.database.windows.net',
};

/** Domains of the national clouds, by the end of their hosts' names. */
const nationalDomains = ['database.usgovcloudapi.net', 'database.chinacloudapi.cn'];

/**
 * A token of Microsoft Entra ID, from the credentials of Azure's standard chain: environment, workload and managed
 * identity, the Azure CLI, PowerShell and Developer CLI. Throws `authentication-failed` where none of them has one.
 */
export async function entraToken(
  settings: ConnectionSettings,
  credential: TokenCredential = new DefaultAzureCredential(),
): Promise<LoginToken> {
  try {
    const access = await credential.getToken(`${audienceOf(settings)}/.default`);
    if (access === null) throw noToken('there are no credentials');
    return { token: new Secret(access.token), expires: access.expiresOnTimestamp };
  } catch (error) {
    if (error instanceof DbvcError) throw error;
    throw noToken(reasonOf(error));
  }
}

function audienceOf({ engine, host }: ConnectionSettings): string {
  const audience = audiences[engine];
  const national = nationalDomains.find((domain) => host.toLowerCase().endsWith(`.${domain}`));
  return national === undefined ? audience : audience.replace('database.windows.net', national);
}

/** What the chain says of each way that it tried, in one line; by itself it only says that it failed. */
function reasonOf(error: unknown): string {
  const causes =
    error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return [...causes.filter((cause) => cause instanceof Error), error]
    .slice(0, Math.max(1, causes.length))
    .map((cause: unknown) => (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '')
    .map((line) => line.trim().replace(/\.$/, ''))
    .join('; ');
}

/** Without the library's error as its cause, which may hold the request with its secrets. */
function noToken(reason: string): DbvcError {
  return new DbvcError(
    'authentication-failed',
    `Microsoft Entra ID gave no token to sign in with: ${reason}.`,
    { hint: signIn },
  );
}
