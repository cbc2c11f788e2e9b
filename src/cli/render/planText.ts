import type { Plan, PlanStep } from '../../core/planner/plan.js';
import { stepsOf } from '../../core/planner/plan.js';
import type { Risk, RiskKind } from '../../core/model/risk.js';
import type { Colors } from '../terminal/colors.js';
import { printable, printableLine } from '../terminal/printable.js';
import type { Comparison } from './comparison.js';
import { counted, inWords } from './words.js';

/** The worst first. */
const order: Readonly<Record<RiskKind, number>> = {
  'data-loss': 0,
  irreversible: 1,
  drop: 2,
  'may-fail-on-rows': 3,
  'table-rewrite': 4,
  'long-lock': 5,
  'index-build': 6,
  'stale-values': 7,
  'breaks-callers': 8,
  rebuild: 9,
};

/** A plan for people: every step with its risks, its SQL if wanted, and what it leaves. */
export function planText({ sides }: Comparison, plan: Plan, colors: Colors, withSql: boolean): string {
  const steps = stepsOf(plan);
  const lines = [
    colors.heading(
      `${counted(steps.length, 'step')} to make ${printableLine(sides.target.label)} equal to ` +
        printableLine(sides.source.label),
    ),
  ];
  for (const segment of plan.segments) {
    if (segment.reason !== undefined) {
      const cut = segment.outsideTransaction === true ? 'in no transaction' : 'a transaction ends here';
      lines.push('', colors.warning(`-- ${cut}: ${printableLine(segment.reason)}`));
    }
    for (const step of segment.steps) lines.push(...stepLines(step, steps.length, colors, withSql));
  }
  lines.push(...leftOutLines(plan, colors));
  return `${lines.join('\n')}\n`;
}

function stepLines(step: PlanStep, total: number, colors: Colors, withSql: boolean): readonly string[] {
  const number = `${step.number}.`.padStart(String(total).length + 2);
  const reason = step.reason === undefined ? '' : colors.faint(` (${printableLine(step.reason)})`);
  const title = `${number} ${paintAction(step, colors)(printableLine(step.title))}${reason}`;
  const sql = step.statements.flatMap((statement) =>
    printable(`${statement.sql};`)
      .split('\n')
      .map((line) => `       ${line}`),
  );
  return [
    ...(withSql ? ['', title] : [title]),
    ...sortedRisks(step.risks.filter(({ kind }) => kind !== 'rebuild')).map(
      (risk) => `     ${riskText(risk, colors)}`,
    ),
    ...(withSql ? sql : []),
  ];
}

function paintAction(step: PlanStep, colors: Colors): (text: string) => string {
  switch (step.action) {
    case 'create':
      return colors.added;
    case 'rename':
    case 'alter':
      return colors.modified;
    case 'drop':
      return colors.deleted;
    case 'rebuild-create':
    case 'rebuild-drop':
      return (text) => text;
    default:
      return step.action satisfies never;
  }
}

/** Risks, the worst first. */
export function sortedRisks(risks: readonly Risk[]): readonly Risk[] {
  return [...risks].sort((a, b) => order[a.kind] - order[b.kind]);
}

/** `! data loss: drops column public.users.email and its values`. */
export function riskText(risk: Risk, colors: Colors): string {
  const text = `! ${inWords(risk.kind)}: ${printableLine(risk.message)}`;
  return risk.kind === 'data-loss' || risk.kind === 'irreversible'
    ? colors.error(text)
    : colors.warning(text);
}

/** What a plan leaves, each with its reason. Empty if it leaves nothing. */
export function leftOutLines(plan: Plan, colors: Colors): readonly string[] {
  if (plan.leftOut.length === 0) return [];
  return [
    '',
    colors.heading(`Left as it is: ${counted(plan.leftOut.length, 'difference')}`),
    ...plan.leftOut.map(({ described, reason }) => `  ${printableLine(described)}: ${printableLine(reason)}`),
  ];
}

/** Which options would take along what a plan leaves; undefined where none would. */
export function helpWithLeftOut(plan: Plan): string | undefined {
  const causes = new Set(plan.leftOut.map(({ because }) => because));
  if (causes.has('drops')) {
    return '--allow-drops takes along what loses no data, --allow-data-loss all that was left for this reason.';
  }
  return causes.has('data-loss') ? '--allow-data-loss takes along what loses data.' : undefined;
}

/** How to ask for what a plan leaves because it takes a table made anew; undefined where it leaves nothing of the kind. */
export function helpWithRebuilds(plan: Plan): string | undefined {
  return plan.leftOut.some(({ because }) => because === 'rebuild')
    ? '--allow-rebuilds makes tables anew, with all their rows, where nothing else makes the change.'
    : undefined;
}
