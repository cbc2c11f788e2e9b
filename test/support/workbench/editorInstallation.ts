import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installOnce } from '../installOnce.js';
import { runNpm } from '../npm.js';
import { projectRoot } from '../projectRoot.js';

/** A VS Code server on disk: the program and the Node.js that runs it. */
export interface EditorInstallation {
  readonly node: string;
  readonly server: string;
}

const NEEDED_NODE = 24;
const NPM_OPTIONS = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'] as const;

/**
 * The VS Code server and workbench that npm's `code-server` contains, installed at pinned versions
 * where a downloaded editor would be; DBVC_TEST_WORKBENCH names another version of that package (4.100.3 is
 * VS Code 1.100). Its own start script is not used: it adds a login page and ignores the parameters that open an
 * Extension Development Host.
 */
export async function editorInstallation(): Promise<EditorInstallation> {
  const manifests = path.join(projectRoot(), 'test', 'support', 'workbench', 'editor');
  const read = (file: string): Promise<string> => readFile(path.join(manifests, file), 'utf8');
  const version = process.env['DBVC_TEST_WORKBENCH'];
  const name = version === undefined ? 'workbench' : `workbench-${version}`;
  const folder = path.join(projectRoot(), '.vscode-test', name);
  const vscode = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const manifest = await read('package.json');
  const files =
    version === undefined
      ? { 'package.json': manifest, 'package-lock.json': await read('package-lock.json') }
      : { 'package.json': manifest.replace(/("code-server": )"[^"]*"/, `$1${JSON.stringify(version)}`) };
  await installOnce(folder, files['package-lock.json'] ?? files['package.json'], async (target) => {
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(target, file), text);
    await runNpm([version === undefined ? 'ci' : 'install', ...NPM_OPTIONS], target);
    // The editor's own dependencies, without compiling: what needs a compiler is not needed here.
    await runNpm(['install', '--omit=dev', ...NPM_OPTIONS], vscode);
  });
  return { node: nodeFor(folder), server: path.join(vscode, 'out', 'server-main.js') };
}

function nodeFor(folder: string): string {
  const packaged = path.join(
    folder,
    'node_modules',
    `node-${process.platform}-${process.arch}`,
    'bin',
    'node',
  );
  if (existsSync(packaged)) return packaged;
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_NODE) return process.execPath;
  throw new Error(`The workbench needs Node.js ${NEEDED_NODE} on ${process.platform}-${process.arch}`);
}
