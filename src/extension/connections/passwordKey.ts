import type { Profile } from '../../core/profiles/profile.js';

/**
 * The key under which a profile's password is kept. It names where the password goes as well as the profile: a password
 * that was saved for one server is never sent to another because a setting was edited, or because a workspace brings a
 * profile of the same name. Database, TLS and labels may change without losing the password.
 */
export function passwordKey(profile: Profile): string {
  const address =
    profile.url === undefined
      ? [
          profile.engine ?? 'postgres',
          profile.host ?? '',
          profile.port ?? '',
          profile.user ?? '',
          profile.service ?? '',
        ]
      : [profile.url];
  // A server on the way sees where the password goes, too.
  const way = profile.ssh === undefined ? [] : [profile.ssh];
  return `password:${JSON.stringify([profile.name, ...address, ...way])}`;
}
