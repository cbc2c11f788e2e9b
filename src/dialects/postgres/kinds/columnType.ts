import type { RiskKind } from '../../../core/model/risk.js';

/** What a change of a column's type does to the values that are there. */
export interface TypeChange {
  /** Whether ALTER needs USING, and through which type: there is no cast that it would use by itself. */
  readonly using?: 'cast' | 'text';
  /** Whether the server writes all rows anew; otherwise the old values are the new ones. */
  readonly rewrites: boolean;
  /** What can happen to rows: a cast that fails where a value does not fit, or one that silently loses something. */
  readonly risk?: Extract<RiskKind, 'data-loss' | 'may-fail-on-rows'>;
  /** What is lost or does not fit, in words. */
  readonly reason?: string;
  /** What does not fit, where the rest is lost without an error. */
  readonly failsToo?: string;
}

/** A type as format_type prints it, taken apart: `timestamp(3) without time zone`. */
interface ParsedType {
  readonly base: string;
  readonly modifiers: readonly number[];
}

const rewritten: TypeChange = { rewrites: true };
const kept: TypeChange = { rewrites: false };

function fails(reason: string, using?: 'cast' | 'text'): TypeChange {
  return { rewrites: true, risk: 'may-fail-on-rows', reason, ...(using === undefined ? {} : { using }) };
}

function loses(reason: string, using?: 'cast' | 'text'): TypeChange {
  return { rewrites: true, risk: 'data-loss', reason, ...(using === undefined ? {} : { using }) };
}

function parse(type: string): ParsedType {
  const match = /^(.*?)\((-?\d+(?:,-?\d+)*)\)(.*)$/.exec(type);
  if (match === null) return { base: type, modifiers: [] };
  const [, head = '', list = '', tail = ''] = match;
  return { base: head + tail, modifiers: list.split(',').map(Number) };
}

const strings: ReadonlySet<string> = new Set(['text', 'character varying', 'character', 'name', '"char"']);
const numbers: ReadonlySet<string> = new Set([
  'smallint',
  'integer',
  'bigint',
  'real',
  'double precision',
  'numeric',
]);
const integers: readonly string[] = ['smallint', 'integer', 'bigint'];
const timestamp = 'timestamp without time zone';
const timestamptz = 'timestamp with time zone';
const time = 'time without time zone';
const timetz = 'time with time zone';

/** Times without a zone get the session's, which is UTC here whatever the people who stored them meant. */
const assumedZone = 'what zone its times were meant in: they are taken for UTC';

/** What jsonb does not keep (documentation, "JSON Types"). */
const jsonDetails = 'the order of keys, all but the last of repeated ones, and white space';

/** What any type but json leaves out of a text that it reads: `00712` is 712, `{A…}` the same uuid as `a…`. */
const spelling = 'how its texts are spelled: zeros in front, spaces, upper case';

/** What types leave out of a text beyond its spelling. */
const lostReading: Readonly<Record<string, string>> = {
  jsonb: jsonDetails,
  date: 'the time of day',
  [timestamp]: 'the time zone',
  [timestamptz]: assumedZone,
  [time]: 'the date and the time zone',
  [timetz]: assumedZone,
  real: 'digits',
  'double precision': 'digits',
  money: 'decimals',
  tsvector: 'the order of words, and repeated ones',
  bit: 'what is beyond its length',
};

