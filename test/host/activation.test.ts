import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { partId } from '../../src/core/model/partId.js';
import { encodeDocumentAddress } from '../../src/extension/documents/documentAddress.js';
import { activateExtension } from '../support/host/extensionUnderTest.js';
import { report } from '../support/host/report.js';
import { projectRoot } from '../support/projectRoot.js';

/** What may not be loaded before it is needed. */
const heavy = [
  'node_modules/pg/',
  'node_modules/libpg-query/',
  'node_modules/@electric-sql/',
  'node_modules/zod/',
  'node_modules/picomatch/',
  'src/dialects/postgres/',
  'src/demo/',
];

const metafileSchema = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.unknown()) })),
});

const dist = path.join(projectRoot(), 'dist') + path.sep;

/** Milliseconds on the clock, and of the processors' time in this process. */
interface Duration {
  readonly elapsed: number;
  readonly processor: number;
}

/** The files of the bundle that the extension host has read. */
function loadedFiles(): readonly string[] {
  const loaded = Object.keys(require.cache).filter((file) => file.startsWith(dist));
  assert.ok(loaded.length > 0, 'the extension is not loaded');
  return loaded;
}

/** The loader of the extension host, which knows `vscode`. */
const loadBundle = createRequire(__filename);

/** Loads what activation needs once more, beside what runs, and forgets it again. */
function loadAgain(): Duration {
  const running = loadedFiles().map((file) => [file, require.cache[file]] as const);
  for (const [file] of running) Reflect.deleteProperty(require.cache, file);
  const started = performance.now();
  const processor = process.cpuUsage();
  loadBundle(path.join(dist, 'extension.js'));
  const { user, system } = process.cpuUsage(processor);
  const elapsed = performance.now() - started;
  for (const [file, module] of running) require.cache[file] = module;
  return { elapsed, processor: (user + system) / 1000 };
}

/** While other tests keep all processors busy, most of the time that passes is others' work. */
const ownTime = ({ elapsed, processor }: Duration): number => Math.min(elapsed, processor);

const words = ({ elapsed, processor }: Duration): string =>
  `${elapsed.toFixed(1)} ms, ${processor.toFixed(1)} ms at work`;

/** The source files in those bundles that the extension host has read, by what the build says is in them. */
function loadedSources(): readonly string[] {
  const metafile = path.join(projectRoot(), '.test-cache', 'metafile.json');
  const { outputs } = metafileSchema.parse(JSON.parse(readFileSync(metafile, 'utf8')));
  const byName = new Map(Object.entries(outputs).map(([file, output]) => [path.basename(file), output]));
  return loadedFiles().flatMap((file) => Object.keys(byName.get(path.basename(file))?.inputs ?? {}));
}

describe('activation', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await activateExtension();
  });

  it('takes less than 50 ms', () => {
    report(`activate: ${words(api.activation)}`);
    assert.ok(ownTime(api.activation) < 50, words(api.activation));
  });

  it('takes less than 25 ms to be loaded before', () => {
    const runs = Array.from({ length: 5 }, loadAgain).sort((a, b) => ownTime(a) - ownTime(b));
    const median = runs[2];
    assert.ok(median !== undefined);
    report(`load: ${words(median)}, ${String(loadedFiles().length)} files`);
    assert.ok(ownTime(median) < 25, words(median));
  });

  it('loads no driver, no parser, no dialect, no demo and no schema library', () => {
    const sources = loadedSources();
    assert.ok(sources.includes('src/extension/extension.ts'));
    assert.deepEqual(
      sources.filter((file) => heavy.some((part) => file.includes(part))),
      [],
    );
  });

  it('registers exactly the commands of the manifest', async () => {
    const manifest = z
      .object({ contributes: z.object({ commands: z.array(z.object({ command: z.string() })) }) })
      .parse(vscode.extensions.getExtension('dbvc.dbvc')?.packageJSON);
    // VS Code makes commands of its own for each view.
    const ofViews =
      /^dbvc\.(connections|drift|history)\.(focus|open|resetViewLocation|removeView|toggleVisibility)$/;
    const registered = (await vscode.commands.getCommands(true)).filter(
      (id) => id.startsWith('dbvc.') && !ofViews.test(id),
    );
    assert.deepEqual(registered.sort(), manifest.contributes.commands.map(({ command }) => command).sort());
  });

  it('serves a document whose comparison is gone as a comment that says what to do', async () => {
    const objectId = partId('table', 'public', 'users');
    const uri = vscode.Uri.from(encodeDocumentAddress({ side: 'source', objectId }, 'dev', 'public.users'));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'sql');
    assert.match(document.getText(), /^-- .*\n-- Run "DBVC: Compare Databases…"/);
  });
});
