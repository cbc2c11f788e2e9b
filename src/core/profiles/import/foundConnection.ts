import type { Secret } from '../../secret.js';
import type { ProfileAddress } from '../addressOfConnection.js';
import type { Profile } from '../profile.js';

/** A connection that somebody has written down somewhere else, and that can become a profile. */
export interface FoundConnection {
  /** What it is called there, or would be called here. */
  readonly name: string;
  /** The file or the setting that it was found in, e.g. `.env`. */
  readonly place: string;
  /** Where in there: a variable, a service, a section. */
  readonly spot: string;
  readonly profile: ProfileAddress & Pick<Profile, 'environment' | 'readOnly' | 'folder'>;
  /** The password that stands beside it. Settings of other programs are never asked for theirs. */
  readonly password?: Secret;
}

/** What a place holds. */
export interface Found {
  readonly connections: readonly FoundConnection[];
  /** What is there and cannot be taken over, in sentences that hold no secret. */
  readonly problems: readonly string[];
}

export const nothingFound: Found = { connections: [], problems: [] };

/** Several finds as one. */
export function together(finds: readonly Found[]): Found {
  return {
    connections: finds.flatMap(({ connections }) => connections),
    problems: finds.flatMap(({ problems }) => problems),
  };
}
