import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { projectRoot } from '../projectRoot.js';
import { listenForReports } from './hostReports.js';
import { REPORT_VARIABLE } from './hostSuite.js';
import { severalFolders, writeWorkspace } from './workspaceFile.js';

/** The oldest editor that package.json allows, and the newest. DBVC_TEST_VSCODE_VERSION names one alone. */
const VERSIONS = ['1.100.0', 'stable'] as const;

/** Runs the suite in desktop editors, one after the other, and returns how many tests failed. */
export async function runInDownloadedEditors(
  suite: string,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const named = process.env['DBVC_TEST_VSCODE_VERSION'];
  let failures = 0;
  for (const version of named === undefined ? VERSIONS : [named]) {
    console.log(`VS Code ${version}`);
    failures += await runInDownloadedEditor(version, suite, environment);
  }
  return failures;
}

async function runInDownloadedEditor(
  version: string,
  suite: string,
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'dbvc-editor-'));
  const reports = await listenForReports();
  try {
    const status = await runTests({
      version,
      extensionDevelopmentPath: projectRoot(),
      extensionTestsPath: suite,
      extensionTestsEnv: { ...environment, [REPORT_VARIABLE]: reports.url },
      launchArgs: [
        await writeWorkspace(folder, severalFolders),
        `--user-data-dir=${path.join(folder, 'user')}`,
        '--disable-extensions',
        '--disable-workspace-trust',
        '--skip-welcome',
        '--disable-gpu',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    // The editor ends when run() returns, and run() returns when its last report was received.
    return status === 0 ? await reports.ended : 1;
  } finally {
    reports.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
