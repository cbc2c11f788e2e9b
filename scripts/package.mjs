/**
 * Packs the extension: a production build, the notices of what is bundled, and a .vsix in the top folder.
 *
 *   node scripts/package.mjs
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from './filesBelow.mjs';
import { notices } from './notices.mjs';
import { ROOT, run } from './processes.mjs';

const node = process.execPath;

async function main() {
  const built = await run(node, ['esbuild.config.mjs', '--production']);
  if (built.code !== 0) throw new Error('The build failed');
  const metafile = JSON.parse(readFileSync(path.join(ROOT, '.test-cache', 'metafile.json'), 'utf8'));
  writeFileSync(path.join(ROOT, 'dist', 'ThirdPartyNotices.txt'), notices(metafile));
  for (const old of filesIn('.', '.vsix')) rmSync(path.join(ROOT, old));
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const packed = await run(node, [
    'node_modules/@vscode/vsce/vsce',
    'package',
    // Everything is bundled; without this, vsce would look for production dependencies.
    '--no-dependencies',
    '--allow-missing-repository',
    '--out',
    `${name}-${version}.vsix`,
  ]);
  if (packed.code !== 0) throw new Error('vsce failed');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
