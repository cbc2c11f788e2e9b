import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { initialState } from '../../src/core/comparison/comparisonState.js';
import { CancelledError, DbvcError } from '../../src/core/errors.js';
import { watchStaleness } from '../../src/extension/drift/staleness.js';
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

  it('make what is shown stale when one with renames comes or goes, and no other', async () => {
    await write('api', { 'public.users': 'public.customers' });
    await write('web', {});
    const [api, web] = folders;
    assert.ok(api !== undefined && web !== undefined);
    const moves = foldersThatMove();
    try {
      moves.fire({ added: [web], removed: [] });
      moves.fire({ added: [api], removed: [] });
      assert.deepEqual(await moves.said(1), ['stale: rules-changed']);
      moves.fire({ added: [], removed: [web] });
      moves.fire({ added: [], removed: [api] });
      assert.deepEqual(await moves.said(2), ['stale: rules-changed', 'stale: rules-changed']);
      await writeFile(fileOf('web'), '{ "comparison": ');
      moves.fire({ added: [web], removed: [] });
      assert.match((await moves.said(3)).at(-1) ?? '', /web.\.dbvc\.jsonc/);
    } finally {
      moves.end();
    }
  });
});

/**
 * Folders that come and go for the watch alone: another folder beside the only one would end the extension host. What the
 * watch says comes in the order in which it says it; `said` waits for so many sentences.
 */
function foldersThatMove(): {
  fire(event: vscode.WorkspaceFoldersChangeEvent): void;
  said(count: number): Promise<readonly string[]>;
  end(): void;
} {
  const { onDidChangeWorkspaceFolders } = vscode.workspace;
  const moved = new vscode.EventEmitter<vscode.WorkspaceFoldersChangeEvent>();
  const spoken = new vscode.EventEmitter<void>();
  const words: string[] = [];
  const say = (word: string): void => {
    words.push(word);
    spoken.fire();
  };
  Object.assign(vscode.workspace, { onDidChangeWorkspaceFolders: moved.event });
  const watch = watchStaleness({
    comparison: { state: initialState, markStale: (reason) => say(`stale: ${reason}`) },
    errors: { show: (error) => say(error instanceof DbvcError ? error.message : String(error)) },
    log: { warn: say },
    journal: () => Promise.resolve({ list: () => Promise.resolve([]) }),
  });
  return {
    fire: (event) => moved.fire(event),
    said: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (words.length < count) return;
          subscription.dispose();
          resolve([...words]);
        };
        const subscription = spoken.event(check);
        check();
      }),
    end: () => {
      watch.dispose();
      Object.assign(vscode.workspace, { onDidChangeWorkspaceFolders });
    },
  };
}
