import { DbvcError } from '../errors.js';

/** What was renamed, as people write it: both names as `[kind:]schema.name`, columns and the like as `schema.table.name`. */
export interface RenameRequest {
  readonly before: string;
  readonly after: string;
  /** Where it was said: what a file remembers may be done by now, or be about another database. */
  readonly from: 'option' | 'configuration';
}

/** A name as written. */
export interface WrittenName {
  readonly kind?: string;
  readonly names: readonly string[];
}

const hint =
  'For example: --rename public.users=public.customers, or column:public.users.mail=public.users.email';

/** Reads `OLD=NEW`; an equals sign between double quotes belongs to a name. Throws `invalid-input`. */
export function parseRename(text: string): RenameRequest {
  const parts = splitOutsideQuotes(text, '=');
  const [before, after, ...more] = parts ?? [];
  if (before === undefined || after === undefined || more.length > 0 || before === '' || after === '') {
    throw new DbvcError('invalid-input', `--rename needs OLD=NEW, not ${JSON.stringify(text)}.`, { hint });
  }
  parseName(before);
  parseName(after);
  return { before, after, from: 'option' };
}

/**
 * Reads `[kind:]schema.name`. What stands in double quotes is a name as it is (a quote in it is doubled); dots in the
 * argument list of a routine belong to it. Throws `invalid-input`.
 */
export function parseName(text: string): WrittenName {
  const prefix = /^([a-z][a-z_ -]*):/.exec(text);
  const kind = prefix?.[1]?.replace(/[_ ]/g, '-');
  const rest = text.slice(prefix?.[0].length ?? 0);
  const segments = splitOutsideQuotes(rest, '.');
  if (segments === undefined || segments.some((one) => one === '')) {
    throw new DbvcError('invalid-input', `The name ${JSON.stringify(text)} cannot be read.`, { hint });
  }
  return { ...(kind === undefined ? {} : { kind }), names: segments.map(unquoted) };
}

/** A name as {@link parseName} reads it. */
export function writeName(kind: string | undefined, names: readonly string[]): string {
  const path = names.map((name) =>
    /^[\p{L}\p{N}_$]+(\(.*\))?$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`,
  );
  return `${kind === undefined ? '' : `${kind}:`}${path.join('.')}`;
}

/** The pieces between separators outside quotes and brackets; undefined where a quote is not closed. */
function splitOutsideQuotes(text: string, separator: string): readonly string[] | undefined {
  const pieces: string[] = [];
  let piece = '';
  let isQuoted = false;
  let depth = 0;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === '(') depth += 1;
    else if (!isQuoted && character === ')') depth -= 1;
    if (character === separator && !isQuoted && depth <= 0) {
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  return isQuoted ? undefined : [...pieces, piece];
}

/** A piece without the quotes around its name; those within the arguments of a routine stay. */
function unquoted(piece: string): string {
  const whole = /^"((?:[^"]|"")*)"(.*)$/s.exec(piece);
  return whole === null ? piece : `${(whole[1] ?? '').replaceAll('""', '"')}${whole[2] ?? ''}`;
}
