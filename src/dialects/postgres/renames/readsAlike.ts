import type { NameChange } from './nameChanges.js';
import { suffixOf } from './rewriteText.js';
import { rewriteText } from './rewriteText.js';
import { isNameLiteral, type Word, wordsOf } from './words.js';

/**
 * Whether a text reads as another one in which some names are new: word by word the same, or an old name here and its
 * new name there. Of an output whose column got another name, `AS` and the output's name may have come or gone.
 */
export function readsAlike(before: string, after: string, changes: readonly NameChange[]): boolean {
  const old = wordsOf(before);
  const now = wordsOf(after);
  if (old === undefined || now === undefined) return false;
  let i = 0;
  let j = 0;
  let column: NameChange | undefined;
  while (i < old.length || j < now.length) {
    const [a, b] = [old[i], now[j]];
    if (column !== undefined && b?.text === 'AS' && a?.text !== 'AS' && now[j + 1]?.name === column.before)
      j += 2;
    else if (
      column !== undefined &&
      a?.text === 'AS' &&
      b?.text !== 'AS' &&
      old[i + 1]?.name === column.after
    )
      i += 2;
    else if (a?.text !== '(' && hasOldColumns(now, j, changes)) j = closing(now, j) + 1;
    else if (b?.text !== '(' && hasOldColumns(old, i, changes)) i = closing(old, i) + 1;
    else if (a === undefined || b === undefined) return false;
    else {
      const change = changeOf(a, b, changes);
      if (change === undefined && !isSame(a, b) && !isSameLiteral(old, i, b, changes)) return false;
      column = change?.kind === 'column' ? change : undefined;
      i += 1;
      j += 1;
      continue;
    }
    column = undefined;
  }
  return true;
}

/**
 * Whether a list of columns stands here after the name of a relation, by which a query goes on to know them as it did:
 * `users a(id, mail)`, where USING needs the name that one of them had.
 */
function hasOldColumns(words: readonly Word[], at: number, changes: readonly NameChange[]): boolean {
  if (words[at]?.text !== '(' || words[at - 1]?.name === undefined) return false;
  const list = words.slice(at + 1, closing(words, at));
  return (
    list.every(({ name }, index) => (index % 2 === 0 ? name !== undefined : list[index]?.text === ',')) &&
    list.some(({ name }) =>
      changes.some((one) => one.kind === 'column' && [one.before, one.after].includes(name ?? '')),
    )
  );
}

/** The place of the bracket that closes a list without brackets in it. */
function closing(words: readonly Word[], open: number): number {
  const at = words.findIndex(({ text }, index) => index > open && text === ')');
  return at < 0 ? words.length : at;
}

function isSame(a: Word, b: Word): boolean {
  return a.text === b.text || (a.name !== undefined && a.name === b.name);
}

function changeOf(a: Word, b: Word, changes: readonly NameChange[]): NameChange | undefined {
  const { name } = a;
  const other = b.name;
  if (name === undefined || other === undefined) return undefined;
  return changes.find((one) => {
    if (one.kind !== 'relation') return one.before === name && one.after === other;
    const suffix = suffixOf(name, one.before);
    return suffix !== undefined && `${one.after}${suffix}` === other;
  });
}

function isSameLiteral(words: readonly Word[], at: number, b: Word, changes: readonly NameChange[]): boolean {
  const literal = words[at]?.literal;
  if (literal === undefined || b.literal === undefined || !isNameLiteral(words, at)) return false;
  return rewriteText(literal, changes, { hasQueries: false }) === b.literal;
}
