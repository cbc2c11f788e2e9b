import type { ConnectionSettings } from './connectionSettings.js';
import type { Machine } from './machine.js';
import type { Profile } from './profile.js';
import { profileConnection } from './profileConnection.js';
import { resolveConnection } from './resolveConnection.js';

/**
 * The profile that marks a database as production or read-only, for an address that was written out in place of the
 * profile's name: the mark is the database's, and read-only is the stricter one. Undefined where no marked profile leads there.
 */
export async function guardingProfile(
  settings: ConnectionSettings,
  profiles: readonly Profile[],
  machine: Machine,
): Promise<Profile | undefined> {
  const marked: Profile[] = [];
  for (const profile of profiles) {
    // An address behind an SSH server is another one than the same words here.
    if (profile.ssh !== undefined) continue;
    if (profile.readOnly !== true && profile.environment !== 'production') continue;
    const address = await settingsOf(profile, machine);
    if (address !== undefined && sameDatabase(address, settings)) marked.push(profile);
  }
  return marked.find(({ readOnly }) => readOnly === true) ?? marked[0];
}

/** Where a profile leads; undefined where it cannot be resolved here, which is an error only when it is used. */
async function settingsOf(profile: Profile, machine: Machine): Promise<ConnectionSettings | undefined> {
  try {
    return (await resolveConnection(profileConnection(profile, machine.env), machine)).settings;
  } catch {
    return undefined;
  }
}

const loopback = new Set(['localhost', '127.0.0.1', '::1']);

function sameDatabase(a: ConnectionSettings, b: ConnectionSettings): boolean {
  const hosts = (one: ConnectionSettings): readonly string[] =>
    [one.host, one.hostAddress ?? one.host].map((host) => {
      const name = host.toLowerCase().replace(/\.$/, '');
      return loopback.has(name) ? 'localhost' : name;
    });
  return (
    a.engine === b.engine &&
    a.port === b.port &&
    a.database === b.database &&
    a.instance?.toLowerCase() === b.instance?.toLowerCase() &&
    hosts(a).some((host) => hosts(b).includes(host))
  );
}
