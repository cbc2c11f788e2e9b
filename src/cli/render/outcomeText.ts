import type { ObjectDifference } from '../../core/differ/drift.js';
import type { ApplyOutcome } from '../../core/executor/outcome.js';
import { type Plan, type PlanStep, stepsOf } from '../../core/planner/plan.js';
import type { Colors } from '../terminal/colors.js';
import { printableLine } from '../terminal/printable.js';
import { type Comparison, sideNames } from './comparison.js';
import { statusWords } from './compareText.js';
import { counted, number } from './words.js';

type Applied = Extract<ApplyOutcome, { readonly status: 'applied' }>;
type Failed = Extract<ApplyOutcome, { readonly status: 'failed' }>;

/** Of an apply that left the target as it was. */
export const nothingChanged = 'Nothing was changed: everything was rolled back.';

/** What was done, step by step. */
export function successText(outcome: Applied, { sides }: Comparison, plan: Plan, colors: Colors): string {
  const steps = stepsOf(plan).map((step) => `  ${colors.added('done')}  ${printableLine(step.title)}`);
  const label = printableLine(sides.target.label);
  const seconds = (outcome.milliseconds / 1000).toFixed(1);
  return `${[...steps, colors.heading(`Applied ${counted(outcome.steps, 'step')} to ${label} in ${seconds} s.`)].join('\n')}\n`;
}

/** What became of the target after a failure, beside the error itself. */
export function failureText(outcome: Failed, plan: Plan, rollbackLocation: string, colors: Colors): string {
  const step =
    outcome.step === undefined ? [] : [`  in step ${number(outcome.step.number)}: ${outcome.step.title}`];
  return `${[...step.map(printableLine), ...stateLines(outcome, plan, rollbackLocation, colors)].join('\n')}\n`;
}

function stateLines(
  outcome: Failed,
  plan: Plan,
  rollbackLocation: string,
  colors: Colors,
): readonly string[] {
  const { committedSegments, inDoubt, unfinished } = outcome;
  if (inDoubt) {
    return [
      colors.error(
        'The connection was lost while the work was committed: it may or may not have been applied.',
      ),
      'Compare again to see which.',
    ];
  }
  const left = unfinished === undefined ? [] : unfinishedLines(unfinished, colors);
  if (committedSegments === 0) return left.length > 0 ? left : [colors.heading(nothingChanged)];
  const committed = plan.segments.slice(0, committedSegments).flatMap((segment) => segment.steps);
  return [
    ...left,
    colors.error(
      `${number(committedSegments)} of ${number(plan.segments.length)} transactions had been committed before:`,
    ),
    ...committed.map((step) => `  ${step.number}. ${printableLine(step.title)}`),
    `The script that undoes them: ${rollbackLocation}`,
  ];
}

function unfinishedLines({ number: step }: PlanStep, colors: Colors): readonly string[] {
  return [
    colors.error(
      `Step ${number(step)} runs in no transaction: what it did before it failed was not taken back.`,
    ),
    'Compare again to see what is left to do.',
  ];
}

/** Differences that are there after an apply though nothing left them on purpose: somebody changed something meanwhile. */
export function remainingText(
  objects: readonly ObjectDifference[],
  comparison: Comparison,
  colors: Colors,
): string {
  const names = sideNames(comparison);
  return `${[
    colors.heading(`Still different, or different again: ${counted(objects.length, 'object')}`),
    ...objects.map((object) => `  ${printableLine(`${object.name}: ${statusWords(object.status, names)}`)}`),
  ].join('\n')}\n`;
}
