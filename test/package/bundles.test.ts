import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { startUpOf } from '../support/packaging.js';
import { testCache } from '../support/projectRoot.js';
import { runChecked } from '../support/runProcess.js';

/** What must not be read before it is needed. */
const HEAVY =
  /node_modules\/(pg|pg-[\w-]+|mssql|tedious|libpg-query|@electric-sql\/pglite|@azure|@aws-sdk|@smithy)\//;

/** The libraries of clouds, which only a sign-in with a token needs. */
const CLOUDS = /node_modules\/(@azure\/(identity|msal|keyvault)|@aws-sdk|@smithy)/;

describe('the bundles', () => {
  let folder: string;

  before(async () => {
    // Away from the checkout: no node_modules lies above.
    folder = await mkdtemp(path.join(tmpdir(), 'dbvc-bundles-'));
    await cp(testCache('package', 'extension'), folder, { recursive: true });
  });

  after(() => rm(folder, { recursive: true }));

  const node = (...args: readonly string[]): Promise<string> =>
    runChecked(process.execPath, args, { cwd: folder }).then(({ stdout }) => stdout);

  it('runs the command line with no packages beside it', async () => {
    const cli = path.join(folder, 'dist', 'cli.js');
    assert.match(await node(cli, '--version'), /^\d+\.\d+\.\d+\n$/);
    assert.match(await node(cli, '--help'), /compare[\s\S]*plan[\s\S]*apply/);
  });

  it('runs the demo on the command line with no packages beside it', async () => {
    const cli = path.join(folder, 'dist', 'cli.js');
    const script = `const { spawnSync } = require('node:child_process');
      const { status, stdout } = spawnSync(process.execPath, [${JSON.stringify(cli)}, 'demo', 'compare', '--format', 'json']);
      console.log(JSON.stringify({ status, version: JSON.parse(stdout).version }));`;
    const { status, version } = z
      .object({ status: z.number(), version: z.number() })
      .parse(JSON.parse(await node('-e', script)));
    assert.equal(status, 2);
    assert.equal(version, 1);
  });

  it('loads the extension where vscode is, and exports what VS Code calls', async () => {
    const stub = path.join(folder, 'node_modules', 'vscode');
    await mkdir(stub, { recursive: true });
    // Classes are extended and enums are read at import time; anything else waits for activation.
    await writeFile(
      path.join(stub, 'index.js'),
      `const anything = new Proxy(class {}, { get: (target, name) => name in target ? target[name] : anything });
       module.exports = new Proxy({}, { get: (_, name) => name === '__esModule' ? false : anything });`,
    );
    // What the extension holds is disposed of by its subscriptions, so it may do without deactivate.
    const script = `const { activate, deactivate = () => undefined } = require('./dist/extension.js');
      console.log(JSON.stringify({
        types: [typeof activate, typeof deactivate],
        files: Object.keys(require.cache),
      }));`;
    const { types, files } = z
      .object({ types: z.array(z.string()), files: z.array(z.string()) })
      .parse(JSON.parse(await node('-e', script)));
    assert.deepEqual(types, ['function', 'function']);
    const read = files.filter((file) => !file.startsWith(stub)).map((file) => path.basename(file));
    const planned = startUpOf('extension.js').chunks.map((chunk) => path.basename(chunk));
    assert.deepEqual(read.sort(), planned.sort());
  });

  it('reads no driver, parser or demo engine when the extension is loaded', () => {
    assert.deepEqual(
      startUpOf('extension.js').inputs.filter((input) => HEAVY.test(input)),
      [],
    );
  });

  it('reads no driver, parser or demo engine for --help', () => {
    assert.deepEqual(
      startUpOf('cli.js').inputs.filter((input) => HEAVY.test(input)),
      [],
    );
  });

  it('reads no library of a cloud with a driver or dialect', () => {
    const chunks = startUpOf('extension.js', { lazyToo: true }).chunks.map((chunk) => path.basename(chunk));
    const drivers = chunks.filter((chunk) => /^(?:dialect|tedious)-/.test(chunk));
    assert.ok(
      drivers.some((chunk) => chunk.startsWith('tedious')),
      drivers.join(),
    );
    for (const driver of drivers) {
      assert.deepEqual(
        startUpOf(driver).inputs.filter((input) => CLOUDS.test(input)),
        [],
        driver,
      );
    }
    // The check looks at something: the libraries are there.
    assert.ok(startUpOf('extension.js', { lazyToo: true }).inputs.some((input) => CLOUDS.test(input)));
  });

  it('keeps vscode out of the command line, lazily too', () => {
    const { externals, inputs } = startUpOf('cli.js', { lazyToo: true });
    assert.ok(!externals.includes('vscode'));
    assert.deepEqual(
      inputs.filter((input) => input.startsWith('src/extension/')),
      [],
    );
    // The check looks at something: the extension does import vscode.
    assert.ok(startUpOf('extension.js').externals.includes('vscode'));
  });
});
