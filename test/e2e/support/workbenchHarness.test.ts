import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../../support/workbench/quickInput.js';
import { startWorkbench, type Workbench } from '../../support/workbench/workbench.js';

const MANIFEST = {
  name: 'fixture',
  publisher: 'test',
  version: '1.0.0',
  engines: { vscode: '^1.100.0' },
  main: './main.js',
  contributes: { commands: [{ command: 'fixture.hello', title: 'Hello', category: 'Fixture' }] },
};

const MAIN = `
const vscode = require('vscode');
exports.activate = (context) => {
  context.subscriptions.push(vscode.commands.registerCommand('fixture.hello', () => {
    const size = vscode.workspace.getConfiguration('editor').get('fontSize');
    vscode.window.showInformationMessage('Hello ' + process.env.FIXTURE_NAME + ', ' + size);
  }));
};
`;

describe('the workbench of the tests', () => {
  let extensionPath: string;
  let workbench: Workbench;
  let started: Workbench | undefined;

  before(async () => {
    extensionPath = path.join(await mkdtemp(path.join(tmpdir(), 'dbvc-fixture-')), 'extension');
    await mkdir(extensionPath);
    await writeFile(path.join(extensionPath, 'package.json'), JSON.stringify(MANIFEST));
    await writeFile(path.join(extensionPath, 'main.js'), MAIN);
    workbench = started = await startWorkbench({
      extensionPath,
      settings: { 'editor.fontSize': 17 },
      env: { FIXTURE_NAME: 'person' },
    });
  });

  after(async () => {
    await started?.close();
    await rm(path.dirname(extensionPath), { recursive: true });
  });

  it('runs an extension from source, with the settings and the environment of the test', async () => {
    await runCommand(workbench.page, 'Fixture: Hello');
    const toast = workbench.page.locator('.notification-toast');
    await toast.getByText('Hello person, 17').waitFor();
    await workbench.screenshot('harness');
  });

  it('opens with nothing but the extension under test to look at', async () => {
    assert.equal(await workbench.page.locator('.tab').count(), 0);
    assert.equal(await workbench.page.locator('.monaco-dialog-box').count(), 0);
  });
});
