import type { Side } from '../../core/comparison/readSides.js';
import type { ScriptGenerator } from '../../core/dialect/scriptGenerator.js';
import type { Drift, ObjectDifference } from '../../core/differ/drift.js';
import type { AttributeValue } from '../../core/model/part.js';
import type { PartId } from '../../core/model/partId.js';
import { sideDocument } from '../../core/renames/sideDocument.js';
import { describedWords } from '../text/dialectWords.js';
import type { Localizer } from '../text/localizer.js';

/**
 * The texts of an object on both sides, with LF and one newline at the end; empty where the object does not exist.
 * Texts of a modified object always differ in more than white space at the ends of lines, which VS Code's diff editor
 * ignores by default: where they would not, comments say what differs. The lines of `header` stand above both texts of a
 * modified object, so that they never count as a change, and above the one text of any other that differs.
 */
export function sideTexts(
  drift: Drift,
  objectId: PartId,
  generator: Pick<ScriptGenerator, 'document'>,
  l10n: Localizer,
  header: readonly string[] = [],
): Readonly<Record<Side, string>> {
  const text = (side: Side): string => normalized(sideDocument(drift, side, objectId, generator));
  const texts = { source: text('source'), target: text('target') };
  const difference = drift.objects.find((object) => object.objectId === objectId);
  if (difference === undefined) return texts;
  const isAlike = difference.status === 'modified' && visible(texts.source) === visible(texts.target);
  const told = (side: Side): string =>
    withHeader(isAlike ? withNotes(texts[side], difference, side, l10n) : texts[side], header);
  return { source: told('source'), target: told('target') };
}

/** The side that does not have the object stays empty. */
function withHeader(text: string, header: readonly string[]): string {
  return text === '' || header.length === 0 ? text : `${commented(header.flatMap(wrapped))}\n${text}`;
}

/** How many characters of a sentence stand on a line: the two editors of a diff share a window that is often 1,440 pixels wide. */
const headerWidth = 46;

/** A line of a header, broken between words; what is left of it stands two further in. */
function wrapped(line: string): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of oneLine(line).trim().split(' ')) {
    const longer = current === '' ? `${indent}${word}` : `${current} ${word}`;
    if (current === '' || longer.length <= headerWidth) current = longer;
    else {
      lines.push(current);
      current = `${indent}  ${word}`;
    }
  }
  return [...lines, current];
}

function commented(lines: readonly string[]): string {
  return lines.map((line) => `-- ${oneLine(line)}\n`).join('');
}

function normalized(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  return lines === '' ? '' : `${lines}\n`;
}

/** What is left for the diff editor to see when it ignores leading and trailing white space. */
function visible(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

/** The text and a comment for each difference, with white space and control characters spelled out. */
function withNotes(text: string, difference: ObjectDifference, side: Side, l10n: Localizer): string {
  const notes = difference.parts.flatMap((part): readonly string[] => {
    const described = describedWords(part.described, l10n);
    if (part.status !== 'modified') {
      const here = part.status === (side === 'source' ? 'missing_in_target' : 'extra_in_target');
      return [`${described}: ${here ? l10n.t('exists') : l10n.t('does not exist')}`];
    }
    return part.changes.map(
      (change) => `${described}, ${change.attribute}: ${spelledOut(change[side], l10n)}`,
    );
  });
  const lines = [
    l10n.t('The definitions look the same. What differs, as the server has it:'),
    ...notes.map((note) => `  ${note}`),
  ];
  return `${text}\n${commented(lines)}`;
}

function spelledOut(value: AttributeValue | undefined, l10n: Localizer): string {
  if (value === undefined) return l10n.t('not set');
  // Everything that cannot be seen is spelled out, so that two values never look alike.
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A name may hold a line break, and nothing read from a database may end a comment. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}
