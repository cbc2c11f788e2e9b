import { DbvcError } from '../core/errors.js';
import type { ConnectionSettings } from '../core/profiles/connectionSettings.js';

/** The domains of Azure's databases, in the public cloud and the national ones; their certificates are public. */
const azureDomains: readonly string[] = [
  'database.windows.net',
  'database.azure.com',
  'database.usgovcloudapi.net',
  'database.chinacloudapi.cn',
  'sql.azuresynapse.net',
  'fabric.microsoft.com',
];

/** Further servers that a person trusts with such a token, separated by commas. */
const trustedHosts = 'DBVC_ENTRA_HOSTS';

/**
 * The settings for a login with a token of Entra ID. Whoever gets to see such a token can log in with it everywhere its
 * owner can, for an hour: it goes to Azure alone, whose certificate is checked, and to servers that {@link trustedHosts}
 * names, whatever a profile in a repository says. Throws `invalid-input` for any other.
 */
export function withCheckedHost(
  settings: ConnectionSettings,
  environment: NodeJS.ProcessEnv = process.env,
): ConnectionSettings {
  const host = settings.host.toLowerCase().replace(/\.$/, '');
  const trusted = (environment[trustedHosts] ?? '').split(',').map((name) => name.trim().toLowerCase());
  if (host !== '' && trusted.includes(host)) return settings;
  if (azureDomains.some((domain) => host.endsWith(`.${domain}`))) {
    return { ...settings, tls: { ...settings.tls, mode: 'verify-full' } };
  }
  throw new DbvcError(
    'invalid-input',
    `${settings.host} is no server of Azure, and a token of Microsoft Entra ID would let it log in wherever you can.`,
    { hint: `If it is a server of your own, name it in the environment variable ${trustedHosts}.` },
  );
}
