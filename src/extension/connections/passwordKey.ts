import type { Machine } from '../../core/profiles/machine.js';
import type { Profile } from '../../core/profiles/profile.js';
import { withVariables } from '../../core/profiles/variables.js';

/**
 * The key under which a profile's password is kept. It names where the password goes as well as the profile: a password
 * that was saved for one server is never sent to another because a setting was edited, because a workspace brings a
 * profile of the same name, or because the environment names another host. Database, TLS and labels may change without
 * losing the password.
 */
export function passwordKey(profile: Profile, env: Machine['env'] = process.env): string {
  const engine = profile.engine ?? 'postgres';
  const isPostgres = engine === 'postgres';
  const address =
    profile.url === undefined
      ? [
          engine,
          profile.host ?? (isPostgres ? env['PGHOST'] : undefined) ?? '',
          profile.port ?? (isPostgres ? env['PGPORT'] : undefined) ?? '',
          profile.user ?? '',
          profile.service ?? (isPostgres ? env['PGSERVICE'] : undefined) ?? '',
        ]
      : [profile.url];
  // A server on the way sees where the password goes, too.
  const way = profile.ssh === undefined ? [] : [profile.ssh];
  return `password:${withVariables(JSON.stringify([profile.name, ...address, ...way]), env)}`;
}
