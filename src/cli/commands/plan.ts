import path from 'node:path';
import { DbvcError } from '../../core/errors.js';
import { type Plan, stepsOf } from '../../core/planner/plan.js';
import type { ComparisonOptions } from '../comparisonOptions.js';
import { type Context, status } from '../context.js';
import { tellRemarks } from '../notices.js';
import { writeOutput } from '../outputFile.js';
import type { Comparison } from '../render/comparison.js';
import { planJson } from '../render/json.js';
import { helpWithRebuilds, leftOutLines, planText } from '../render/planText.js';
import { counted } from '../render/words.js';
import { compareSides, readRequest, withSides } from '../withComparison.js';

export const planFormats = ['sql', 'json', 'text'] as const;

export interface PlanOptions extends ComparisonOptions {
  readonly format: (typeof planFormats)[number];
  readonly out?: string;
  readonly rollback?: string;
  readonly drops: boolean;
  readonly allowRebuilds?: boolean;
}

/** `dbvc plan`: prints the script that makes the target equal to the source. Changes nothing. */
export async function plan(options: PlanOptions, context: Context): Promise<number> {
  refuseOneFile(options, context);
  const request = await readRequest(options, context);
  return withSides(request, context, async (open) => {
    const { services, terminal, messages, progress } = context;
    const comparison = await compareSides(open, request, context);
    progress.show('planning');
    const made = services.makePlan(
      comparison.drift,
      {
        takeAlong: true,
        allowDrops: options.drops,
        allowDataLoss: options.drops,
        allowRebuilds: options.allowRebuilds === true,
      },
      open.dialect,
    );
    const text = formatted(comparison, made, options, context);
    const rollback = options.rollback === undefined ? undefined : services.rollbackScript(made, open.dialect);
    progress.clear();
    if (options.format !== 'json') tellRemarks(comparison, context);
    if (comparison.drift.objects.length === 0) messages.note('The target equals the source: nothing to do.');
    if (options.format === 'sql') {
      for (const line of leftOutLines(made, terminal.errColors)) messages.note(line);
    }
    const help = helpWithRebuilds(made);
    if (help !== undefined) messages.note(help);
    // The way back first: whoever has the script also has the script that undoes it.
    if (options.rollback !== undefined && rollback !== undefined) {
      await writeOutput(options.rollback, rollback, '--rollback', context);
      messages.note(`Wrote the script that undoes it to ${options.rollback}.`);
    }
    if (options.out === undefined) await terminal.out(text);
    else {
      await writeOutput(options.out, text, '--out', context);
      messages.note(`Wrote ${counted(stepsOf(made).length, 'step')} to ${options.out}.`);
    }
    return comparison.drift.objects.length === 0 ? status.equal : status.drift;
  });
}

function formatted(comparison: Comparison, made: Plan, options: PlanOptions, context: Context): string {
  switch (options.format) {
    case 'sql':
      return context.services.planScript(made, comparison.dialect);
    case 'json':
      return planJson(comparison, made);
    case 'text':
      return planText(comparison, made, context.terminal.outColors, false);
    default:
      return options.format satisfies never;
  }
}

/** One script would be lost where both are written to the same file. */
function refuseOneFile({ out, rollback }: PlanOptions, { services }: Context): void {
  if (out === undefined || rollback === undefined) return;
  const [one, other] = [out, rollback].map((file) => path.resolve(services.workingDirectory, file));
  if (one !== other) return;
  throw new DbvcError('invalid-input', `--out and --rollback both name ${out}: one script would be lost.`, {
    hint: 'Give each a file of its own.',
  });
}
