import { partLines } from './changes.js';
import { type Comparison, groupByKind, sideNames } from './comparison.js';
import { statusWords } from './compareText.js';
import { offerTexts } from './offers.js';
import { remarksOf } from './remarks.js';
import { printable } from '../terminal/printable.js';
import { unifiedDiff } from './unifiedDiff.js';
import { joinLines, number } from './words.js';

/** A comparison as GitHub-flavoured Markdown, for a pull request or a wiki. */
export function compareMarkdown(comparison: Comparison, withDiff: boolean): string {
  const names = sideNames(comparison);
  const remarks = remarksOf(comparison, names);
  const { source, target } = comparison.sides;
  const lines = [
    `## Schema drift: ${escapeText(source.label)} → ${escapeText(target.label)}`,
    '',
    `- source: ${code(source.address)}, ${escapeText(comparison.drift.source.server.versionText)}`,
    `- target: ${code(target.address)}, ${escapeText(comparison.drift.target.server.versionText)}`,
    '',
    `**${escapeText(remarks.summary)}**`,
  ];
  for (const group of groupByKind(comparison)) {
    lines.push('', `### ${escapeText(group.plural)} (${number(group.objects.length)})`, '');
    for (const object of group.objects) {
      lines.push(`- ${code(object.name)} ${escapeText(statusWords(object.status, names))}`);
      lines.push(...partLines(object, names).map((line) => `  - ${escapeText(line.text)}`));
      if (!withDiff || object.status !== 'modified') continue;
      const diff = unifiedDiff(object, comparison, names);
      if (diff.length > 0) lines.push('', ...fenced(diff).map((line) => `  ${line}`), '');
    }
  }
  const offers = offerTexts(comparison);
  if (offers.length > 0) {
    lines.push('', `### Perhaps renamed (${number(offers.length)})`, '');
    for (const { described, evidence, accept } of offers) {
      lines.push(`- ${escapeText(`${described}: ${evidence}`)}: ${code(accept)}`);
    }
  }
  const notes = [
    ...remarks.notices.map(escapeText),
    ...(remarks.hidden === undefined ? [] : [escapeText(remarks.hidden)]),
    ...(remarks.uncompared === undefined
      ? []
      : [
          escapeText(remarks.uncompared.sentence),
          ...remarks.uncompared.kinds.map((kind) => `  - ${escapeText(kind)}`),
        ]),
  ];
  if (notes.length > 0) {
    lines.push('', '### Notes', '', ...notes.map((note) => (note.startsWith('  - ') ? note : `- ${note}`)));
  }
  return joinLines(lines);
}

/** Text in which nothing is Markdown or HTML. */
function escapeText(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>#|~&]/g, (character) => `\\${character}`)
    .replace(/\n/g, ' ');
}

/** A text as code, fenced by more backticks than it has in a row. */
function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const inner = printable(text).replace(/\n/g, ' ');
  return inner.startsWith('`') || inner.endsWith('`')
    ? `${fence} ${inner} ${fence}`
    : `${fence}${inner}${fence}`;
}

function fenced(diff: readonly string[]): readonly string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(diff.join('\n')) + 1));
  return [`${fence}diff`, ...diff.map((line) => printable(line)), fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
