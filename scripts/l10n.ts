/**
 * Writes l10n/bundle.l10n.json: every sentence that src/extension shows, for translators to copy as
 * bundle.l10n.<language>.json. English is what stands in the source, so each sentence stands for itself. With them go the
 * words of the dialects, which the extension names nowhere.
 *
 *   npm run l10n
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { dialectWordPrefix } from '../src/extension/text/dialectWords.js';
import { projectRoot } from '../test/support/projectRoot.js';
import { dialectWords } from './dialectWords.js';

/** A file of the extension, by its path from the top. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** All sources of the extension. */
export function extensionSources(): readonly SourceText[] {
  const folder = path.join(projectRoot(), 'src', 'extension');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }));
}

/** The sentences of a source, and the places where `t` is given something that is not written out there. */
export function messagesIn({ file, text }: SourceText): {
  readonly messages: readonly string[];
  readonly unreadable: readonly string[];
} {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const messages: string[] = [];
  const unreadable: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isTranslation(node)) {
      const [message] = node.arguments;
      if (message !== undefined && ts.isStringLiteralLike(message)) messages.push(message.text);
      else unreadable.push(`${file}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { messages, unreadable };
}

/** What the bundle has to hold: each sentence and each word of a dialect once, in alphabetical order. */
export function bundleOf(
  messages: readonly string[],
  words: readonly string[],
): Readonly<Record<string, string>> {
  const texts = [
    ...messages.map((message) => [message, message] as const),
    ...words.map((word) => [`${dialectWordPrefix}${word}`, word] as const),
  ];
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a node is `l10n.t(…)` or `vscode.l10n.t(…)`. */
function isTranslation(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 't' &&
    /(?:^|\.)l10n$/.test(node.expression.expression.getText())
  );
}

function main(): void {
  const folder = path.join(projectRoot(), 'l10n');
  const messages = extensionSources().flatMap((source) => messagesIn(source).messages);
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify(bundleOf(messages, dialectWords()), undefined, 2);
  writeFileSync(path.join(folder, 'bundle.l10n.json'), `${text}\n`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
