/**
 * Builds dist/: one bundle for the extension, one for the command line, one for each worker, and the
 * chunks that they share. A dynamic import() in the source becomes a chunk that is read when it is
 * reached, so drivers, parsers and the demo engine cost nothing before they are needed.
 *
 *   node esbuild.config.mjs [--production] [--watch]
 */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { buildDemo } from './scripts/buildDemo.mjs';

const ROOT = path.dirname(fileURLToPath(import.meta.url));
const SHEBANG = '#!/usr/bin/env node';

/** WebAssembly and data that packages look for beside the script that they run in. */
const ASSETS = ['libpg-query/wasm/libpg-query.wasm'];

/** The programs: name in dist/ and source. A file named *Worker.ts is the entry of a worker thread. */
function entryPoints() {
  const workers = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('Worker.ts'))
    .map((file) => [path.basename(file, '.ts'), path.join('src', file)]);
  return {
    extension: 'src/extension/extension.ts',
    cli: 'src/cli/main.ts',
    ...Object.fromEntries(workers),
  };
}

/**
 * Builds into `outdir` and returns esbuild's metafile. esbuild splits ES modules only, and VS Code loads
 * CommonJS: so each chunk is bundled as an ES module first and rewritten as CommonJS after, chunk by
 * chunk. Shared code stays shared that way: there is one class of every error.
 */
export async function build({
  outdir = path.join(ROOT, 'dist'),
  production = false,
  entries = entryPoints(),
  assets = ASSETS,
} = {}) {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: entries,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    chunkNames: '[name]-[hash]',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    // Native parts are optional, and no package for all systems could hold them.
    external: ['vscode', 'pg-native', 'cpu-features', '*.node'],
    ...smaller(production),
    sourcemap: production ? false : 'inline',
    legalComments: 'none',
    metafile: true,
    plugins: [leanTedious],
    write: false,
    logLevel: 'warning',
  });
  mkdirSync(outdir, { recursive: true });
  const chunks = new Set(outputFiles.map((file) => path.basename(file.path)));
  for (const file of outputFiles) await writeCommonJs(file, chunks, production);
  for (const asset of assets) {
    copyFileSync(path.join(ROOT, 'node_modules', asset), path.join(outdir, path.basename(asset)));
  }
  await buildDemo(path.join(outdir, 'demo'));
  removeStale(outdir, new Set([...chunks, ...assets.map((asset) => path.basename(asset))]));
  return metafile;
}

/**
 * The driver would load the libraries of Azure with its first session, to sign in by itself and for Always Encrypted. DBVC
 * gives it tokens and reads no rows that are encrypted, so that they are left out of it.
 */
const leanTedious = {
  name: 'lean-tedious',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@azure\/(?:identity|keyvault-keys)$/ }, ({ path: name, importer }) =>
      /[\\/]node_modules[\\/]tedious[\\/]/.test(importer) ? { path: name, namespace: 'left-out' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};

/**
 * Names stay: errors and logs say those of classes and functions. Packed it costs little, and `keepNames` would give each
 * closure its name anew whenever it is made.
 */
function smaller(production) {
  return { minifyWhitespace: production, minifySyntax: production };
}

/** Removes what earlier builds left; last, so that a program that runs meanwhile finds its chunks as long as it can. */
function removeStale(outdir, current) {
  for (const entry of readdirSync(outdir, { withFileTypes: true })) {
    if (entry.isFile() && !current.has(entry.name.replace(/\.map$/, '')))
      rmSync(path.join(outdir, entry.name));
  }
}

async function writeCommonJs(file, chunks, production) {
  // A chunk is read with require(), as lazily as import() would: there is no second module system at run
  // time, and a namespace is what the source wrote. import() of anything else stays.
  const text = file.text
    .replace(/\bimport\(\s*(["'`])\.\/([^"'`]+)\1\s*\)/g, (whole, _quote, name) =>
      chunks.has(name) ? `importChunk("./${name}")` : whole,
    )
    // Each source that imports `vscode` would get a copy of all its names otherwise, at every start.
    .replace(/\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode"/g, 'const $1 = require("vscode")');
  const banner = [
    !text.includes('importChunk(') ? '' : 'const importChunk = async (chunk) => require(chunk);',
    text.includes('import.meta.url')
      ? "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;"
      : '',
  ];
  const { code, map } = await esbuild.transform(text, {
    sourcefile: path.basename(file.path),
    loader: 'js',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    ...smaller(production),
    // Beside the program: what is read at every start is the program alone.
    sourcemap: production ? false : 'external',
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: banner.join(''),
  });
  const isProgram = path.basename(file.path) === 'cli.js';
  const link = production ? '' : `//# sourceMappingURL=${path.basename(file.path)}.map\n`;
  if (!production) writeFileSync(`${file.path}.map`, map);
  writeFileSync(file.path, `${isProgram ? `${SHEBANG}\n` : ''}${code}${link}`, {
    mode: isProgram ? 0o755 : 0o644,
  });
}

async function buildAndReport() {
  const production = process.argv.includes('--production');
  const metafile = await build({ production });
  // Tests read from it which sources a bundle holds.
  const reports = path.join(ROOT, '.test-cache');
  mkdirSync(reports, { recursive: true });
  writeFileSync(path.join(reports, 'metafile.json'), JSON.stringify(metafile));
}

async function watch() {
  const { watch: watchFolder } = await import('node:fs');
  let building = Promise.resolve();
  let isQueued = false;
  const rebuild = () => {
    if (isQueued) return;
    isQueued = true;
    building = building.then(async () => {
      isQueued = false;
      try {
        await buildAndReport();
        console.log(`built ${new Date().toLocaleTimeString()}`);
      } catch {
        // esbuild has printed what is wrong; the next change tries again.
      }
    });
  };
  watchFolder(path.join(ROOT, 'src'), { recursive: true }, rebuild);
  rebuild();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (process.argv.includes('--watch')) await watch();
  else await buildAndReport();
}
