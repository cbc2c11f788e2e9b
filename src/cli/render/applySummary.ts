import type { Traffic } from '../../core/executor/traffic.js';
import type { ObjectKind } from '../../core/model/objectKind.js';
import type { PartId } from '../../core/model/partId.js';
import { type Plan, stepsOf } from '../../core/planner/plan.js';
import type { Colors } from '../terminal/colors.js';
import { printableLine } from '../terminal/printable.js';
import type { Comparison } from './comparison.js';
import { trafficLines } from './trafficLines.js';
import { riskText, sortedRisks } from './planText.js';
import { counted, countedPlural, number } from './words.js';

/** Lines of risks before the rest is counted. */
const mostRisks = 20;

/**
 * What a person is asked to agree with: which database, what happens to it per kind, and what is risky about it, data
 * loss first, then what is in the way.
 */
export function applySummary(comparison: Comparison, plan: Plan, colors: Colors, traffic?: Traffic): string {
  const { target, source } = comparison.sides;
  const environment =
    target.environment === undefined
      ? ''
      : ` ${target.environment === 'production' ? colors.error('PRODUCTION') : `(${target.environment})`}`;
  const lines = [
    `${colors.heading(printableLine(target.label))}${environment}, ${printableLine(target.address)}`,
    colors.faint(`  will become like ${printableLine(source.label)}, ${printableLine(source.address)}`),
    ...roleLines(comparison),
    ...objectCounts(comparison, plan, colors),
    ...segmentLines(plan, colors),
    ...riskLines(plan, colors),
    ...trafficLines(traffic, colors),
    ...(plan.leftOut.length === 0
      ? []
      : [colors.faint(`  ${counted(plan.leftOut.length, 'difference')} left as it is`)]),
  ];
  return `${lines.join('\n')}\n`;
}

function roleLines({ drift }: Comparison): readonly string[] {
  const { role } = drift.target.server;
  return role === undefined ? [] : [`  as the role ${printableLine(role)}`];
}

type Fate = 'create' | 'change' | 'drop';

/** `create  2 tables, 1 view`: objects, not steps, since a person chose objects. */
function objectCounts({ drift, dialect }: Comparison, plan: Plan, colors: Colors): readonly string[] {
  const fates = new Map<PartId, Fate>();
  for (const step of stepsOf(plan)) {
    const known = drift.source.parts.has(step.objectId);
    fates.set(step.objectId, !drift.target.parts.has(step.objectId) ? 'create' : known ? 'change' : 'drop');
  }
  const kindOf = (id: PartId): string =>
    (drift.source.parts.get(id) ?? drift.target.parts.get(id))?.kind ?? '';
  const line = (fate: Fate, paint: (text: string) => string): readonly string[] => {
    const counts = new Map<string, number>();
    for (const [id, one] of fates) {
      if (one === fate) counts.set(kindOf(id), (counts.get(kindOf(id)) ?? 0) + 1);
    }
    if (counts.size === 0) return [];
    const ordered = [...counts].sort(([a], [b]) => rank(dialect.kinds, a) - rank(dialect.kinds, b));
    const text = ordered.map(([kind, count]) => countedKind(dialect.kinds, kind, count)).join(', ');
    return [`  ${paint(fate.padEnd(6))}  ${text}`];
  };
  return [
    ...line('create', colors.added),
    ...line('change', colors.modified),
    ...line('drop', colors.deleted),
  ];
}

function rank(kinds: readonly ObjectKind[], name: string): number {
  return kinds.find((kind) => kind.name === name)?.order ?? 0;
}

function countedKind(kinds: readonly ObjectKind[], name: string, count: number): string {
  const kind = kinds.find((candidate) => candidate.name === name);
  return kind === undefined
    ? countedPlural(count, `${name}s`)
    : counted(count, kind.label.toLowerCase(), kind.plural.toLowerCase());
}

function segmentLines(plan: Plan, colors: Colors): readonly string[] {
  const reasons = plan.segments.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  if (reasons.length === 0) return [];
  const { length } = plan.segments;
  const how = length === 1 ? 'in no transaction' : `in ${number(length)} transactions, not one`;
  return [colors.warning(printableLine(`  ${how}: ${reasons.join('; ')}`))];
}

function riskLines(plan: Plan, colors: Colors): readonly string[] {
  const risks = sortedRisks(stepsOf(plan).flatMap((step) => step.risks)).filter(
    ({ kind }) => kind !== 'rebuild' && kind !== 'drop',
  );
  const shown = risks.slice(0, mostRisks).map((risk) => `  ${riskText(risk, colors)}`);
  const more = risks.length - shown.length;
  return more > 0 ? [...shown, `  and ${number(more)} more; --dry-run shows them`] : shown;
}
