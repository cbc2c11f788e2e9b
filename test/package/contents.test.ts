import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { installVsix, type InstalledVsix } from '../support/workbench/installedVsix.js';

/** Everything that may be in the package. `required` ones have to be there. */
const PATTERNS: readonly { readonly pattern: RegExp; readonly required: boolean }[] = [
  { pattern: /^package\.json$/, required: true },
  { pattern: /^package\.nls\.json$/, required: true },
  { pattern: /^package\.nls\.de\.json$/, required: true },
  { pattern: /^l10n\/bundle\.l10n\.json$/, required: true },
  { pattern: /^l10n\/bundle\.l10n\.de\.json$/, required: true },
  // vsce and VS Code name these in their own way.
  { pattern: /^readme\.md$/i, required: true },
  { pattern: /^changelog\.md$/i, required: false },
  { pattern: /^license(\.txt)?$/i, required: true },
  { pattern: /^dist\/extension\.js$/, required: true },
  { pattern: /^dist\/cli\.js$/, required: true },
  { pattern: /^dist\/demoWorker\.js$/, required: true },
  { pattern: /^dist\/[\w-]+-[A-Z0-9]{8}\.js$/, required: true },
  { pattern: /^dist\/libpg-query\.wasm$/, required: true },
  { pattern: /^dist\/demo\/pglite\.(wasm|data)$/, required: true },
  { pattern: /^dist\/demo\/(source|target)\.tar\.br$/, required: true },
  { pattern: /^dist\/ThirdPartyNotices\.txt$/, required: true },
  { pattern: /^docs\/schemas\/dbvc\.schema\.json$/, required: true },
  { pattern: /^media\/[\w./-]+\.(svg|png|md)$/, required: true },
];

/** Written by VS Code when it installs. */
const INSTALLERS = /^\.vsixmanifest$|^\.vscode-|^package\.json\.bak$/;

const MAX_PACKAGE_BYTES = 12 * 1024 * 1024;
const MAX_EXTENSION_BYTES = 1024 * 1024;

describe('the packed extension', () => {
  let vsix: InstalledVsix;
  let files: readonly string[];

  before(async () => {
    vsix = await installVsix();
    const entries = await readdir(vsix.extensionFolder, { recursive: true, withFileTypes: true });
    files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(vsix.extensionFolder, path.join(entry.parentPath, entry.name)))
      .map((file) => file.split(path.sep).join('/'))
      .filter((file) => !INSTALLERS.test(file));
  });

  after(() => vsix.remove());

  it('holds nothing but what the list names', () => {
    const unexpected = files.filter((file) => !PATTERNS.some(({ pattern }) => pattern.test(file)));
    assert.deepEqual(unexpected, []);
  });

  it('holds all that the list requires', () => {
    const missing = PATTERNS.filter(
      ({ pattern, required }) => required && !files.some((file) => pattern.test(file)),
    );
    assert.deepEqual(missing, []);
  });

  it('holds no source maps', async () => {
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      const text = await readFile(path.join(vsix.extensionFolder, file), 'utf8');
      assert.doesNotMatch(text.slice(-300), /sourceMappingURL/, file);
    }
  });

  it('stays under its budget', async () => {
    const packed = (await stat(vsix.file)).size;
    assert.ok(packed < MAX_PACKAGE_BYTES, `${packed} bytes`);
    const extension = (await stat(path.join(vsix.extensionFolder, 'dist', 'extension.js'))).size;
    assert.ok(extension < MAX_EXTENSION_BYTES, `${extension} bytes`);
  });

  it('names the licence of everything that it contains', async () => {
    const notices = await readFile(path.join(vsix.extensionFolder, 'dist', 'ThirdPartyNotices.txt'), 'utf8');
    for (const name of ['@electric-sql/pglite', 'libpg-query', 'pg', 'zod', 'commander', 'PostgreSQL']) {
      assert.match(notices, new RegExp(`^${name} `, 'm'));
    }
    assert.doesNotMatch(notices, /undefined/);
  });
});
