import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './processes.mjs';

const PARTS = ['dist', 'media', 'package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/**
 * Makes a folder that is the extension of this checkout, but for one thing: it activates when the editor
 * has started. The extension itself waits until someone looks at it; `npm start` means to look.
 * A copy, because VS Code tells whose `require('vscode')` it is by where the file really lies.
 */
export function makeStartFolder() {
  const folder = path.join(ROOT, '.vscode-test', 'start');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const activationEvents = [...(manifest.activationEvents ?? []), 'onStartupFinished'];
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents }));
  for (const part of PARTS) {
    const from = path.join(ROOT, part);
    if (existsSync(from)) cpSync(from, path.join(folder, part), { recursive: true });
  }
  return folder;
}
