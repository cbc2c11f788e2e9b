import type { Machine } from '../../../../src/core/profiles/machine.js';

interface FakeMachine {
  readonly env?: Record<string, string>;
  /** Texts by path; a pair adds the permissions, which are 0600 otherwise. */
  readonly files?: Record<string, string | readonly [text: string, mode: number]>;
  readonly sockets?: readonly string[];
  readonly platform?: NodeJS.Platform;
  readonly userName?: string;
}

/** A computer of `ann`, whose home is /home/ann, with nothing on it but what is given. */
export function fakeMachine(options: FakeMachine = {}): Machine {
  const files = new Map(Object.entries(options.files ?? {}));
  const platform = options.platform ?? 'linux';
  return {
    env: options.env ?? {},
    homeDirectory: platform === 'win32' ? 'C:\\Users\\ann' : '/home/ann',
    userName: options.userName ?? 'ann',
    platform,
    readFile: (path) => {
      const file = files.get(path);
      if (file === undefined) return Promise.resolve(undefined);
      const [text, mode] = typeof file === 'string' ? ([file, 0o100600] as const) : file;
      return Promise.resolve(platform === 'win32' ? { text } : { text, mode });
    },
    exists: (path) => Promise.resolve(files.has(path) || (options.sockets ?? []).includes(path)),
  };
}
