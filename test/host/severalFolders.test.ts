import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { type ComparisonResult, initialState } from '../../src/core/comparison/comparisonState.js';
import type { ComparisonTerms } from '../../src/core/comparison/comparisonTerms.js';
import { CancelledError } from '../../src/core/errors.js';
import { noRules } from '../../src/core/rules/rules.js';
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

  it('make what is shown stale while one with renames is there that were not, and no other', async () => {
    await write('api', { 'public.users': 'public.customers' });
    await write('web', {});
    const moves = foldersThatMove(async () => {
      const renames = Object.entries(await writtenRenames(open.map((folder) => new RenameFile(folder))));
      return {
        rules: noRules,
        renames: renames.map(([before, after]) => ({ before, after, from: 'configuration' })),
      };
    });
    const [api, web] = folders;
    assert.ok(api !== undefined && web !== undefined);
    let open = [web];
    try {
      assert.equal(await moves.says({ added: [web], removed: [] }), 'unmarked: rules-changed');
      open = [web, api];
      assert.equal(await moves.says({ added: [api], removed: [] }), 'marked: rules-changed');
      open = [web];
      assert.equal(await moves.says({ added: [], removed: [api] }), 'unmarked: rules-changed');
      await writeFile(fileOf('web'), '{ "comparison": ');
      assert.equal(await moves.says({ added: [web], removed: [] }), 'marked: rules-changed');
      assert.match(moves.warnings().join(), /web.\.dbvc\.jsonc/);
    } finally {
      moves.end();
    }
  });
});

/**
 * Folders that come and go for the watch alone, beside a result without renames: another folder beside the only one would
 * end the extension host. `says` moves folders and waits for what the watch makes of it.
 */
function foldersThatMove(terms: () => Promise<ComparisonTerms>): {
  says(event: vscode.WorkspaceFoldersChangeEvent): Promise<string>;
  warnings(): readonly string[];
  end(): void;
} {
  const { onDidChangeWorkspaceFolders } = vscode.workspace;
  const moved = new vscode.EventEmitter<vscode.WorkspaceFoldersChangeEvent>();
  const spoken = new vscode.EventEmitter<string>();
  const warnings: string[] = [];
  Object.assign(vscode.workspace, { onDidChangeWorkspaceFolders: moved.event });
  // Of a result, the watch of folders reads nothing but its terms.
  const result = { terms: { rules: noRules, renames: [] } } as unknown as ComparisonResult;
  const watch = watchStaleness({
    comparison: {
      state: { ...initialState, phase: 'compared', result },
      markStale: (reason) => spoken.fire(`marked: ${reason}`),
      unmarkStale: (reason) => spoken.fire(`unmarked: ${reason}`),
      onDidChange: () => () => undefined,
    },
    log: { warn: (text) => warnings.push(text) },
    terms,
    journal: () => Promise.resolve({ list: () => Promise.resolve([]) }),
  });
  return {
    says: (event) =>
      new Promise((resolve) => {
        const subscription = spoken.event((word) => {
          subscription.dispose();
          resolve(word);
        });
        moved.fire(event);
      }),
    warnings: () => warnings,
    end: () => {
      watch.dispose();
      Object.assign(vscode.workspace, { onDidChangeWorkspaceFolders });
    },
  };
}
