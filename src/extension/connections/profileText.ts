import type { Profile } from '../../core/profiles/profile.js';

/** `host:port/database` as far as the profile says; what it leaves to the environment is not guessed. */
export function profileAddress(profile: Profile): string {
  if (profile.url !== undefined) return profile.url.replace(/^[a-z:]+:\/\//i, '').replace(/^[^/@]*@/, '');
  if (profile.service !== undefined && profile.host === undefined) return `service ${profile.service}`;
  const host = profile.host ?? 'localhost';
  const port = profile.port === undefined ? '' : `:${String(profile.port)}`;
  const bracketed = host.includes(':') && !host.startsWith('/') ? `[${host}]` : host;
  return `${bracketed}${port}/${profile.database ?? ''}`;
}

/** What a new profile is called until a person says otherwise: `shop@db.example.com`. */
export function suggestedName(profile: Pick<Profile, 'host' | 'database' | 'service'>): string {
  if (profile.service !== undefined) return profile.service;
  const host = profile.host === undefined || profile.host.startsWith('/') ? 'localhost' : profile.host;
  return profile.database === undefined ? host : `${profile.database}@${host}`;
}
