import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { projectRoot } from '../support/projectRoot.js';

const menuItem = z.object({
  command: z.string().optional(),
  submenu: z.string().optional(),
  when: z.string().optional(),
});

const manifestSchema = z.object({
  name: z.literal('dbvc'),
  version: z.string(),
  main: z.literal('./dist/extension.js'),
  icon: z.string().optional(),
  engines: z.object({ vscode: z.string() }),
  extensionKind: z.array(z.string()),
  capabilities: z.object({ untrustedWorkspaces: z.object({ supported: z.unknown() }) }),
  devDependencies: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()).optional(),
  activationEvents: z.array(z.string()).optional(),
  contributes: z.object({
    commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string().optional() })),
    menus: z.record(z.string(), z.array(menuItem)),
    keybindings: z.array(z.object({ command: z.string(), when: z.string().optional() })).optional(),
    viewsContainers: z.object({
      activitybar: z.array(z.object({ id: z.string(), title: z.string(), icon: z.string() })),
    }),
    views: z.record(
      z.string(),
      z.array(z.object({ id: z.string(), name: z.string(), when: z.string().optional() })),
    ),
    viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string(), when: z.string().optional() })),
    walkthroughs: z.array(z.unknown()).optional(),
    configuration: z.unknown(),
  }),
});

const root = projectRoot();
const text = readFileSync(path.join(root, 'package.json'), 'utf8');

describe('the manifest', () => {
  let manifest: z.infer<typeof manifestSchema>;
  let commands: ReadonlySet<string>;
  let strings: Readonly<Record<string, string>>;
  let source: string;

  before(() => {
    manifest = manifestSchema.parse(JSON.parse(text));
    commands = new Set(manifest.contributes.commands.map(({ command }) => command));
    strings = z
      .record(z.string(), z.string())
      .parse(JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')));
    source = readdirSync(path.join(root, 'src', 'extension'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(root, 'src', 'extension', file), 'utf8'))
      .join('\n');
  });

  it('has every string that it refers to, and no string that nobody uses', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });

  it('declares every command that a menu, a key or a welcome link names', () => {
    const { menus, keybindings, viewsWelcome } = manifest.contributes;
    const links = [...viewsWelcome.map(({ contents }) => contents), ...Object.values(strings)];
    const named = [
      ...Object.values(menus)
        .flat()
        .flatMap(({ command }) => command ?? []),
      ...(keybindings ?? []).map(({ command }) => command),
      ...links.flatMap((link) =>
        [...link.matchAll(/\(command:([\w.]+)/g)].map(([, command]) => command ?? ''),
      ),
    ];
    assert.ok(named.length > 0);
    // VS Code has a command of its own for each view.
    const views = Object.values(manifest.contributes.views).flatMap((all) =>
      all.map(({ id }) => `${id}.focus`),
    );
    const known = new Set([...commands, ...views]);
    const unknown = named.filter((command) => command.startsWith('dbvc.') && !known.has(command));
    assert.deepEqual([...new Set(unknown)], []);
  });

  it('declares commands that the extension registers, all in the category DBVC', () => {
    for (const { command, category } of manifest.contributes.commands) {
      assert.ok(source.includes(`'${command}'`), `${command} is not in src/extension`);
      const name = category?.replace(/^%(.+)%$/, (_, key: string) => strings[key] ?? key);
      assert.equal(name, 'DBVC', command);
    }
  });

  it('uses context keys that the extension sets', () => {
    const { views } = manifest.contributes;
    const ids = new Set([
      ...Object.values(views)
        .flat()
        .map(({ id }) => id),
      ...commands,
    ]);
    const own = [...text.matchAll(/"(?:when|enablement)":\s*"((?:[^"\\]|\\.)*)"/g)]
      .flatMap(([, clause]) => [...(clause ?? '').matchAll(/(?<![\w.:/-])dbvc\.[\w.]+/g)].map(([key]) => key))
      .filter((key) => !ids.has(key));
    for (const key of new Set(own)) {
      const isSetting = text.includes(`"${key}": {`);
      assert.ok(isSetting || source.includes(`'${key}'`), `nothing sets ${key}`);
    }
  });

  it('gives every welcome text and view a place', () => {
    const { views, viewsContainers, viewsWelcome } = manifest.contributes;
    const containers = new Set(viewsContainers.activitybar.map(({ id }) => id));
    assert.ok(containers.has('dbvc'));
    for (const container of Object.keys(views)) assert.ok(containers.has(container), container);
    const ids = new Set(
      Object.values(views)
        .flat()
        .map(({ id }) => id),
    );
    for (const { view } of viewsWelcome) assert.ok(ids.has(view), view);
    for (const { icon } of viewsContainers.activitybar) assert.ok(existsSync(path.join(root, icon)), icon);
  });

  it('promises the editor that the types are for', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode'] ?? ''}`);
  });

  it('waits to be used, runs where the databases are, and bundles what it needs', () => {
    const early = (manifest.activationEvents ?? []).filter((event) => /^(\*|onStartupFinished)$/.test(event));
    assert.deepEqual(early, []);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(manifest.dependencies ?? {}, {});
  });

  it('shows only pictures that the marketplace shows', () => {
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    for (const [, address = ''] of readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)/g)) {
      assert.match(address, /^https:\/\/|\.(png|gif)$/i);
      if (!address.startsWith('https://')) assert.ok(existsSync(path.join(root, address)), address);
    }
    if (manifest.icon !== undefined) {
      const icon = readFileSync(path.join(root, manifest.icon));
      assert.equal(icon.toString('latin1', 1, 4), 'PNG');
      // The width and the height stand at the same place in every PNG.
      assert.ok(Math.min(icon.readUInt32BE(16), icon.readUInt32BE(20)) >= 128);
    }
  });

  it('has the version that the changelog ends with', () => {
    const changelog = path.join(root, 'CHANGELOG.md');
    assert.ok(existsSync(changelog), 'there is no CHANGELOG.md');
    const newest = /^## \[?(\d+\.\d+\.\d+)/m.exec(readFileSync(changelog, 'utf8'))?.[1];
    assert.equal(newest, manifest.version);
  });
});
