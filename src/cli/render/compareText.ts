import type { Database } from '../../core/dialect/session.js';
import type { ObjectDifference } from '../../core/differ/drift.js';
import type { Catalog } from '../../core/model/catalog.js';
import type { Colors } from '../terminal/colors.js';
import { printable, printableLine } from '../terminal/printable.js';
import { displayWidth } from '../terminal/width.js';
import { partLines, type PartLine } from './changes.js';
import { type Comparison, groupByKind, type SideNames, sideNames } from './comparison.js';
import { offerTexts } from './offers.js';
import { remarksOf } from './remarks.js';
import { unifiedDiff } from './unifiedDiff.js';
import { joinLines, number } from './words.js';

/** Names longer than this do not move the words behind them any further. */
const widestName = 44;

const letters = { missing_in_target: 'A', modified: 'M', extra_in_target: 'D' } as const;

/** A comparison for people: a tree by kind, and with `withDiff` a unified diff below each modified object. */
export function compareText(comparison: Comparison, colors: Colors, withDiff: boolean): string {
  const names = sideNames(comparison);
  const { drift, sides } = comparison;
  const lines = [
    colors.heading(`${printableLine(sides.source.label)} -> ${printableLine(sides.target.label)}`),
    sideLine('source', sides.source, drift.source, colors),
    sideLine('target', sides.target, drift.target, colors),
  ];
  if (drift.objects.some(({ status }) => status === 'modified')) {
    lines.push(
      colors.faint(printableLine(`  a -> b   from what ${names.target} has to what ${names.source} has`)),
    );
  }
  for (const group of groupByKind(comparison)) {
    lines.push('', `${colors.heading(group.plural)} ${colors.faint(number(group.objects.length))}`);
    const width = Math.min(
      widestName,
      Math.max(...group.objects.map(({ name }) => displayWidth(printableLine(name)))),
    );
    for (const object of group.objects) {
      lines.push(objectLine(object, width, names, colors));
      lines.push(...partLines(object, names).map((line) => renderPart(line, colors)));
      if (withDiff && object.status === 'modified')
        lines.push(...diffLines(object, comparison, names, colors));
    }
  }
  lines.push('', ...offerLines(comparison, colors));
  lines.push('', ...remarkLines(comparison, names, colors));
  return joinLines(lines);
}

function sideLine(side: string, database: Database, catalog: Catalog, colors: Colors): string {
  const facts = printableLine(`${database.address}, ${catalog.server.versionText}`);
  const marks = [
    ...(database.environment === 'production' ? [colors.error('production')] : []),
    ...(database.environment === undefined || database.environment === 'production'
      ? []
      : [database.environment]),
    ...(database.readOnly === true ? ['read-only'] : []),
  ];
  return [colors.faint(`  ${side}   ${facts}`), ...marks].join(colors.faint(', '));
}

function objectLine(object: ObjectDifference, width: number, names: SideNames, colors: Colors): string {
  const name = printableLine(object.name);
  const padding = ' '.repeat(Math.max(0, width - displayWidth(name)));
  const renamed = object.renamedFrom === undefined ? '' : `renamed from ${object.renamedFrom}`;
  const isOnlyRenamed = object.parts.every(
    (part) => part.status === 'modified' && part.changes.every(({ attribute }) => attribute === 'name'),
  );
  const status = renamed === '' || !isOnlyRenamed ? [statusWords(object.status, names)] : [];
  const words = printableLine([...(renamed === '' ? [] : [renamed]), ...status].join(', '));
  const paint = painter(object.status, colors);
  return `  ${paint(letters[object.status])} ${name}${padding}  ${paint(words)}`;
}

/** A status in words. */
export function statusWords(status: ObjectDifference['status'], names: SideNames): string {
  switch (status) {
    case 'missing_in_target':
      return `missing in ${names.target}`;
    case 'modified':
      return 'modified';
    case 'extra_in_target':
      return `only in ${names.target}`;
    default:
      return status satisfies never;
  }
}

function painter(status: ObjectDifference['status'], colors: Colors): (text: string) => string {
  switch (status) {
    case 'missing_in_target':
      return colors.added;
    case 'modified':
      return colors.modified;
    case 'extra_in_target':
      return colors.deleted;
    default:
      return status satisfies never;
  }
}

function renderPart(line: PartLine, colors: Colors): string {
  const sign = { missing_in_target: '+', modified: '~', extra_in_target: '-' }[line.status];
  return `      ${painter(line.status, colors)(sign)} ${printableLine(line.text)}`;
}

function diffLines(
  object: ObjectDifference,
  comparison: Comparison,
  names: SideNames,
  colors: Colors,
): readonly string[] {
  const lines = unifiedDiff(object, comparison, names);
  if (lines.length === 0) return [colors.faint('      (the definitions read the same)')];
  return ['', ...lines.map((line, index) => `      ${paintDiffLine(printable(line), index, colors)}`), ''];
}

function paintDiffLine(line: string, index: number, colors: Colors): string {
  if (index < 2) return colors.heading(line);
  if (line.startsWith('@@')) return colors.position(line);
  if (line.startsWith('+')) return colors.added(line);
  return line.startsWith('-') ? colors.deleted(line) : line;
}

/** What may have been renamed, with the evidence and the options that say so. */
function offerLines(comparison: Comparison, colors: Colors): readonly string[] {
  const offers = offerTexts(comparison);
  if (offers.length === 0) return [];
  return [
    `${colors.heading('Perhaps renamed')} ${colors.faint(number(offers.length))}`,
    ...offers.flatMap(({ described, evidence, accept }) => [
      `  ${colors.modified('?')} ${printableLine(`${described}: ${evidence}`)}`,
      colors.faint(`      ${printableLine(accept)}`),
    ]),
  ];
}

function remarkLines(comparison: Comparison, names: SideNames, colors: Colors): readonly string[] {
  const remarks = remarksOf(comparison, names);
  const lines = [
    ...remarks.notices.map((notice) => `${colors.warning('note:')} ${printableLine(notice)}`),
    ...(remarks.hidden === undefined ? [] : [colors.faint(printableLine(remarks.hidden))]),
    ...(remarks.uncompared === undefined
      ? []
      : [
          colors.warning(printableLine(remarks.uncompared.sentence)),
          ...remarks.uncompared.kinds.map((kind) => colors.faint(`  ${printableLine(kind)}`)),
        ]),
  ];
  return [
    ...lines,
    ...(lines.length === 0 || comparison.drift.objects.length === 0 ? [] : ['']),
    colors.heading(printableLine(remarks.summary)),
  ];
}
