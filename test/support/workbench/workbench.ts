import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../projectRoot.js';
import { launchChromium } from './chromium.js';
import { startEditorServer, type EditorServer, type EditorServerOptions } from './editorServer.js';
import { writeWorkspace } from './workspaceFile.js';

/** What to open. */
export interface WorkbenchOptions extends EditorServerOptions {
  /** The folder of an extension to run as it is there: package.json and what it built. */
  readonly extensionPath?: string;
  /** The folder to open; a new, empty one by default. */
  readonly workspaceFolder?: string;
  /** The names of new, empty folders to open together, in place of one. */
  readonly workspaceFolders?: readonly string[];
  /** A module whose exported run() is called inside the extension host, as under @vscode/test-electron. */
  readonly extensionTestsPath?: string;
}

/** A workbench in a browser, with a profile and a server of its own. */
export interface Workbench {
  readonly page: Page;
  readonly url: string;
  readonly workspaceFolder: string;
  readonly server: EditorServer;
  /** Opens another window on the same folder, with the same profile, and waits until it stands. */
  openWindow(): Promise<Page>;
  /** Saves what is seen, here or in another window, as test-results/screenshots/<name>.png and returns the path. */
  screenshot(name: string, window?: Page): Promise<string>;
  /** Loads the window again, as "Developer: Reload Window" does, and waits until it stands. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** How long one step may take before a test fails; a busy machine is slow, not broken. */
const STEP_TIMEOUT_MS = 45_000;
const START_TIMEOUT_MS = 120_000;

/** Opens VS Code in a headless browser and waits until the workbench is drawn. */
export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const server = await startEditorServer({
    ...options,
    ...(options.extensionTestsPath === undefined
      ? { linkedExtensions: options.extensionPath === undefined ? [] : [options.extensionPath] }
      : { developmentHost: true }),
  });
  const ownFolder =
    options.workspaceFolder === undefined ? await mkdtemp(path.join(tmpdir(), 'dbvc-workspace-')) : undefined;
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server.stop();
    if (ownFolder !== undefined) await rm(ownFolder, { recursive: true, force: true });
  };
  try {
    const workspaceFolder = options.workspaceFolder ?? ownFolder ?? '';
    const { workspaceFolders } = options;
    const url = workbenchUrl(
      server.port,
      workspaceFolders === undefined
        ? workspaceFolder
        : await writeWorkspace(workspaceFolder, workspaceFolders),
      options.extensionTestsPath === undefined ? {} : options,
    );
    browser = await launchChromium();
    // One context: what windows of one person share, as storage and messages, they share here.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await openWorkbench(page, url);
    return {
      page,
      url,
      workspaceFolder,
      server,
      openWindow: async () => {
        const window = await context.newPage();
        await openWorkbench(window, url);
        return window;
      },
      screenshot: (name, window = page) => saveScreenshot(window, name),
      reload: async () => {
        await page.reload({ waitUntil: 'commit', timeout: START_TIMEOUT_MS });
        await ready(page);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openWorkbench(page: Page, url: string): Promise<void> {
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  await page.goto(url, { waitUntil: 'commit', timeout: START_TIMEOUT_MS });
  await ready(page);
}

/** The status bar comes last; the workbench takes commands from then on. */
async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: START_TIMEOUT_MS });
}

/**
 * The address of a window on a folder, or on the file of a workspace; with a tests path it is an Extension Development
 * Host. `payload` is honoured by a server for development hosts only.
 */
export function workbenchUrl(
  port: number,
  opened: string,
  { extensionPath, extensionTestsPath }: Pick<WorkbenchOptions, 'extensionPath' | 'extensionTestsPath'>,
): string {
  const authority = `127.0.0.1:${port}`;
  const remote = (file: string): string => `vscode-remote://${authority}${file}`;
  const payload = [
    ...(extensionPath === undefined ? [] : [['extensionDevelopmentPath', remote(extensionPath)]]),
    ...(extensionTestsPath === undefined ? [] : [['extensionTestsPath', remote(extensionTestsPath)]]),
  ];
  const url = new URL(`http://${authority}/`);
  url.searchParams.set(opened.endsWith('.code-workspace') ? 'workspace' : 'folder', opened);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

async function saveScreenshot(page: Page, name: string): Promise<string> {
  const folder = path.join(projectRoot(), 'test-results', 'screenshots');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
