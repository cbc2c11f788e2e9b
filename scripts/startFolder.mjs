import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ROOT } from './processes.mjs';

const FOLDERS = ['dist', 'media', 'l10n'];
const FILES = ['package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/**
 * Makes a folder that is the extension of this checkout, by links, but for one thing: it activates when
 * the editor has started. The extension itself waits until someone looks at it; `npm start` means to look.
 */
export function makeStartFolder() {
  const folder = path.join(ROOT, '.vscode-test', 'start');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const activationEvents = [...(manifest.activationEvents ?? []), 'onStartupFinished'];
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents }));
  for (const name of FOLDERS) {
    // On Windows a junction needs no administrator's right, where a link does.
    if (existsSync(path.join(ROOT, name))) {
      symlinkSync(path.join(ROOT, name), path.join(folder, name), 'junction');
    }
  }
  for (const name of FILES) {
    if (existsSync(path.join(ROOT, name))) copyFileSync(path.join(ROOT, name), path.join(folder, name));
  }
  return folder;
}