/** Other pairs of built-in types with a cast, from pg_cast of PostgreSQL 13 to 18: `from>to`. */
const otherCasts: Readonly<Record<string, TypeChange>> = {
  [`date>${timestamp}`]: rewritten,
  [`date>${timestamptz}`]: loses(assumedZone),
  [`${timestamp}>date`]: loses('the time of day'),
  [`${timestamp}>${time}`]: loses('the date'),
  [`${timestamp}>${timestamptz}`]: loses(assumedZone),
  [`${timestamptz}>${timestamp}`]: loses('the time zone'),
  [`${timestamptz}>date`]: loses('the time of day'),
  [`${timestamptz}>${time}`]: loses('the date'),
  [`${timestamptz}>${timetz}`]: loses('the date'),
  [`${time}>${timetz}`]: loses(assumedZone),
  [`${timetz}>${time}`]: loses('the time zone'),
  [`${time}>interval`]: rewritten,
  [`interval>${time}`]: loses('the days'),
  'json>jsonb': { ...loses(jsonDetails), failsToo: 'a text that jsonb does not hold' },
  'jsonb>json': rewritten,
  'inet>cidr': loses('the host part'),
  'cidr>inet': kept,
  'macaddr>macaddr8': rewritten,
  'macaddr8>macaddr': fails('an address of eight bytes'),
  'bit>bit varying': rewritten,
  // As a number; by way of its text it would be read as one in decimal.
  'bit>integer': { ...loses('the length, and what zeros are in front', 'cast'), failsToo: 'a longer value' },
  'bit>bigint': { ...loses('the length, and what zeros are in front', 'cast'), failsToo: 'a longer value' },
  'integer>bit': loses('the bits beyond its length', 'cast'),
  'bigint>bit': loses('the bits beyond its length', 'cast'),
  'bit varying>bit': fails('a value of another length'),
  'integer>money': fails('a value out of range'),
  'bigint>money': fails('a value out of range'),
  'numeric>money': loses('decimals'),
  'money>numeric': rewritten,
  'integer>boolean': { ...loses('every number but zero and one'), using: 'cast' },
  'boolean>integer': { rewrites: true, using: 'cast' },
  'jsonb>boolean': fails('a value of another type', 'cast'),
  'jsonb>numeric': fails('a value of another type', 'cast'),
  'jsonb>integer': { ...loses('decimals', 'cast'), failsToo: 'a value of another type' },
  'jsonb>bigint': { ...loses('decimals', 'cast'), failsToo: 'a value of another type' },
  'xml>text': rewritten,
};

/**
 * What it means to change a column from one type to another. Where the server has a cast that it uses by itself
 * (implicit or for assignment), that one is taken, because it fails on a value that does not fit, where an explicit
 * cast cuts it off (varchar). What is not known to keep every value counts as a loss. `domains` says which types are
 * domains and over what, `enums` which are enums.
 */
export function typeChange(
  from: string,
  to: string,
  domains: ReadonlyMap<string, string> = new Map(),
  enums: ReadonlySet<string> = new Set(),
): TypeChange {
  const fromBase = domains.get(from);
  const toBase = domains.get(to);
  if (toBase !== undefined) {
    const change = typeChange(fromBase ?? from, toBase, domains, enums);
    return change.risk === 'data-loss' ? change : { ...fails(`a value that ${to} forbids`, change.using) };
  }
  if (fromBase !== undefined) return typeChange(fromBase, to, domains, enums);
  if (from === to) return kept;
  if (from.endsWith('[]') && to.endsWith('[]')) {
    return typeChange(from.slice(0, -2), to.slice(0, -2), domains, enums);
  }
  // A label is a text that is taken as it stands or not at all.
  if (enums.has(to) && (enums.has(from) || strings.has(parse(from).base))) {
    return fails(`a text that is no ${to}`, enums.has(from) ? 'text' : 'cast');
  }
  return scalarChange(parse(from), parse(to), to);
}

function scalarChange(from: ParsedType, to: ParsedType, name: string): TypeChange {
  if (strings.has(to.base)) return toCharacters(from, to);
  if (strings.has(from.base)) return fromCharacters(to, name);
  if (numbers.has(from.base) && numbers.has(to.base)) return betweenNumbers(from, to);
  if (isInterval(from) && isInterval(to)) return betweenIntervals(from, to);
  if (from.base === to.base) return sameBase(from, to);
  const cast = otherCasts[`${from.base}>${to.base}`];
  if (cast === undefined) {
    const lost = `what ${name} does not read from the text of a value in the same sense`;
    return { ...loses(lost, 'text'), failsToo: `a value that cannot be read as ${name}` };
  }
  const precise =
    to.modifiers.length > 0 && cast.risk === undefined ? sameBase({ ...to, modifiers: [] }, to) : cast;
  return precise;
}

