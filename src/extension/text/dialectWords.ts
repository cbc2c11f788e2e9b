import { type ObjectKind, wordsOfKind } from '../../core/model/objectKind.js';
import { partKindPlural, partKindWords } from '../../core/model/partKindWords.js';
import type { Localizer } from './localizer.js';

/**
 * The one place where what dialects name, which the command line says in English, gets the person's language: kinds of objects
 * and parts, and what is read. In the bundle for translators each word stands as `dialect: table`, put there from the lists
 * of the dialects by scripts/l10n.ts. A word that nobody has translated stays as it is.
 */
export function dialectWord(word: string, l10n: Localizer): string {
  return translated(word, l10n) ?? word;
}

/** A kind of objects at the beginning of a line, e.g. `Materialized view`. */
export function kindHeading(kind: ObjectKind, l10n: Localizer, count: 'one' | 'many' = 'one'): string {
  const word = kindWord(kind, l10n, count);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** A kind of objects within a sentence, e.g. `materialized view`. */
export function kindWord(kind: ObjectKind, l10n: Localizer, count: 'one' | 'many' = 'one'): string {
  const { singular, plural } = wordsOfKind(kind);
  return dialectWord(count === 'one' ? singular : plural, l10n);
}

/** A kind of parts within a sentence, e.g. `domain constraint`. */
export function partKindWord(kind: string, l10n: Localizer, count: 'one' | 'many' = 'one'): string {
  return dialectWord(count === 'one' ? partKindWords(kind) : partKindPlural(kind), l10n);
}

/** A part as its dialect describes it, `comment on table public.users`: its kind, names and little words between them. */
export function describedWords(described: string, l10n: Localizer): string {
  if (l10n.bundle === undefined) return described;
  const words = described.split(' ');
  for (let length = Math.min(words.length - 1, longestKind); length > 0; length--) {
    const kind = translated(words.slice(0, length).join(' '), l10n);
    if (kind === undefined) continue;
    const rest = words.slice(length + 1).join(' ');
    switch (rest === '' ? '' : words[length]) {
      case 'of':
        return l10n.t('{0} of {1}', kind, namedOn(rest, l10n));
      case 'on':
        return l10n.t('{0} on {1}', kind, describedWords(rest, l10n));
      default:
        return `${kind} ${namedOn(words.slice(length).join(' '), l10n)}`;
    }
  }
  return described;
}

/** The most words that the name of a kind has. */
const longestKind = 4;

/** `users_key on public.users`; any other text is described by itself. */
function namedOn(text: string, l10n: Localizer): string {
  const [, name, place] = /^((?:"(?:[^"]|"")*"|[^\s"]+)+) on (.+)$/s.exec(text) ?? [];
  return name === undefined || place === undefined
    ? describedWords(text, l10n)
    : l10n.t('{0} on {1}', name, describedWords(place, l10n));
}

function translated(word: string, l10n: Localizer): string | undefined {
  // `t` would write into the log of VS Code what it does not find, and most of what a dialect describes is names.
  return l10n.bundle?.[`${dialectWordPrefix}${word}`];
}

/** What keeps a dialect's words apart from sentences of the same text. */
export const dialectWordPrefix = 'dialect: ';
