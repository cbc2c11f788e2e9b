import { readTokens } from './reader.js';

/** A name that an expression or body holds. */
export interface Reference {
  readonly schema?: string;
  readonly name: string;
  /** Whether it stands in brackets or quotes. */
  readonly isName: boolean;
}

/** The names in a text, with the schema that stands before them. */
export function referencesOf(text: string): readonly Reference[] {
  const tokens = readTokens(text);
  const found: Reference[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'name' && token.kind !== 'word') return;
    const qualifier = tokens[at - 1]?.text === '.' ? tokens[at - 2]?.text : undefined;
    found.push({
      ...(qualifier === undefined ? {} : { schema: qualifier }),
      name: token.text,
      isName: token.kind === 'name',
    });
  });
  return found;
}