function fromCharacters(to: ParsedType, name: string): TypeChange {
  const failsToo = `a text that is no ${name}`;
  if (to.base === 'json') return fails(failsToo, 'cast');
  // An explicit cast rounds or cuts off what is beyond a modifier.
  const lost = lostReading[to.base] ?? (to.modifiers.length > 0 ? 'what is beyond its precision' : spelling);
  return { ...loses(lost, 'cast'), failsToo };
}

function toCharacters(from: ParsedType, to: ParsedType): TypeChange {
  const [length] = to.modifiers;
  if (to.base === 'name') return loses('what is longer than 63 bytes');
  if (to.base === '"char"') return loses('all but the first byte');
  const isVarying = from.base === 'character varying' || from.base === 'text';
  // A bare character is character(1); unlike varchar it always has a length.
  const limit = to.base === 'character' ? (length ?? 1) : length;
  if (limit === undefined) return isVarying ? kept : rewritten;
  const [had] = from.modifiers;
  const fits = had !== undefined && had <= limit && strings.has(from.base);
  // A character type fills up with spaces, so that those that were there count no more.
  if (fits && isVarying && to.base === 'character') return loses('spaces at the end');
  if (fits) return from.base === to.base && to.base === 'character varying' ? kept : rewritten;
  const reason = `a text longer than ${String(limit)} characters`;
  // The server cuts spaces at the end off without an error, which only texts of varying length count as theirs.
  if (!isVarying) return fails(reason);
  return { ...loses(`spaces at the end beyond ${String(limit)} characters`), failsToo: reason };
}

function isInterval({ base }: ParsedType): boolean {
  return base === 'interval' || base.startsWith('interval ');
}

/** An interval can be limited to some of its fields: `interval day to hour`. */
function betweenIntervals(from: ParsedType, to: ParsedType): TypeChange {
  if (to.base !== 'interval' && to.base !== from.base)
    return loses('the fields that the new type leaves out');
  return (to.modifiers[0] ?? 6) >= (from.modifiers[0] ?? 6) ? kept : loses('fractions of seconds');
}

function betweenNumbers(from: ParsedType, to: ParsedType): TypeChange {
  const fromInteger = integers.indexOf(from.base);
  const toInteger = integers.indexOf(to.base);
  if (fromInteger >= 0 && toInteger >= 0) {
    return toInteger > fromInteger ? rewritten : fails(`a number out of the range of ${to.base}`);
  }
  if (toInteger >= 0) return loses('decimals');
  if (to.base === 'numeric') return toNumeric(from, to);
  if (fromInteger >= 0) {
    const digits = to.base === 'real' ? 0 : 1;
    return fromInteger <= digits ? rewritten : loses('digits');
  }
  return from.base === 'real' ? rewritten : loses('digits');
}

function toNumeric(from: ParsedType, to: ParsedType): TypeChange {
  const [precision, scale = 0] = to.modifiers;
  if (integers.includes(from.base))
    return precision === undefined ? rewritten : fails('a number with more digits');
  if (from.base !== 'numeric') return loses('digits');
  if (precision === undefined) return kept;
  const [hadPrecision, hadScale = 0] = from.modifiers;
  if (hadPrecision === undefined || scale < hadScale) return loses('decimals');
  if (precision - scale < hadPrecision - hadScale) return fails('a number with more digits');
  return scale === hadScale ? kept : rewritten;
}

/** Only the modifiers differ: the precision of times, the length of bit strings. */
function sameBase(from: ParsedType, to: ParsedType): TypeChange {
  const [had] = from.modifiers;
  const [wanted] = to.modifiers;
  if (/^(timestamp|time)\b/.test(to.base)) {
    return (wanted ?? 6) >= (had ?? 6) ? kept : loses('fractions of seconds');
  }
  if (to.base === 'bit varying') {
    return wanted === undefined || (had !== undefined && had <= wanted) ? kept : fails('a longer value');
  }
  return fails('a value that does not fit');
}
