import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { z } from 'zod';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { partId } from '../../src/core/model/partId.js';
import { encodeDocumentAddress } from '../../src/extension/documents/documentAddress.js';
import { activateExtension } from '../support/host/extensionUnderTest.js';
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

/** The source files in those bundles that the extension host has read, by what the build says is in them. */
function loadedSources(): readonly string[] {
  const dist = path.join(projectRoot(), 'dist') + path.sep;
  const loaded = Object.keys(require.cache).filter((file) => file.startsWith(dist));
  assert.ok(loaded.length > 0, 'the extension is not loaded');
  const metafile = path.join(projectRoot(), '.test-cache', 'metafile.json');
  const { outputs } = metafileSchema.parse(JSON.parse(readFileSync(metafile, 'utf8')));
  const byName = new Map(Object.entries(outputs).map(([file, output]) => [path.basename(file), output]));
  return loaded.flatMap((file) => Object.keys(byName.get(path.basename(file))?.inputs ?? {}));
}

describe('activation', () => {
  let api: ExtensionApi;

  before(async () => {
    api = await activateExtension();
  });

  it('takes less than 50 ms', () => {
    const { elapsed, processor } = api.activation;
    console.log(`activate: ${elapsed.toFixed(1)} ms, of which ${processor.toFixed(1)} ms at work`);
    // While other tests keep all processors busy, most of the time that passes is others' work.
    assert.ok(Math.min(elapsed, processor) < 50, `${String(elapsed)} ms, ${String(processor)} ms at work`);
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
    const ofViews = /^dbvc\.(connections|drift)\.(focus|open|resetViewLocation|removeView|toggleVisibility)$/;
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
