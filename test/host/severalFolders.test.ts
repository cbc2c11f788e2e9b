import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../src/core/errors.js';
import { RenameFile } from '../../src/extension/renames/renameFile.js';
import { chooseRenameFile, writtenRenames } from '../../src/extension/renames/renameFiles.js';

describe('the .dbvc.jsonc of several folders', () => {
  const { showWorkspaceFolderPick } = vscode.window;
  let root: string;
  let folders: readonly vscode.WorkspaceFolder[];
  let asked: number;
  let picked: vscode.WorkspaceFolder | undefined;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'dbvc-folders-'));
    folders = ['api', 'web'].map((name, index) => ({
      uri: vscode.Uri.file(path.join(root, name)),
      name,
      index,
    }));
    for (const { uri } of folders) await mkdir(uri.fsPath);
    [asked, picked] = [0, undefined];
    Object.assign(vscode.window, {
      showWorkspaceFolderPick: () => {
        asked += 1;
        return Promise.resolve(picked);
      },
    });
  });

  afterEach(async () => {
    Object.assign(vscode.window, { showWorkspaceFolderPick });
    await rm(root, { recursive: true });
  });

  const files = (): readonly RenameFile[] => folders.map((folder) => new RenameFile(folder));
  const fileOf = (name: string): string => path.join(root, name, '.dbvc.jsonc');

  function write(name: string, renames: Readonly<Record<string, string>>): Promise<void> {
    return writeFile(fileOf(name), JSON.stringify({ comparison: { renames } }));
  }

  it('say together what was renamed', async () => {
    await write('api', { 'public.users': 'public.customers' });
    await write('web', { 'public.pages': 'public.sites', 'public.users': 'public.customers' });
    assert.deepEqual(await writtenRenames(files()), {
      'public.users': 'public.customers',
      'public.pages': 'public.sites',
    });
  });

  it('are refused by name where they contradict each other', async () => {
    await write('api', { 'public.users': 'public.customers' });
    await write('web', { 'public.users': 'public.people' });
    await assert.rejects(
      writtenRenames(files()),
      /api.\.dbvc\.jsonc says that public\.users was renamed to public\.customers, and .*web.\.dbvc\.jsonc that it was renamed to public\.people/,
    );
  });

  it('remember a rename in the only one that is there, without a question', async () => {
    await write('web', {});
    const file = await chooseRenameFile(files());
    await file?.change([['public.a', 'public.b']]);
    assert.match(await readFile(fileOf('web'), 'utf8'), /"public\.a": "public\.b"/);
    assert.equal(asked, 0);
  });

  it('ask which one where several or none are there, and remember nothing without an answer', async () => {
    picked = folders[1];
    const file = await chooseRenameFile(files());
    await file?.change([['public.a', 'public.b']]);
    assert.match(await readFile(fileOf('web'), 'utf8'), /"public\.a": "public\.b"/);
    await write('api', {});
    picked = undefined;
    await assert.rejects(chooseRenameFile(files()), CancelledError);
    assert.equal(asked, 2);
    assert.doesNotMatch(await readFile(fileOf('api'), 'utf8'), /public\.a/);
  });
});
