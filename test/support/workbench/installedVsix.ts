import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../projectRoot.js';
import { runChecked } from '../runProcess.js';
import { editorInstallation } from './editorInstallation.js';

/** The packed extension, unpacked by VS Code itself into a folder of extensions of its own. */
export interface InstalledVsix {
  /** The .vsix file. */
  readonly file: string;
  /** What {@link startWorkbench} takes as `extensionsFolder`. */
  readonly extensionsFolder: string;
  /** Where the extension lies in it. */
  readonly extensionFolder: string;
  remove(): Promise<void>;
}

/** Installs the .vsix that `npm run package` left in the top folder, as "Install from VSIX…" does. */
export async function installVsix(): Promise<InstalledVsix> {
  const file = (await readdir(projectRoot())).find((name) => name.endsWith('.vsix'));
  if (file === undefined) throw new Error('There is no .vsix: npm run package');
  const { node, server } = await editorInstallation();
  const folder = await mkdtemp(path.join(tmpdir(), 'dbvc-vsix-'));
  const extensionsFolder = path.join(folder, 'extensions');
  await runChecked(node, [
    server,
    '--accept-server-license-terms',
    '--server-data-dir',
    path.join(folder, 'server'),
    '--extensions-dir',
    extensionsFolder,
    '--install-extension',
    path.join(projectRoot(), file),
  ]);
  const installed = (await readdir(extensionsFolder)).find((name) => name.startsWith('dbvc.dbvc-'));
  if (installed === undefined) throw new Error('VS Code did not install the .vsix');
  return {
    file: path.join(projectRoot(), file),
    extensionsFolder,
    extensionFolder: path.join(extensionsFolder, installed),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
