import { access, readFile, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';

/** A text file with its permissions; `mode` is undefined where the system has none (Windows). */
export interface MachineFile {
  readonly text: string;
  readonly mode?: number;
}

/** What the computer says when a connection is resolved. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly userName: string;
  readonly platform: NodeJS.Platform;
  /** The file, or undefined where there is none. Throws the system's error for one that cannot be read. */
  readFile(path: string): Promise<MachineFile | undefined>;
  /** Whether a file, directory or socket exists. */
  exists(path: string): Promise<boolean>;
}

/** This computer, with the given environment (a `.env` file may have been laid over the process's). */
export function localMachine(env: Readonly<Record<string, string | undefined>>): Machine {
  return {
    env,
    homeDirectory: env['HOME'] ?? homedir(),
    userName: userName(env),
    platform: process.platform,
    readFile: async (path) => {
      try {
        const { mode } = await stat(path);
        const text = await readFile(path, 'utf8');
        return process.platform === 'win32' ? { text } : { text, mode };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    exists: async (path) => {
      try {
        await access(path);
        return true;
      } catch {
        // Unreadable counts as absent here: libpq's default files are used only where they can be.
        return false;
      }
    },
  };
}

function userName(env: Readonly<Record<string, string | undefined>>): string {
  try {
    return userInfo().username;
  } catch {
    // The process runs under a uid that the system has no name for (containers).
    return env['USER'] ?? env['USERNAME'] ?? '';
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
