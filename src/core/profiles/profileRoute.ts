import { DbvcError } from '../errors.js';
import { fillProfile } from './fillProfile.js';
import type { Machine } from './machine.js';
import type { Profile } from './profile.js';
import type { SshHop, SshRoute } from './sshRoute.js';

/**
 * The SSH servers that a profile leads through, the first one first; undefined where it connects directly. Throws
 * `invalid-input` as `fillProfile` does, and where nobody says as whom to log in.
 */
export function profileRoute(profile: Profile, machine: Machine): SshRoute | undefined {
  const { ssh } = fillProfile(profile, machine.env);
  if (ssh === undefined) return undefined;
  const hopOf = ({ host, port, user, key, signIn }: Omit<typeof ssh, 'jump'>): SshHop => {
    const login = user ?? machine.userName;
    if (login === '') throw new DbvcError('invalid-input', `The connection names no user for ${host}.`);
    return {
      host,
      port: port ?? 22,
      user: login,
      ...(key === undefined ? {} : { key }),
      ...(signIn === undefined ? {} : { signIn }),
    };
  };
  return ssh.jump === undefined ? [hopOf(ssh)] : [hopOf(ssh.jump), hopOf(ssh)];
}
