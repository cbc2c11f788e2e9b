import { chmod, copyFile, readdir, readFile, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installOnce } from '../installOnce.js';
import { runNpm } from '../npm.js';
import { projectRoot, testCache } from '../projectRoot.js';

/** The majors whose servers npm has for Linux on x64; other platforms have 15 and newer. */
export const POSTGRES_MAJORS = [12, 13, 14, 15, 16, 17, 18] as const;

export type PostgresMajor = (typeof POSTGRES_MAJORS)[number];

const PLATFORM_NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
};

/**
 * The folder with `bin`, `lib` and `share` of one major's server, installed through npm at the
 * versions that `servers/package-lock.json` pins.
 */
export async function serverBinaries(major: PostgresMajor): Promise<string> {
  const platform = `${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  const manifests = path.join(projectRoot(), 'test', 'support', 'postgres', 'servers');
  const lock = await readFile(path.join(manifests, 'package-lock.json'), 'utf8');
  const folder = testCache('postgres');
  await installOnce(folder, lock, async (target) => {
    for (const file of ['package.json', 'package-lock.json']) {
      await copyFile(path.join(manifests, file), path.join(target, file));
    }
    await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], target);
    for (const name of await readdir(path.join(target, 'node_modules'))) {
      if (name.startsWith('postgres-')) await prepare(path.join(target, 'node_modules', name, 'native'));
    }
  });
  const native = path.join(folder, 'node_modules', `postgres-${String(major)}-${platform}`, 'native');
  if (!existsSync(native)) {
    throw new Error(
      `npm has no PostgreSQL ${String(major)} server for ${platform}; ` +
        `set DBVC_TEST_PG${String(major)}_URL to the address of one to test against`,
    );
  }
  return native;
}

/** Does what the package's install script would do: npm archives carry neither links nor every mode bit. */
async function prepare(native: string): Promise<void> {
  const list = path.join(native, 'pg-symlinks.json');
  if (existsSync(list)) {
    const links: unknown = JSON.parse(await readFile(list, 'utf8'));
    if (!Array.isArray(links)) throw new Error(`${list} is not a list`);
    for (const link of links) {
      if (!isLink(link)) throw new Error(`${list} has an entry that is not a link`);
      const target = path.join(native, '..', link.target);
      if (existsSync(target)) continue;
      await symlink(path.relative(path.dirname(link.target), link.source), target);
    }
  }
  const bin = path.join(native, 'bin');
  for (const file of await readdir(bin)) await chmod(path.join(bin, file), 0o755);
}

function isLink(value: unknown): value is { readonly source: string; readonly target: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    'target' in value &&
    typeof value.source === 'string' &&
    typeof value.target === 'string'
  );
}
