import type { Attribute, Part } from '../../../core/model/part.js';
import { textOf } from './partName.js';

/** What pg_sequence says about a sequence; its numbers come as text, because they do not fit into a JavaScript number. */
export interface SequenceRow {
  readonly type: string;
  readonly start: string;
  readonly increment: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly cache: string;
  readonly cycle: boolean;
}

const highest: Readonly<Record<string, string>> = {
  smallint: '32767',
  integer: '2147483647',
  bigint: '9223372036854775807',
};

const lowest: Readonly<Record<string, string>> = {
  smallint: '-32768',
  integer: '-2147483648',
  bigint: '-9223372036854775808',
};

/** The identity columns of a table are of its own kind of attribute: `identity start` for `start`. */
export const identityPrefix = 'identity ';

/**
 * A sequence's options as attributes, without those that have the values that CREATE SEQUENCE gives by itself, so
 * that a change of type does not show as a change of its limits too.
 */
export function sequenceAttributes(row: SequenceRow, prefix = ''): Record<string, Attribute> {
  const ascending = !row.increment.startsWith('-');
  const minimum = ascending ? '1' : lowest[row.type];
  const maximum = ascending ? highest[row.type] : '-1';
  const options: Record<string, Attribute> = {};
  const add = (name: string, value: string, usual: string | undefined): void => {
    if (value !== usual) options[prefix + name] = { value };
  };
  add('start', row.start, ascending ? row.minimum : row.maximum);
  add('increment', row.increment, '1');
  add('minimum', row.minimum, minimum);
  add('maximum', row.maximum, maximum);
  add('cache', row.cache, '1');
  if (row.cycle) options[`${prefix}cycle`] = { value: true };
  return options;
}

/** {@link sequenceAttributes} of an identity column. */
export function identityAttributes(row: SequenceRow): Record<string, Attribute> {
  return sequenceAttributes(row, identityPrefix);
}

/** The options of an identity clause that are not the defaults. */
export function identityOptions(column: Part): readonly string[] {
  return sequenceOptions(column, identityPrefix);
}

/** The options of CREATE SEQUENCE that are not the defaults. */
export function sequenceOptions(part: Part, prefix = ''): readonly string[] {
  const value = (name: string): string | undefined => optionOf(part, prefix, name);
  const clauses: string[] = [];
  const add = (name: string, keyword: string): void => {
    const given = value(name);
    if (given !== undefined) clauses.push(`${keyword} ${given}`);
  };
  add('start', 'START WITH');
  add('increment', 'INCREMENT BY');
  add('minimum', 'MINVALUE');
  add('maximum', 'MAXVALUE');
  add('cache', 'CACHE');
  if (part.attributes[`${prefix}cycle`]?.value === true) clauses.push('CYCLE');
  return clauses;
}

/**
 * Every option spelled out, for ALTER, which leaves alone what it does not name. Limits are given as numbers beside a new
 * type: the server takes NO MINVALUE for the lowest number of the type where it was that before (init_params).
 */
export function allSequenceOptions(part: Part, prefix = '', isRetyped = false): readonly string[] {
  const value = (name: string): string | undefined => optionOf(part, prefix, name);
  const descending = value('increment')?.startsWith('-') === true;
  const usual = limits(part, prefix);
  const minimum = value('minimum') ?? (isRetyped ? String(usual.minimum) : undefined);
  const maximum = value('maximum') ?? (isRetyped ? String(usual.maximum) : undefined);
  return [
    `INCREMENT BY ${value('increment') ?? '1'}`,
    minimum === undefined ? 'NO MINVALUE' : `MINVALUE ${minimum}`,
    maximum === undefined ? 'NO MAXVALUE' : `MAXVALUE ${maximum}`,
    `START WITH ${value('start') ?? (descending ? (maximum ?? '-1') : (minimum ?? '1'))}`,
    `CACHE ${value('cache') ?? '1'}`,
    part.attributes[`${prefix}cycle`]?.value === true ? 'CYCLE' : 'NO CYCLE',
  ];
}

/** What a change of limits means to a sequence. */
export interface LimitChange {
  /** No number that it can have counted to lies within the new limits: the server wants it to start again. */
  readonly restarts: boolean;
  /** It fails if the sequence has counted too far. */
  readonly mayFail: boolean;
  /** Where one that nobody has called yet has to stand, because it starts outside the new limits. */
  readonly uncalled?: { readonly start: bigint; readonly minimum: bigint; readonly maximum: bigint };
}

/** What it means to a sequence that its options become others. */
export function limitChange(target: Part, source: Part, prefix = '', prefixBefore = prefix): LimitChange {
  const was = limits(target, prefixBefore);
  const becomes = limits(source, prefix);
  const restarts = was.maximum < becomes.minimum || was.minimum > becomes.maximum;
  const started = BigInt(startOf(target, prefixBefore));
  const isOutside = started < becomes.minimum || started > becomes.maximum;
  const wanted = BigInt(startOf(source, prefix));
  const start = wanted < was.minimum ? was.minimum : wanted > was.maximum ? was.maximum : wanted;
  return {
    restarts,
    mayFail: was.minimum < becomes.minimum || was.maximum > becomes.maximum,
    ...(restarts || !isOutside
      ? {}
      : { uncalled: { start, minimum: becomes.minimum, maximum: becomes.maximum } }),
  };
}

/** {@link limitChange} for identity columns. */
export function identityLimitChange(target: Part, source: Part): LimitChange {
  return limitChange(target, source, identityPrefix);
}

/** Where a sequence begins: what it stands at before it has counted at all. */
export function startOf(part: Part, prefix = ''): string {
  const descending = optionOf(part, prefix, 'increment')?.startsWith('-') === true;
  const { minimum, maximum } = limits(part, prefix);
  return optionOf(part, prefix, 'start') ?? String(descending ? maximum : minimum);
}

/** The lowest and the highest number that a sequence counts to. */
export function limits(part: Part, prefix = ''): { readonly minimum: bigint; readonly maximum: bigint } {
  const descending = optionOf(part, prefix, 'increment')?.startsWith('-') === true;
  const type = textOf(part, 'type') ?? 'bigint';
  return {
    minimum: BigInt(optionOf(part, prefix, 'minimum') ?? (descending ? (lowest[type] ?? 0) : 1)),
    maximum: BigInt(optionOf(part, prefix, 'maximum') ?? (descending ? -1 : (highest[type] ?? 0))),
  };
}

/** {@link allSequenceOptions} as ALTER COLUMN … SET takes them. */
export function allIdentityOptions(column: Part): readonly string[] {
  return allSequenceOptions(column, identityPrefix).map((option) => `SET ${option}`);
}

/** Whether an attribute of a column is one of its identity's options. */
export function isIdentityOption(attribute: string): boolean {
  return attribute.startsWith(identityPrefix) && attribute !== 'identity sequence';
}

function optionOf(part: Part, prefix: string, name: string): string | undefined {
  const value = part.attributes[prefix + name]?.value;
  return typeof value === 'string' ? value : undefined;
}
