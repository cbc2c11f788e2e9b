import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { ignoreRules, defaultIgnoreRules } from '../../../src/core/rules/rules.js';
import { projectRoot } from '../../support/projectRoot.js';

const menuItem = z.object({ command: z.string(), when: z.string().optional(), group: z.string().optional() });
const manifestSchema = z.object({
  icon: z.string(),
  activationEvents: z.array(z.string()),
  contributes: z.object({
    commands: z.array(
      z.object({
        command: z.string(),
        title: z.string(),
        category: z.string(),
        enablement: z.string().optional(),
        icon: z.string().optional(),
      }),
    ),
    menus: z.record(z.string(), z.array(menuItem)),
    views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string(), when: z.string().optional() })),
    keybindings: z.array(
      z.object({ command: z.string(), key: z.string(), when: z.string(), args: z.string().optional() }),
    ),
    jsonValidation: z.array(z.object({ fileMatch: z.string(), url: z.string() })),
    walkthroughs: z.array(
      z.object({
        id: z.string(),
        steps: z.array(
          z.object({
            id: z.string(),
            description: z.string(),
            media: z.object({ svg: z.string() }),
            completionEvents: z.array(z.string()),
          }),
        ),
      }),
    ),
    configuration: z.object({ properties: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
});

const read = (...file: readonly string[]): string => readFileSync(path.join(projectRoot(), ...file), 'utf8');
const manifestText = read('package.json');
const manifest = manifestSchema.parse(JSON.parse(manifestText));
const strings = z.record(z.string(), z.string()).parse(JSON.parse(read('package.nls.json')));
const { commands, menus, viewsWelcome, views, configuration } = manifest.contributes;
const ids = new Set(commands.map(({ command }) => command));

const sources = readdirSync(path.join(projectRoot(), 'src', 'extension'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read('src', 'extension', file))
  .join('\n');

describe('the manifest', () => {
  it('has every string that it names, and names every string that there is', () => {
    const used = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1]);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });

  it('has a handler for every command, and no other', () => {
    const handled = [
      ...read('src', 'extension', 'commands', 'commandTable.ts').matchAll(/^ {2}'(dbvc\.[^']+)':/gm),
    ];
    assert.deepEqual(handled.map((match) => match[1]).sort(), [...ids].sort());
  });

  it('offers in menus, welcome texts and code only commands that exist', () => {
    const inMenus = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    const inTexts = viewsWelcome.flatMap(({ contents }) =>
      [...(strings[contents.replaceAll('%', '')] ?? '').matchAll(/command:([\w.]+)/g)].map(
        (match) => match[1] ?? '',
      ),
    );
    const inCode = [...sources.matchAll(/executeCommand\(\s*'(dbvc\.[^']+)'/g)].map(
      (match) => match[1] ?? '',
    );
    // VS Code itself has a command that shows a view, for every view.
    const known = new Set([
      ...ids,
      ...Object.values(views).flatMap((list) => list.map(({ id }) => `${id}.focus`)),
    ]);
    assert.deepEqual(
      [...inMenus, ...inTexts, ...inCode].filter((id) => !known.has(id)),
      [],
    );
  });

  it('has a walkthrough whose pictures follow the theme and whose steps tick themselves', () => {
    const [walkthrough] = manifest.contributes.walkthroughs;
    assert.equal(walkthrough?.id, 'dbvc.getStarted');
    const known = new Set([...ids, 'dbvc.drift.focus']);
    for (const { id, description, media, completionEvents } of walkthrough.steps) {
      const picture = read(...media.svg.split('/'));
      assert.match(picture, /var\(--vscode-/, id);
      assert.doesNotMatch(picture, /(?:fill|stroke)="#/, id);
      const links = (strings[description.replaceAll('%', '')] ?? '').matchAll(/command:([\w.]+)/g);
      const events = completionEvents.map((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? '');
      for (const command of [...[...links].map((match) => match[1] ?? ''), ...events]) {
        assert.ok(command === '' || known.has(command), `${id}: ${command}`);
      }
      assert.ok(completionEvents.length > 0, id);
    }
    // Neither is done by who opens the form or the question and leaves it.
    const eventsOf = (step: string): readonly string[] | undefined =>
      walkthrough.steps.find(({ id }) => id === `dbvc.getStarted.${step}`)?.completionEvents;
    assert.deepEqual(eventsOf('apply'), ['onContext:dbvc.applied']);
    assert.deepEqual(eventsOf('connect'), ['onContext:dbvc.connectionAdded']);
  });

  it('asks only for context keys that the code sets', () => {
    const conditions = [
      ...commands.map(({ enablement }) => enablement),
      ...Object.values(menus).flatMap((items) => items.map(({ when }) => when)),
      ...viewsWelcome.map(({ when }) => when),
      ...manifest.contributes.walkthroughs.flatMap(({ steps }) =>
        steps.flatMap(({ completionEvents }) =>
          completionEvents.flatMap((event) => /^onContext:(.+)$/.exec(event)?.[1] ?? []),
        ),
      ),
    ].join(' ');
    const keys = [...conditions.matchAll(/(?<![\w.=/^\\])!?(dbvc\.\w+)/g)]
      .map((match) => match[1] ?? '')
      // Names of views stand in conditions as well.
      .filter((key) => !['dbvc.connections', 'dbvc.drift', 'dbvc.history'].includes(key));
    const calls = sources.replace(/\(\s+/g, '(');
    for (const key of new Set(keys)) assert.ok(calls.includes(`set('${key}'`), `nobody sets ${key}`);
  });

  it('hides from the palette what needs a row', () => {
    const hidden = new Map((menus['commandPalette'] ?? []).map(({ command, when }) => [command, when]));
    for (const id of ['edit', 'duplicate', 'remove', 'test', 'useAsSource', 'useAsTarget']) {
      assert.equal(hidden.get(`dbvc.connections.${id}`), 'false', id);
    }
    assert.equal(hidden.get('dbvc.drift.openDiff'), 'false');
    assert.equal(hidden.get('dbvc.apply.object'), 'false');
  });

  it('has in the palette all that needs no row, and hides nothing else', () => {
    const hidden = new Set(
      (menus['commandPalette'] ?? []).flatMap(({ command, when }) => (when === 'false' ? [command] : [])),
    );
    const onRows = (menus['view/item/context'] ?? []).map(({ command }) => command);
    // What buttons of the view do on all that is shown or ticked, another command does from the palette.
    const twin = (id: string): string => id.replace(/^dbvc\.(?:shown|ticked)\./, '');
    for (const id of hidden) {
      const reached = commands.some(
        ({ command }) => command !== id && !hidden.has(command) && command.endsWith(`.${twin(id)}`),
      );
      assert.ok(reached || onRows.includes(id), id);
    }
  });

  it('has in the title of the Drift view nothing that acts on the row that happens to be selected', () => {
    const title = (menus['view/title'] ?? []).map(({ command }) => command);
    const onRows = (menus['view/item/context'] ?? []).map(({ command }) => command);
    const isOfConnections = (id: string): boolean => id.startsWith('dbvc.connections.');
    assert.deepEqual(
      title.filter((id) => onRows.includes(id) && !isOfConnections(id)),
      [],
    );
  });

  it('offers to try again on a connection that failed, on its row and in its menu, in place of testing it', () => {
    const groupsFor = (viewItem: string, id: string): readonly unknown[] =>
      (menus['view/item/context'] ?? []).flatMap(({ command, when = '', group }) => {
        const pattern = /viewItem =~ \/(.+)\/(?: |$)/.exec(when)?.[1];
        return command === id && new RegExp(pattern ?? '').test(viewItem) ? [group] : [];
      });
    const connection = 'dbvc.connection;origin=user;target';
    for (const [viewItem, retry, test] of [
      [connection, [], ['2_test@1']],
      [`${connection};failed;production`, ['inline@3', '2_test@1'], []],
      [`${connection};saved`, [], []],
    ] as const) {
      assert.deepEqual(groupsFor(viewItem, 'dbvc.connections.retry'), retry, viewItem);
      assert.deepEqual(groupsFor(viewItem, 'dbvc.connections.test'), test, viewItem);
    }
  });

  it('has at most three inline actions for a row', () => {
    const inline = (menus['view/item/context'] ?? []).filter(({ group }) => group?.startsWith('inline'));
    for (const view of Object.values(views).flat()) {
      const shown = inline.filter(({ when }) => when?.includes(`view == ${view.id} `));
      assert.ok(shown.length <= 3, view.id);
    }
  });

  it('has its keys only where DBVC has the focus, and says to the command where that is', () => {
    const { keybindings } = manifest.contributes;
    assert.deepEqual(
      keybindings.map(({ command, key }) => `${key} ${command}`),
      [
        'alt+down dbvc.drift.nextObject',
        'alt+up dbvc.drift.previousObject',
        'ctrl+enter dbvc.apply.object',
        'ctrl+enter dbvc.apply.object',
      ],
    );
    for (const { command, when, args } of keybindings) {
      assert.ok(ids.has(command), command);
      for (const place of when.split(' || ')) {
        assert.match(
          place,
          /^(?:resourceScheme == dbvc && isInDiffEditor|focusedView == dbvc\.drift && listFocus)$/,
        );
      }
      if (command === 'dbvc.apply.object') {
        assert.equal(args, when.startsWith('focusedView') ? 'selection' : 'editor');
      }
    }
  });

  it('has the actions on a diff in the title bar of the diff, and of no other editor', () => {
    const inTitle = (menus['editor/title'] ?? []).map(({ command, when }) => [command, when]);
    const diff = 'resourceScheme == dbvc && isInDiffEditor';
    assert.deepEqual(inTitle, [
      ['dbvc.apply.object', diff],
      ['dbvc.patch.preview', diff],
      ['dbvc.drift.previousObject', diff],
      ['dbvc.drift.nextObject', diff],
      ['dbvc.patch.applyEdited', 'resource in dbvc.patchScripts'],
    ]);
  });

  it('goes to other objects by other arrows than the editor, which go to other changes', () => {
    const icons = ['previous', 'next'].map(
      (way) => commands.find(({ command }) => command === `dbvc.drift.${way}Object`)?.icon,
    );
    assert.deepEqual(icons, ['$(chevron-left)', '$(chevron-right)']);
  });

  it('puts every command under one category', () => {
    assert.deepEqual([...new Set(commands.map(({ category }) => category))], ['DBVC']);
  });

  it('wakes up for restored documents and for nothing else', () => {
    assert.deepEqual(manifest.activationEvents, ['onFileSystem:dbvc']);
  });

  it('offers the ignore rules that the core knows, with its defaults', () => {
    const rules = z
      .object({ default: z.array(z.string()), items: z.object({ enum: z.array(z.string()) }) })
      .parse(configuration.properties['dbvc.ignore']);
    assert.deepEqual(rules.default, defaultIgnoreRules);
    assert.deepEqual([...rules.items.enum].sort(), [...ignoreRules, 'none'].sort());
  });

  it('checks .dbvc.jsonc by the schema that the package brings', () => {
    const [validation] = manifest.contributes.jsonValidation;
    assert.equal(validation?.fileMatch, '.dbvc.jsonc');
    const schema: unknown = JSON.parse(read(...validation.url.split('/')));
    assert.ok(typeof schema === 'object' && schema !== null && 'properties' in schema);
    assert.ok(read('.vscodeignore').includes(`!${validation.url.replace('./', '')}\n`));
  });

  it('has a PNG of at least 128 pixels as its icon', () => {
    const png = readFileSync(path.join(projectRoot(), manifest.icon));
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    assert.ok(png.readUInt32BE(16) >= 128 && png.readUInt32BE(20) >= 128);
  });
});
