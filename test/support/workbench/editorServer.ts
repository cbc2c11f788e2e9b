import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { freePort } from '../freePort.js';
import { onExit } from '../onExit.js';
import { editorInstallation } from './editorInstallation.js';

/** What a fresh profile starts with. */
export interface EditorServerOptions {
  /** Settings of the user, over those that keep the workbench quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Variables for the server and so for the extension host; an undefined one is removed. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Folder with the installed extensions; an empty one by default. */
  readonly extensionsFolder?: string;
  /** Extensions that are installed by a link to their folder, so that they run as they are now. */
  readonly linkedExtensions?: readonly string[];
  /**
   * Accepts the parameters of the address that make a window an Extension Development Host. The editor
   * shows no toasts then and answers dialogs itself, so journeys do without.
   */
  readonly developmentHost?: boolean;
  /** Opens folders in Restricted Mode until somebody trusts them, without asking; by default all are trusted. */
  readonly workspaceTrust?: boolean;
  /**
   * The language of the window and so of the extension, e.g. `de`; English by default. What the workbench itself says stays
   * English: the language packs of VS Code are not on npm.
   */
  readonly language?: string;
  /** The port to listen on; a free one by default. */
  readonly port?: number;
}

/** A VS Code server with a profile of its own. */
export interface EditorServer {
  readonly port: number;
  /** Holds the profile; removed by {@link stop}. */
  readonly folder: string;
  /** What the server printed so far. */
  output(): string;
  /** The log of the extension host and of each extension, for a test that failed. */
  readLogs(): Promise<string>;
  stop(): Promise<void>;
}

/** No tips, no trust questions, no AI, nothing that moves, nothing that asks the network. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.enableExperiments': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'window.commandCenter': false,
};

/** Restricted Mode as soon as a folder is opened. */
const RESTRICTED_SETTINGS = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/** Starts a server on 127.0.0.1 and waits until it listens. */
export async function startEditorServer(options: EditorServerOptions = {}): Promise<EditorServer> {
  const { node, server } = await editorInstallation();
  const folder = await mkdtemp(path.join(tmpdir(), 'dbvc-editor-'));
  const extensions = options.extensionsFolder ?? path.join(folder, 'extensions');
  await mkdir(extensions, { recursive: true });
  for (const extension of options.linkedExtensions ?? []) await linkExtension(extensions, extension);
  const user = path.join(folder, 'data', 'User');
  await mkdir(user, { recursive: true });
  const settings = {
    ...QUIET_SETTINGS,
    ...(options.workspaceTrust === true ? RESTRICTED_SETTINGS : {}),
    ...options.settings,
  };
  await writeFile(path.join(user, 'settings.json'), JSON.stringify(settings, undefined, 2));
  const { language } = options;
  if (language !== undefined) await installLanguage(path.join(folder, 'data'), language);
  const port = options.port ?? (await freePort());
  const child = spawn(
    node,
    [
      server,
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--without-connection-token',
      '--accept-server-license-terms',
      ...(language === undefined ? [] : ['--locale', language]),
      ...(options.developmentHost === true ? ['--enable-smoke-test-driver'] : []),
      ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
      '--telemetry-level',
      'off',
      '--server-data-dir',
      folder,
      '--extensions-dir',
      extensions,
    ],
    { env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const cancel = onExit(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const stop = async (): Promise<void> => {
    await terminate(child);
    cancel();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await listening(child, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, folder, output: () => output, readLogs: () => readLogs(folder), stop };
}

/** A language pack that translates nothing: the server takes a language only where there is a pack for it. */
async function installLanguage(userData: string, language: string): Promise<void> {
  const translations = path.join(userData, 'noTranslations.json');
  await writeFile(translations, JSON.stringify({ contents: {} }));
  const pack = {
    hash: 'none',
    label: language,
    extensions: [{ extensionIdentifier: { id: 'tests.no-translations' }, version: '1.0.0' }],
    translations: { vscode: translations },
  };
  await writeFile(path.join(userData, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/** The editor lists what lies in the folder when it starts for the first time, links too. */
async function linkExtension(extensions: string, extension: string): Promise<void> {
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(path.join(extension, 'package.json'), 'utf8')),
  );
  const name = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
  await symlink(extension, path.join(extensions, name), 'dir');
}

const manifestSchema = z.object({ publisher: z.string(), name: z.string(), version: z.string() });

function listening(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The VS Code server ended with ${String(code)}\n${output()}`));
    });
    child.stdout?.on('data', () => {
      if (output().includes('Extension host agent listening on')) resolve();
    });
  });
}

async function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    // The server waits for its windows to come back; a test is done with it.
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
    child.kill('SIGTERM');
  });
}

async function readLogs(folder: string): Promise<string> {
  const logs = path.join(folder, 'data', 'logs');
  if (!existsSync(logs)) return '';
  const entries = await readdir(logs, { recursive: true, withFileTypes: true });
  const texts: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || !/exthost|remoteagent|dbvc/i.test(path.join(entry.parentPath, entry.name)))
      continue;
    const file = path.join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    if (text.trim() !== '') texts.push(`--- ${path.relative(logs, file)}\n${text}`);
  }
  return texts.join('\n');
}
