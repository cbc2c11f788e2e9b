import path from 'node:path';
import type { Machine } from '../core/profiles/machine.js';

/**
 * Where the command line keeps its journal: the place that each system has for what a program remembers about one
 * user (XDG_STATE_HOME, ~/Library/Application Support, %LOCALAPPDATA%).
 */
export function journalDirectory(machine: Pick<Machine, 'env' | 'homeDirectory' | 'platform'>): string {
  const { env, homeDirectory, platform } = machine;
  switch (platform) {
    case 'win32':
      return path.win32.join(
        env['LOCALAPPDATA'] ?? path.win32.join(homeDirectory, 'AppData', 'Local'),
        'dbvc',
        'journal',
      );
    case 'darwin':
      return path.posix.join(homeDirectory, 'Library', 'Application Support', 'dbvc', 'journal');
    default: {
      const state = env['XDG_STATE_HOME'];
      // A relative path there is to be ignored (XDG base directory specification).
      const base =
        state?.startsWith('/') === true ? state : path.posix.join(homeDirectory, '.local', 'state');
      return path.posix.join(base, 'dbvc', 'journal');
    }
  }
}
