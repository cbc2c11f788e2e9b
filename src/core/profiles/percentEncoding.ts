import { malformed } from './parsedConnection.js';

/**
 * Decodes `%XX` in one part of a URL; everything else, `+` too, stands for itself as in libpq. Throws
 * `invalid-input` that names the part, without its text.
 */
export function percentDecode(text: string, part: string): string {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) {
    throw malformed(part, 'has a % that is not followed by two hexadecimal digits', 'Write a % as %25.');
  }
  if (text.includes('%00')) throw malformed(part, 'contains %00');
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) throw malformed(part, 'is not UTF-8 once its % codes are decoded');
    throw error;
  }
}

/** The opposite of {@link percentDecode}: escapes all that means something anywhere in a URL. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
