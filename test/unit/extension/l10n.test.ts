import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import * as z from 'zod';
import { dialectWords } from '../../../scripts/dialectWords.js';
import { bundleOf, extensionSources, messagesIn, type SourceText } from '../../../scripts/l10n.js';
import { projectRoot } from '../../support/projectRoot.js';

const read = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');
const sources = extensionSources();

/** What a person sees when a property of this name is set. */
const shown = new Set(
  'title label description detail tooltip prompt placeHolder placeholder message hint problem question text'.split(
    ' ',
  ),
);

/** Names and examples are the same in every language; so are icons. */
const untranslated = new Set([
  'DBVC',
  '$(database) PostgreSQL',
  '$(server) SQL Server',
  'localhost',
  'postgresql://user@host:5432/database',
]);

/** Sentences that go to a person's eyes without going through `l10n.t`. */
function bareTexts({ file, text }: SourceText): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const check = (node: ts.Node): void => {
    const words = wordsOf(node);
    if (words === undefined || !/[a-z]{2}/i.test(words) || untranslated.has(words)) return;
    found.push(`${file}: ${node.getText()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && shown.has(node.name.getText())) check(node.initializer);
    if (isShownAssignment(node)) check(node.right);
    if (
      ts.isCallExpression(node) &&
      /\.show\w+Message$|setStatusBarMessage$/.test(node.expression.getText())
    ) {
      node.arguments.forEach(check);
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'DbvcError') {
      (node.arguments ?? []).slice(1).forEach(check);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isShownAssignment(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(node.left) &&
    shown.has(node.left.name.text)
  );
}

/** What a literal says by itself, without icons and what is filled in. */
function wordsOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
  return parts.join('').replace(/\$\([\w~-]+\)/g, '');
}

describe('the sentences of the extension', () => {
  it('are in the bundle for translators, all of them and no other', () => {
    const inSources = bundleOf(
      sources.flatMap((source) => messagesIn(source).messages),
      dialectWords(),
    );
    const bundle = z.record(z.string(), z.string()).parse(JSON.parse(read('l10n/bundle.l10n.json')));
    assert.deepEqual(bundle, inSources, 'run `npm run l10n`');
    assert.ok(Object.keys(bundle).length > 100);
  });

  it('are written out where they are translated, so that they can be found', () => {
    assert.deepEqual(
      sources.flatMap((source) => messagesIn(source).unreadable),
      [],
    );
  });

  it('all go through the translation', () => {
    assert.deepEqual(sources.flatMap(bareTexts), []);
  });

  it('would be noticed if one did not', () => {
    const careless = `
      item.tooltip = 'Not connected';
      void vscode.window.showErrorMessage(\`It \${failed}\`);
      throw new DbvcError('internal', 'No such thing');
      show({ title: 'Choose', prompt: vscode.l10n.t('Which one?') });`;
    assert.equal(bareTexts({ file: 'careless.ts', text: careless }).length, 4);
  });

  it('lie where VS Code looks for them', () => {
    const { l10n } = z.object({ l10n: z.string() }).parse(JSON.parse(read('package.json')));
    assert.equal(l10n, './l10n');
  });
});

describe('the German translation', () => {
  const textsOf = (file: string): Readonly<Record<string, string>> =>
    z.record(z.string(), z.string()).parse(JSON.parse(read(file)));
  const pairs = [
    ['l10n/bundle.l10n.json', 'l10n/bundle.l10n.de.json'],
    ['package.nls.json', 'package.nls.de.json'],
  ] as const;

  for (const [english, german] of pairs) {
    it(`has every text of ${english}, with what is filled in, links and code as they are`, () => {
      const [from, to] = [textsOf(english), textsOf(german)];
      assert.deepEqual(Object.keys(to).sort(), Object.keys(from).sort(), `translate them in ${german}`);
      const fixed = (text: string): readonly string[] =>
        (text.match(/\{\d+\}|\(command:[^)]+\)|`[^`]+`|\n/g) ?? []).sort();
      for (const [key, text] of Object.entries(from)) {
        assert.deepEqual(fixed(to[key] ?? ''), fixed(text), key);
        assert.notEqual((to[key] ?? '').trim(), '', key);
      }
    });
  }

  it('leaves few texts as they are', () => {
    const same = pairs.flatMap(([english, german]) => {
      const [from, to] = [textsOf(english), textsOf(german)];
      return Object.keys(from).filter((key) => /[a-z]{3}/i.test(from[key] ?? '') && to[key] === from[key]);
    });
    assert.deepEqual(same.sort(), ['Schema', 'Staging', 'Status', 'TLS', 'view.drift']);
  });
});
