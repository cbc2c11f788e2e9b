import type * as Ssh2 from 'ssh2';

/** The SSH library, when a tunnel is first needed. CommonJS: a bundler has its names behind `default`. */
export async function loadSsh(): Promise<typeof Ssh2> {
  const loaded: typeof Ssh2 & { readonly default?: typeof Ssh2 } = await import('ssh2');
  return loaded.default ?? loaded;
}
