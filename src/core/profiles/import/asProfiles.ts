import { issueWords } from '../issueWords.js';
import { freeName } from '../freeName.js';
import { type Profile, profileSchema } from '../profile.js';
import type { FoundConnection } from './foundConnection.js';

/** A connection that was found, as the profile that it becomes. */
export interface ImportedProfile {
  readonly found: FoundConnection;
  readonly profile: Profile;
}

/**
 * The profiles that found connections become, each with a name of its own that is none of `taken`. Of connections that
 * lead to the same place as the same user, the first counts.
 */
export function asProfiles(
  connections: readonly FoundConnection[],
  taken: readonly string[],
): readonly ImportedProfile[] {
  const names = [...taken];
  const seen = new Set<string>();
  const imported: ImportedProfile[] = [];
  for (const found of connections) {
    const where = placeOf(found.profile);
    if (seen.has(where)) continue;
    seen.add(where);
    const wanted = found.name.replace(/\p{Cc}+/gu, ' ').trim();
    const name = freeName(wanted === '' ? 'database' : wanted, names);
    const profile = profileSchema.safeParse({ name, ...found.profile }, { error: issueWords });
    if (!profile.success) continue;
    names.push(name);
    imported.push({ found, profile: profile.data });
  }
  return imported;
}

/** Equal for two profiles that lead to the same place as the same user. */
export function placeOf(profile: Omit<Profile, 'name'>): string {
  const { url, engine = 'postgres', host = 'localhost', database, user, role, service, ssh } = profile;
  const port = profile.port ?? (engine === 'mssql' ? 1433 : 5432);
  return JSON.stringify(url === undefined ? [engine, host, port, database, user, role, service, ssh] : [url]);
}
