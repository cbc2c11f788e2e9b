import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Side } from '../../src/core/comparison/readSides.js';
import type { PartId } from '../../src/core/model/partId.js';
import {
  decodeDocumentAddress,
  encodeDocumentAddress,
} from '../../src/extension/documents/documentAddress.js';
import { type ObjectRow, partRows } from '../../src/extension/drift/driftRows.js';
import type { ExtensionApi } from '../../src/extension/extensionApi.js';
import { answerInput, answerWith, type Answers } from '../support/host/answers.js';
import { activateExtension, comparisonReaches, objectRows } from '../support/host/extensionUnderTest.js';

/** The documents of both sides of an object, as the diff editor shows them. */
async function openDiff(row: ObjectRow): Promise<Readonly<Record<'left' | 'right', vscode.TextDocument>>> {
  await vscode.commands.executeCommand('dbvc.drift.openDiff', row);
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  assert.ok(input instanceof vscode.TabInputTextDiff, 'no diff editor is open');
  const [left, right] = await Promise.all(
    [input.original, input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
  );
  assert.ok(left !== undefined && right !== undefined);
  return { left, right };
}

/** The document of one side of an object, without an editor. */
function openSide(row: ObjectRow, side: Side): Thenable<vscode.TextDocument> {
  const { objectId, label } = row;
  const address = encodeDocumentAddress({ side, objectId }, `demo ${side}`, label);
  return vscode.workspace.openTextDocument(vscode.Uri.from(address));
}

function rowOf(api: ExtensionApi, status: ObjectRow['difference']['status']): ObjectRow {
  const row = objectRows(api).find(({ difference }) => difference.status === status);
  assert.ok(row !== undefined, `nothing is ${status}`);
  return row;
}

const trimmed = (document: vscode.TextDocument): string =>
  document
    .getText()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

describe('the demo in the extension host', () => {
  let api: ExtensionApi;
  let answers: Answers;

  before(async () => {
    api = await activateExtension();
    await vscode.commands.executeCommand('dbvc.demo.start');
  });

  beforeEach(() => {
    answers = answerWith(['Apply', 'Take Along']);
  });

  afterEach(() => {
    answers.restore();
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows differences of every status, with counts and a badge', () => {
    const rows = objectRows(api);
    const statuses = new Set(rows.map(({ difference }) => difference.status));
    assert.deepEqual([...statuses].sort(), ['extra_in_target', 'missing_in_target', 'modified']);
    const { message, badge } = api.driftLines();
    assert.match(
      message,
      /^demo source -> demo target · \d+ missing, \d+ modified, \d+ extra · compared \d\d:\d\d/,
    );
    assert.equal(badge, rows.length);
  });

  it('lists its databases as connections, as what they are to the comparison', async () => {
    const rows = await api.connectionRows();
    assert.deepEqual(
      rows.flatMap((row) => (row.type === 'connection' ? [[row.label, row.roles, row.state.status]] : [])),
      [
        ['demo source', ['source'], 'connected'],
        ['demo target', ['target'], 'connected'],
        ['SQL Server demo source', [], 'unknown'],
        ['SQL Server demo target', [], 'unknown'],
      ],
    );
  });

  it('opens the target on the left and the source on the right, read-only, as SQL', async () => {
    const row = rowOf(api, 'modified');
    const { left, right } = await openDiff(row);
    const label = vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    assert.equal(label, `${row.label.split('.').at(-1) ?? ''}: demo target ↔ demo source`);
    assert.match(left.uri.path, /^\/demo target\//);
    assert.match(right.uri.path, /^\/demo source\//);
    assert.equal(left.languageId, 'sql');
    assert.equal(vscode.workspace.fs.isWritableFileSystem('dbvc'), false);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(left.uri, new Uint8Array())));
  });

  it('turns the sides around for who wants that', async () => {
    const settings = vscode.workspace.getConfiguration('dbvc');
    await settings.update('diff.targetOnLeft', false, vscode.ConfigurationTarget.Global);
    try {
      const { left } = await openDiff(rowOf(api, 'modified'));
      assert.match(left.uri.path, /^\/demo source\//);
    } finally {
      await settings.update('diff.targetOnLeft', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('shows every modified object as a diff that is not empty, and one empty side for every other', async () => {
    for (const row of objectRows(api)) {
      const target = await openSide(row, 'target');
      const source = await openSide(row, 'source');
      for (const document of [target, source]) {
        const text = document.getText();
        assert.ok(text === '' || /[^\n]\n$/.test(text), `${row.label}: one newline at the end`);
        assert.doesNotMatch(text, /\r/);
      }
      switch (row.difference.status) {
        case 'missing_in_target':
          assert.equal(target.getText(), '', row.label);
          assert.notEqual(source.getText(), '', row.label);
          break;
        case 'modified':
          assert.notEqual(trimmed(target), trimmed(source), row.label);
          break;
        case 'extra_in_target':
          assert.equal(source.getText(), '', row.label);
          assert.notEqual(target.getText(), '', row.label);
          break;
      }
    }
  });

  it('says above each diff what differs and what the patch risks, alike on both sides', async () => {
    const header = (document: vscode.TextDocument): string =>
      /^(?:-- .*\n)+\n/.exec(document.getText())?.[0] ?? '';
    const row = rowOf(api, 'modified');
    const { left, right } = await openDiff(row);
    assert.match(
      header(right),
      /^-- Differs between demo source and demo target:\n-- {3}Apply Patch changes demo target\.\n/,
    );
    assert.equal(header(left), header(right));
    const extra = await openSide(rowOf(api, 'extra_in_target'), 'target');
    assert.match(
      header(extra),
      /^-- Exists in demo target only[^]*\n-- (?:What Apply Patch risks|No risk is known)/,
    );
  });

  it('ticks what is missing or modified, and shows only what the filter asks for', async () => {
    const ids = (status: string): Set<string> =>
      new Set(
        objectRows(api).flatMap(({ objectId, difference }) =>
          difference.status === status ? [objectId] : [],
        ),
      );
    const extra = ids('extra_in_target');
    const { objects } = api.ticked();
    assert.ok(![...objects].some((id) => extra.has(id)), 'what would be dropped is ticked');
    assert.ok([...ids('missing_in_target')].every((id) => objects.has(id as PartId)));
    await vscode.commands.executeCommand('dbvc.drift.selectNone');
    assert.equal(api.ticked().objects.size, 0);

    const all = objectRows(api).length;
    const type = answerInput('orders');
    try {
      await vscode.commands.executeCommand('dbvc.drift.filter');
    } finally {
      type.restore();
    }
    const shown = objectRows(api);
    assert.ok(shown.length > 0 && shown.length < all);
    assert.match(
      api.driftLines().message,
      new RegExp(`${String(shown.length)} of ${String(all)} shown: orders`),
    );
    await vscode.commands.executeCommand('dbvc.drift.selectAll');
    await vscode.commands.executeCommand('dbvc.drift.clearFilter');
    assert.equal(objectRows(api).length, all);
    assert.deepEqual([...api.ticked().objects].sort(), shown.map(({ objectId }) => objectId).sort());
    await vscode.commands.executeCommand('dbvc.drift.invertSelection');
    assert.equal(api.ticked().objects.size, all - shown.length);
    await vscode.commands.executeCommand('dbvc.drift.selectAll', api.driftRows()[0]);
  });

  it('says so where a key was pressed and nothing is meant', async () => {
    const type = answerInput('nothing is called so');
    try {
      await vscode.commands.executeCommand('dbvc.drift.filter');
      await vscode.commands.executeCommand('dbvc.drift.nextObject');
    } finally {
      type.restore();
      await vscode.commands.executeCommand('dbvc.drift.clearFilter');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('dbvc.apply.object', 'editor');
    assert.deepEqual(
      answers.shown.map(({ text }) => text),
      ['There is nothing to show.', 'No object is chosen. Select one in the Drift view, or open its diff.'],
    );
  });

  it('opens the diffs of a group in one editor, with a side that is missing left out', async () => {
    const group = api.driftRows().find(({ objects }) => objects.length > 2);
    assert.ok(group !== undefined);
    await vscode.commands.executeCommand('dbvc.drift.openAllDiffs', group);
    const label = (): string | undefined => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    assert.match(label() ?? '', /demo target ↔ demo source/);
  });

  it('steps from object to object, and the tree follows the diff that is in front', async () => {
    const [first, second] = objectRows(api);
    assert.ok(first !== undefined && second !== undefined);
    await openDiff(first);
    await vscode.commands.executeCommand('dbvc.drift.nextObject');
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(decodeDocumentAddress(input.modified)?.objectId, second.objectId);
    await vscode.commands.executeCommand('dbvc.drift.previousObject');
    await vscode.commands.executeCommand('dbvc.drift.previousObject');
    const last = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(last instanceof vscode.TabInputTextDiff);
    assert.equal(decodeDocumentAddress(last.modified)?.objectId, objectRows(api).at(-1)?.objectId);
  });

  it('tells language models what differs, how, and by which script, and asks before it would connect', async () => {
    const said = async (name: string, input: object): Promise<string> => {
      const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
    };
    const list = await said('dbvc_list_drift', { filter: 'missing_in_target table:' });
    assert.match(list, /^source \(right\): demo source; target \(to be changed\): demo target/);
    const name = /^missing_in_target table:(\S+)/m.exec(list)?.[1] ?? '';
    assert.match(await said('dbvc_get_object_diff', { object: name }), /\+CREATE TABLE/);
    assert.match(await said('dbvc_get_patch', { objects: [`table:${name}`] }), /CREATE TABLE/);
    assert.match(await said('dbvc_get_patch', {}), /BEGIN/);
    await assert.rejects(said('dbvc_get_object_diff', { object: 'nobody.knows' }));
    assert.equal(api.comparisonState().phase, 'compared');
  });

  it('copies the patch of what a person chose', async () => {
    const row = rowOf(api, 'missing_in_target');
    await vscode.commands.executeCommand('dbvc.patch.copy', row);
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /BEGIN/);
    assert.match(copied, /CREATE/);
  });

  it('leaves an object out from now on, and takes that back', async () => {
    answers.restore();
    answers = answerWith(['Undo']);
    const { objectId } = rowOf(api, 'extra_in_target');
    const isListed = (): boolean => objectRows(api).some((row) => row.objectId === objectId);
    const seen: boolean[] = [];
    const stop = api.onDidChangeComparison(({ phase }) => {
      if (phase === 'compared') seen.push(isListed());
    });
    await vscode.commands.executeCommand('dbvc.drift.ignore', rowOf(api, 'extra_in_target'));
    await comparisonReaches(api, ({ phase }) => phase === 'compared' && isListed());
    stop();
    assert.ok(seen.includes(false), 'it stayed in the list');
    assert.match(
      answers.shown[0]?.text ?? '',
      /^\w+:\S+ is left out from now on, by the setting dbvc\.exclude/,
    );
    assert.deepEqual(vscode.workspace.getConfiguration('dbvc').get('exclude'), []);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder !== undefined);
    // The settings of the folder, which other tests find empty.
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, '.vscode'), { recursive: true });
  });

  it('opens the script of one object in an editor', async () => {
    const row = rowOf(api, 'missing_in_target');
    await vscode.commands.executeCommand('dbvc.patch.preview', row);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'sql');
    assert.match(document.getText(), /BEGIN/i);
    assert.match(document.getText(), /CREATE/i);
  });

  it('does nothing when the person does not say Apply', async () => {
    answers.restore();
    answers = answerWith([]);
    const before = objectRows(api).length;
    await vscode.commands.executeCommand('dbvc.apply.object', rowOf(api, 'modified'));
    assert.match(answers.shown[0]?.text ?? '', /^Apply to demo target/);
    assert.equal(objectRows(api).length, before);
    assert.equal(api.contextKey('dbvc.applied'), undefined);
  });

  it('shows the script from the question', async () => {
    answers.restore();
    answers = answerWith(['Show Script', 'Take Along']);
    await vscode.commands.executeCommand('dbvc.apply.all');
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /BEGIN/i);
  });

  it('takes an object out of the tree by its patch, and its open diff follows', async () => {
    const row = rowOf(api, 'modified');
    const { left, right } = await openDiff(row);
    const changed = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document !== left) return;
        subscription.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand('dbvc.apply.object', row);
    assert.ok(!objectRows(api).some(({ objectId }) => objectId === row.objectId), 'it is still there');
    assert.equal(api.contextKey('dbvc.applied'), true);
    await changed;
    assert.equal(left.getText(), right.getText());
  });

  it('applies one part of an object, and of what is ticked all but what was unticked', async () => {
    const table = objectRows(api).find(({ parts }) => parts.length > 1);
    assert.ok(table !== undefined);
    const [chosen] = partRows(table, vscode.l10n);
    assert.ok(chosen !== undefined);
    await vscode.commands.executeCommand('dbvc.apply.object', chosen);
    const left = objectRows(api).find(({ objectId }) => objectId === table.objectId);
    assert.deepEqual(
      left?.parts.map(({ part }) => part.partId),
      table.parts.slice(1).map(({ part }) => part.partId),
      answers.shown.map(({ text, detail }) => `${text} ${detail}`).join('\n'),
    );
    const missing = objectRows(api).filter(({ difference }) => difference.status === 'missing_in_target');
    const [taken, unticked] = missing.filter(({ kind }) => kind.name === 'table' || kind.name === 'schema');
    assert.ok(taken !== undefined);
    await vscode.commands.executeCommand('dbvc.drift.selectNone');
    await vscode.commands.executeCommand('dbvc.drift.selectAll', taken);
    await vscode.commands.executeCommand('dbvc.apply.selected');
    const after = objectRows(api).map(({ objectId }) => objectId);
    assert.ok(!after.includes(taken.objectId), 'what was ticked is still there');
    if (unticked !== undefined)
      assert.ok(after.includes(unticked.objectId), 'what was not ticked was applied');
    await vscode.commands.executeCommand('dbvc.drift.selectAll');
  });

  it('leaves by Apply All only what exists in the target alone', async () => {
    await vscode.commands.executeCommand('dbvc.apply.all');
    assert.deepEqual(
      objectRows(api)
        .map((row) => [row.label, row.difference.status])
        .filter(([, status]) => status !== 'extra_in_target'),
      [],
    );
    assert.ok(objectRows(api).length > 0);
  });

  it('drops what is left one by one, each with its own question, until both are equal', async () => {
    for (let [row] = objectRows(api); row !== undefined; [row] = objectRows(api)) {
      const before = objectRows(api).length;
      const asked = answers.shown.length;
      await vscode.commands.executeCommand('dbvc.apply.object', row);
      assert.match(
        answers.shown
          .slice(asked)
          .map(({ detail }) => detail)
          .join('\n'),
        /Drop: /,
      );
      assert.ok(objectRows(api).length < before, `${row.label} is still there`);
    }
    assert.equal(api.driftLines().badge, 0);
    assert.match(api.driftLines().description, /no drift/);
  });

  it('keeps every apply in the history, with its script and the one that undoes it', async () => {
    const rows = await api.historyRows();
    const [last] = rows;
    assert.ok(last !== undefined && rows.length > 3);
    assert.equal(last.label, 'demo target');
    assert.match(last.description, / · applied · \d+ steps? · staging$/);
    const shown = async (command: string): Promise<string> => {
      await vscode.commands.executeCommand(command, last);
      return vscode.window.activeTextEditor?.document.getText() ?? '';
    };
    assert.match(await shown('dbvc.history.showScript'), /DROP/);
    assert.match(await shown('dbvc.history.showRollback'), /CREATE/);
    const document = vscode.window.activeTextEditor?.document;
    assert.deepEqual([document?.uri.scheme, document?.isDirty, document?.languageId], ['dbvc', false, 'sql']);
    assert.match(document?.uri.path ?? '', /^\/demo target [^/]+\/rollback\.sql$/);
  });

  it('has its differences again after a reset', async () => {
    await vscode.commands.executeCommand('dbvc.demo.reset');
    assert.ok(objectRows(api).length > 15);
    assert.equal(api.comparisonState().phase, 'compared');
  });
});
