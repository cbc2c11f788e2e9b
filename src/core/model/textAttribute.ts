import type { Attribute } from './part.js';

/**
 * An attribute of a text whose canonical form is made when it is first asked for: of most texts it never is, because
 * the other side's is the same to the letter.
 */
export function textAttribute(
  value: string,
  canonical: (value: string) => string,
  properties: Omit<Attribute, 'value' | 'canonical'> = {},
): Attribute {
  let known: string | undefined;
  return {
    value,
    get canonical(): string {
      return (known ??= canonical(value));
    },
    ...properties,
  };
}
