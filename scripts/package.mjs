/**
 * Packs the extension: a production build, the notices of what is bundled, and a .vsix in the top folder.
 *
 *   node scripts/package.mjs
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from '../esbuild.config.mjs';
import { filesIn } from './filesBelow.mjs';
import { notices } from './notices.mjs';
import { ROOT, run } from './processes.mjs';

/** What .vscodeignore lets into the package, beside what is built. */
const COPIED = [
  '.vscodeignore',
  'package.json',
  'package.nls.json',
  'package.nls.de.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'media',
  'l10n',
  'docs/schemas/dbvc.schema.json',
];
const WORK = path.join(ROOT, '.test-cache', 'package');

/** Packs a copy beside the checkout's own dist/, which stays what a developer built. */
async function main() {
  const extension = path.join(WORK, 'extension');
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(extension, { recursive: true });
  const metafile = await build({ outdir: path.join(extension, 'dist'), production: true });
  // Read by the package tests: what went into which bundle.
  writeFileSync(path.join(WORK, 'metafile.json'), JSON.stringify(metafile));
  writeFileSync(path.join(extension, 'dist', 'ThirdPartyNotices.txt'), notices(metafile));
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(extension, name), { recursive: true });
  for (const old of filesIn('.', '.vsix')) rmSync(path.join(ROOT, old));
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const vsce = path.join(ROOT, 'node_modules', '@vscode', 'vsce', 'vsce');
  // Everything is bundled: without --no-dependencies, vsce would look for packages to pack.
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const packed = await run(
    process.execPath,
    [vsce, 'package', ...options, '--out', path.join(ROOT, `${name}-${version}.vsix`)],
    { cwd: extension },
  );
  if (packed.code !== 0) throw new Error('vsce failed');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
