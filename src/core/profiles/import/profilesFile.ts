import { parseConfigFile } from '../configFile.js';
import type { Profile } from '../profile.js';
import type { Found } from './foundConnection.js';

/**
 * Profiles as a file to share: the form of `.dbvc.jsonc`, so that it is one already. Holds no secret, because a profile
 * cannot.
 */
export function profilesFile(profiles: readonly Profile[]): string {
  return `${JSON.stringify({ profiles }, undefined, 2)}\n`;
}

/** The profiles of such a file. Throws `invalid-input` as `parseConfigFile` does, for a file with a password too. */
export function connectionsOfProfilesFile(text: string, place: string): Found {
  const { profiles = [] } = parseConfigFile(text, place);
  return {
    connections: profiles.map(({ name, ...profile }) => ({ name, place, spot: name, profile })),
    problems: [],
  };
}
