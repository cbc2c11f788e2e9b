import type { Token } from '../../../core/normalizer/token.js';
import { foldIdentifier } from '../normalizer/postgresNormalizer.js';

/** A token of a statement as the guard looks at it; comments are left out. */
export interface Word {
  readonly token: Token;
  readonly text: string;
  /** What it says where it is an unquoted word, in lower case; otherwise empty: only such a word can be a keyword. */
  readonly keyword: string;
  /** What it names where it is an identifier of either kind, as the server understands it; otherwise empty. */
  readonly name: string;
  /** How many parentheses it stands in. */
  readonly depth: number;
}

/** The words of a statement's tokens. UESCAPE and its literal belong to the word before them. */
export function wordsOf(sql: string, tokens: readonly Token[]): readonly Word[] {
  const meaningful = tokens.filter((token) => token.kind !== 'comment');
  const words: Word[] = [];
  let depth = 0;
  for (let index = 0; index < meaningful.length; index++) {
    const token = meaningful[index];
    if (token === undefined) break;
    const text = sql.slice(token.start, token.end);
    if (text === ')') depth = Math.max(0, depth - 1);
    const keyword = token.kind === 'identifier' ? foldIdentifier(text) : '';
    const escape = token.kind === 'quoted-identifier' ? escapeClause(sql, meaningful, index) : undefined;
    const name = token.kind === 'quoted-identifier' ? unquote(text, escape?.character ?? '\\') : keyword;
    words.push({ token: { ...token, end: escape?.end ?? token.end }, text, keyword, name, depth });
    if (escape !== undefined) index += 2;
    if (text === '(') depth++;
  }
  return words;
}

/** The escape character that a Unicode identifier names after itself, and where that clause ends. */
function escapeClause(
  sql: string,
  tokens: readonly Token[],
  index: number,
): { readonly character: string; readonly end: number } | undefined {
  const [next, literal] = [tokens[index + 1], tokens[index + 2]];
  if (next === undefined || literal?.kind !== 'string') return undefined;
  if (foldIdentifier(sql.slice(next.start, next.end)) !== 'uescape') return undefined;
  return { character: sql.slice(literal.start + 1, literal.end - 1), end: literal.end };
}

function unquote(text: string, escape: string): string {
  const isUnicode = !text.startsWith('"');
  const inner = text.slice(isUnicode ? 3 : 1, -1).replaceAll('""', '"');
  if (!isUnicode) return inner;
  let name = '';
  for (let at = 0; at < inner.length;) {
    const rest = inner.slice(at);
    const digits = rest.startsWith(escape)
      ? /^(?:\+([0-9a-f]{6})|([0-9a-f]{4}))/i.exec(rest.slice(escape.length))
      : null;
    const code = Number.parseInt(digits?.[1] ?? digits?.[2] ?? '', 16);
    if (digits !== null && code <= 0x10ffff) {
      name += String.fromCodePoint(code);
      at += escape.length + digits[0].length;
    } else {
      name += rest.charAt(0);
      at += rest.startsWith(escape + escape) ? 2 : 1;
    }
  }
  return name;
}
