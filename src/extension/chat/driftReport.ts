import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Side } from '../../core/comparison/readSides.js';
import type { ObjectDifference } from '../../core/differ/drift.js';

/** How many objects a report names: a model reads no more than that with care. */
const maxObjects = 200;

/** What a report is made of. */
type Reported = Pick<ComparisonResult, 'drift' | 'comparedAt'> & {
  readonly sides: Readonly<Record<Side, { readonly label: string }>>;
};

/** The drift as a language model reads it: which databases, the counts, and a line for each object. Holds no secret. */
export function driftReport(result: Reported, filter: string | undefined): string {
  const { drift, sides, comparedAt } = result;
  const wanted =
    filter === undefined ? drift.objects : drift.objects.filter((object) => matches(object, filter));
  const shown = wanted.slice(0, maxObjects);
  const lines = [
    `source (right): ${sides.source.label}; target (to be changed): ${sides.target.label}`,
    `compared at ${comparedAt.toISOString()}`,
    `${String(drift.objects.length)} objects differ, ${String(drift.unchangedCount)} are equal`,
    ...(filter === undefined ? [] : [`${String(wanted.length)} of them match "${filter}"`]),
    ...shown.map(objectLine),
    ...(wanted.length > shown.length
      ? [`and ${String(wanted.length - shown.length)} more: ask again with a filter`]
      : []),
    ...drift.uncompared.map(({ kind, names }) => `found, not compared: ${String(names.length)} ${kind}`),
    ...drift.hidden
      .filter(({ count }) => count > 0)
      .map(({ rule, count }) => `hidden by the rule ${rule}: ${String(count)}`),
  ];
  return lines.join('\n');
}

/** The drifted objects of a name, `public.users` or `table:public.users`. */
export function objectsNamed(
  { drift }: Pick<ComparisonResult, 'drift'>,
  name: string,
): readonly ObjectDifference[] {
  const exact = drift.objects.filter(
    (object) => object.name === name || `${object.kind}:${object.name}` === name,
  );
  if (exact.length > 0) return exact;
  return drift.objects.filter((object) => object.name.endsWith(`.${name}`));
}

function objectLine({ kind, name, status, parts }: ObjectDifference): string {
  const changed = parts.map((part) => `${part.described} ${part.status}`).slice(0, 10);
  const more = parts.length > changed.length ? [`${String(parts.length - changed.length)} more parts`] : [];
  return [`${status} ${kind}:${name}`, ...[...changed, ...more].map((part) => `  ${part}`)].join('\n');
}

function matches({ kind, name, status }: ObjectDifference, filter: string): boolean {
  return `${status} ${kind}:${name}`.toLowerCase().includes(filter.toLowerCase());
}
