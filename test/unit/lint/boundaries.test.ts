import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint } from 'eslint';
import { configs } from 'typescript-eslint';
import { projectRoot } from '../../support/projectRoot.js';

/** The project's own configuration, but for the rules that need types: the fixtures are not on disk. */
const eslint = new ESLint({ cwd: projectRoot(), overrideConfig: configs.disableTypeChecked });

/** The rules that a text breaks when it stands in this file. */
async function brokenRules(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(projectRoot(), file) });
  assert.ok(result !== undefined, `${file} is not linted`);
  const fatal = result.messages.find((message) => message.fatal === true);
  assert.equal(fatal, undefined, fatal?.message);
  return result.messages.map((message) => message.ruleId ?? '');
}

const FORBIDDEN: readonly (readonly [room: string, specifier: string])[] = [
  ...['src/core', 'src/cli', 'src/extension', 'src/dialects', 'src/demo'].map(
    (room) => [`${room}/fixture.ts`, 'ssh2'] as const,
  ),
  ...['vscode', 'pg', 'tedious', '../cli/main.js', '../dialects/registry.js'].flatMap((specifier) =>
    ['src/ssh', 'src/cloud'].map((room) => [`${room}/fixture.ts`, specifier] as const),
  ),
  ...['src/core', 'src/cli', 'src/extension', 'src/dialects', 'src/demo', 'src/ssh'].flatMap((room) =>
    ['@azure/identity', '@aws-sdk/rds-signer'].map((specifier) => [`${room}/fixture.ts`, specifier] as const),
  ),
  ...[
    'vscode',
    'pg',
    'pg/lib/client',
    'pg-connection-string',
    'mssql',
    'tedious',
    'libpg-query',
    '@electric-sql/pglite',
    '@electric-sql/pglite/worker',
    'node:net',
    'net',
    'node:tls',
    'tls',
    '../../dialects/registry.js',
    '../../dialects/postgres/dialect.js',
    '../../demo/demo.js',
    '../../cli/main.js',
    '../../extension/extension.js',
    '../../../test/support/projectRoot.js',
  ].map((specifier) => ['src/core/differ/fixture.ts', specifier] as const),
  ...[
    'vscode',
    'mssql',
    'tedious',
    '@electric-sql/pglite',
    '../../mssql/dialect.js',
    '../../registry.js',
    '../../../cli/main.js',
    '../../../extension/extension.js',
    '../../../demo/demo.js',
  ].map((specifier) => ['src/dialects/postgres/kinds/fixture.ts', specifier] as const),
  ...['vscode', 'pg', 'libpg-query', '@electric-sql/pglite', '../../postgres/dialect.js'].map(
    (specifier) => ['src/dialects/mssql/kinds/fixture.ts', specifier] as const,
  ),
  ...['vscode', 'pg', 'mssql', '../cli/main.js', '../extension/extension.js', '../demo/demo.js'].map(
    (specifier) => ['src/dialects/fixture.ts', specifier] as const,
  ),
  ...['vscode', 'pg', 'libpg-query', 'mssql', '../cli/main.js', '../extension/extension.js'].map(
    (specifier) => ['src/demo/fixture.ts', specifier] as const,
  ),
  ...[
    'vscode',
    'pg',
    'libpg-query',
    'mssql',
    '@electric-sql/pglite',
    '../extension/extension.js',
    '../dialects/postgres/dialect.js',
  ].map((specifier) => ['src/cli/fixture.ts', specifier] as const),
  ...[
    'pg',
    'libpg-query',
    'mssql',
    '@electric-sql/pglite',
    '../cli/main.js',
    '../dialects/postgres/dialect.js',
  ].map((specifier) => ['src/extension/fixture.ts', specifier] as const),
];

const ALLOWED: readonly (readonly [room: string, specifier: string])[] = [
  ['src/core/differ/fixture.ts', '../model/catalog.js'],
  ['src/core/differ/fixture.ts', '../dialect/dialect.js'],
  ['src/core/profiles/fixture.ts', 'node:fs/promises'],
  ['src/core/profiles/fixture.ts', 'zod'],
  ['src/dialects/postgres/session/fixture.ts', 'pg'],
  ['src/dialects/postgres/session/fixture.ts', 'node:tls'],
  ['src/dialects/postgres/normalizer/fixture.ts', 'libpg-query'],
  ['src/dialects/postgres/kinds/fixture.ts', '../../../core/model/catalog.js'],
  ['src/dialects/postgres/fixture.ts', './kinds/extension.js'],
  ['src/dialects/mssql/session/fixture.ts', 'mssql'],
  ['src/dialects/registry.ts', './postgres/dialect.js'],
  ['src/demo/fixture.ts', '@electric-sql/pglite'],
  ['src/cli/fixture.ts', '../dialects/registry.js'],
  ['src/cli/fixture.ts', 'commander'],
  ['src/extension/fixture.ts', 'vscode'],
  ['src/extension/fixture.ts', '../dialects/registry.js'],
  ['src/extension/fixture.ts', '../core/model/catalog.js'],
];

/** The ways in which a file can reach for a module. */
const spellings = (specifier: string): readonly string[] => [
  `import * as thing from '${specifier}';\nvoid thing;\n`,
  `import type { Thing } from '${specifier}';\nexport type Other = Thing;\n`,
  `export const thing = import('${specifier}');\n`,
  `export type Thing = import('${specifier}').Thing;\n`,
];

describe('the boundaries between the rooms', function () {
  this.timeout(60_000);

  for (const [file, specifier] of FORBIDDEN) {
    it(`keeps ${specifier} out of ${path.posix.dirname(file)}`, async () => {
      for (const text of spellings(specifier)) {
        const rules = await brokenRules(file, text);
        assert.ok(rules.includes('dbvc/rooms'), `not caught in ${file}: ${text}`);
      }
    });
  }

  for (const [file, specifier] of ALLOWED) {
    it(`lets ${path.posix.dirname(file)} import ${specifier}`, async () => {
      for (const text of spellings(specifier)) {
        assert.ok(!(await brokenRules(file, text)).includes('dbvc/rooms'), text);
      }
    });
  }
});

describe('the habits that lint keeps', function () {
  this.timeout(60_000);

  const cases: readonly (readonly [what: string, rule: string, text: string])[] = [
    ['default exports', 'no-restricted-syntax', 'export default function thing(): void {\n  void 0;\n}\n'],
    ['defaults under another spelling', 'no-restricted-syntax', 'const a = 1;\nexport { a as default };\n'],
    ['barrels', 'no-restricted-syntax', "export * from './catalog.js';\n"],
    ['named barrels', 'no-restricted-syntax', "export { thing } from './catalog.js';\n"],
    ['any', '@typescript-eslint/no-explicit-any', 'export const thing: any = 1;\n'],
    ['files of more than 400 lines', 'max-lines', '// one more line\n'.repeat(401)],
  ];
  for (const [what, rule, text] of cases) {
    it(`refuses ${what}`, async () => {
      assert.ok((await brokenRules('src/core/model/fixture.ts', text)).includes(rule));
    });
  }

  it('accepts a file that has none of these', async () => {
    const text =
      "import type { Catalog } from './catalog.js';\n\nexport type Pair = readonly [Catalog, Catalog];\n";
    assert.deepEqual(await brokenRules('src/core/model/fixture.ts', text), []);
  });
});
