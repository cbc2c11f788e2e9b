import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { BROKER_VARIABLE, startServerBroker } from '../postgres/serverBroker.js';
import { projectRoot } from '../projectRoot.js';
import { runInDownloadedEditors } from './downloadedEditor.js';
import { listenForReports } from './hostReports.js';
import { FILES_VARIABLE, GREP_VARIABLE, REPORT_VARIABLE } from './hostSuite.js';
import { startWorkbench } from './workbench.js';
import { severalFolders } from './workspaceFile.js';

const SUITE_TIMEOUT_MS = 15 * 60_000;

/**
 * Runs test/host inside a real extension host: in the workbench from npm, or, with
 * DBVC_TEST_VSCODE=download, in desktop editors that @vscode/test-electron downloads.
 *
 *   node --import tsx test/support/workbench/runHostSuite.ts [--grep PATTERN] FILE…
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string', short: 'g' } },
  });
  const bundled = await bundleSuite(positionals);
  const broker = await startServerBroker();
  const environment = {
    [BROKER_VARIABLE]: broker.url,
    [FILES_VARIABLE]: JSON.stringify(bundled.files),
    ...(values.grep === undefined ? {} : { [GREP_VARIABLE]: values.grep }),
  };
  try {
    if (process.env['DBVC_TEST_VSCODE'] === 'download') {
      return await runInDownloadedEditors(bundled.suite, environment);
    }
    return await runInWorkbench(bundled.suite, environment);
  } finally {
    await broker.close();
  }
}

/** Bundles each test file by itself: the extension host knows nothing of TypeScript. */
async function bundleSuite(
  files: readonly string[],
): Promise<{ readonly suite: string; readonly files: readonly string[] }> {
  const outdir = path.join(projectRoot(), '.vscode-test', 'host-suite');
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const tests = files.map((file) => path.relative(path.join('test', 'host'), file).replace(/\.ts$/, ''));
  await build({
    absWorkingDir: projectRoot(),
    entryPoints: {
      hostSuite: 'test/support/workbench/hostSuite.ts',
      ...Object.fromEntries(tests.map((test, index) => [test, files[index] ?? ''])),
    },
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return {
    suite: path.join(outdir, 'hostSuite.js'),
    files: tests.map((test) => path.join(outdir, `${test}.js`)),
  };
}

async function runInWorkbench(suite: string, environment: Readonly<Record<string, string>>): Promise<number> {
  const reports = await listenForReports();
  try {
    const workbench = await startWorkbench({
      extensionPath: projectRoot(),
      extensionTestsPath: suite,
      workspaceFolders: severalFolders,
      env: { ...environment, [REPORT_VARIABLE]: reports.url },
    });
    try {
      const failures = await withTimeout(reports.ended);
      if (failures > 0 && process.env['DBVC_TEST_LOGS'] === '1')
        console.log(await workbench.server.readLogs());
      return failures;
    } catch (error) {
      await workbench.screenshot('host-suite');
      console.log(workbench.server.output());
      throw error;
    } finally {
      await workbench.close();
    }
  } finally {
    reports.close();
  }
}

async function withTimeout(ended: Promise<number>): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('The suite in the extension host did not end'));
    }, SUITE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
  }
}

main().then(
  (failures) => {
    process.exitCode = failures === 0 ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
