import { CancelledError, DbvcError } from '../../core/errors.js';
import type { ApplyOutcome, ApplyProgress } from '../../core/executor/outcome.js';
import { type Plan, stepsOf } from '../../core/planner/plan.js';
import { profileLabels } from '../../core/profiles/profile.js';
import { refuseSaved } from '../../core/snapshot/savedDatabase.js';
import { beginJournal } from '../applyJournal.js';
import type { ComparisonOptions } from '../comparisonOptions.js';
import { askConsent, checkConsent } from '../consent.js';
import { type Context, status } from '../context.js';
import { interruptedStatus } from '../interrupt.js';
import { tellRemarks } from '../notices.js';
import type { OpenSides } from '../openSides.js';
import { applySummary } from '../render/applySummary.js';
import type { Comparison } from '../render/comparison.js';
import { errorText } from '../render/errorText.js';
import { failureText, nothingChanged, remainingText, successText } from '../render/outcomeText.js';
import { helpWithLeftOut, helpWithRebuilds, leftOutLines, planText } from '../render/planText.js';
import { compareSides, readRequest, type Request, withSides } from '../withComparison.js';

export interface ApplyCommandOptions extends ComparisonOptions {
  readonly yes?: boolean;
  readonly allowDrops?: boolean;
  readonly allowDataLoss?: boolean;
  readonly allowRebuilds?: boolean;
  readonly dryRun?: boolean;
  readonly confirm?: string;
}

/** `dbvc apply`: makes the target equal to the source, as far as it was allowed to. */
export async function applyCommand(options: ApplyCommandOptions, context: Context): Promise<number> {
  const request = await readRequest(options, context);
  const { target } = request.named;
  if (options.dryRun !== true && target.kind === 'profile') {
    checkConsent(options, profileLabels(target.profile), context);
  }
  return withSides(request, context, async (open) => {
    if (options.dryRun !== true) {
      refuseSaved(open.sides.target);
      checkConsent(options, open.sides.target, context);
    }
    const comparison = await compareSides(open, request, context);
    refuseSameDatabase(comparison);
    context.progress.show('planning');
    const plan = context.services.makePlan(
      comparison.drift,
      {
        takeAlong: true,
        allowDrops: options.allowDrops === true || options.allowDataLoss === true,
        allowDataLoss: options.allowDataLoss === true,
        allowRebuilds: options.allowRebuilds === true,
      },
      open.dialect,
    );
    context.progress.clear();
    tellRemarks(comparison, context);
    if (comparison.drift.objects.length === 0) {
      await context.terminal.out('The target equals the source. There is nothing to apply.\n');
      return status.equal;
    }
    if (stepsOf(plan).length === 0) {
      await tellLeftOut(plan, context);
      return status.drift;
    }
    return options.dryRun === true
      ? dryRun(open, comparison, plan, context)
      : run(options, request, open, comparison, plan, context);
  });
}

/** Checked here as well as in the core: an empty plan would look like success. */
function refuseSameDatabase({ drift }: Comparison): void {
  if (drift.source.server.identity !== drift.target.server.identity) return;
  throw new DbvcError('same-database', 'Source and target are the same database. Nothing was applied.');
}

async function tellLeftOut(plan: Plan, context: Context): Promise<void> {
  const lines = leftOutLines(plan, context.terminal.outColors);
  await context.terminal.out(`${lines.join('\n').trimStart()}\n`);
  for (const help of [helpWithLeftOut(plan), helpWithRebuilds(plan)])
    if (help !== undefined) context.messages.note(help);
}

async function dryRun(
  open: OpenSides,
  comparison: Comparison,
  plan: Plan,
  context: Context,
): Promise<number> {
  const { terminal, messages } = context;
  messages.note((await summaryOf(open, comparison, plan, context)).trimEnd());
  await terminal.out(planText(comparison, plan, terminal.outColors, true));
  messages.note('This was a dry run: nothing was executed.');
  return status.drift;
}

async function run(
  options: ApplyCommandOptions,
  request: Request,
  open: OpenSides,
  comparison: Comparison,
  plan: Plan,
  context: Context,
): Promise<number> {
  const { terminal, messages } = context;
  if (terminal.isInteractive || options.yes !== true) {
    terminal.err(await summaryOf(open, comparison, plan, context));
  }
  if (!(await askConsent(options, open.sides.target, comparison.drift, context))) {
    messages.note('Nothing was applied.');
    return status.error;
  }
  const entry = await beginJournal(comparison, plan, context);
  const outcome = await execute(request, open, plan, context).catch(async (error: unknown) => {
    await entry.thrown(error);
    if (leavesOpenWhatHappened(error)) terminal.err(`${nothingChanged}\n`);
    throw error;
  });
  await entry.ended(outcome);
  if (outcome.status === 'failed') {
    terminal.err(errorText(outcome.error, terminal.errColors, context.verbosity.verbose));
    terminal.err(failureText(outcome, plan, entry.rollbackLocation, terminal.errColors));
    return outcome.cancelled === true ? interruptedStatus : status.error;
  }
  await terminal.out(successText(outcome, comparison, plan, terminal.outColors));
  messages.note(`The script that undoes it: ${entry.rollbackLocation}`);
  return verify(request, open, plan, context);
}

async function summaryOf(
  open: OpenSides,
  comparison: Comparison,
  plan: Plan,
  { services, terminal, progress }: Context,
): Promise<string> {
  progress.show('looking at the tables');
  const traffic = await services.readTraffic(plan, open.sides.target, open.dialect);
  progress.clear();
  return applySummary(comparison, plan, terminal.errColors, traffic);
}

/** What is thrown left nothing behind; where the error itself does not say so, a person must hear it. */
function leavesOpenWhatHappened(error: unknown): boolean {
  return error instanceof CancelledError || (error instanceof DbvcError && error.code === 'connection-lost');
}

async function execute(
  request: Request,
  open: OpenSides,
  plan: Plan,
  context: Context,
): Promise<ApplyOutcome> {
  const { progress, interrupt, messages, services } = context;
  // From here on an interruption means rolling back, which nothing may cut off.
  interrupt.finishing = true;
  const stopping = (): void => {
    messages.note('Stopping; the transaction is rolled back. Press Ctrl-C again to leave at once.');
  };
  interrupt.signal.addEventListener('abort', stopping);
  try {
    return await services.apply(plan, open.sides.target, open.dialect, {
      lockTimeout: request.limits.lockTimeout,
      statementTimeout: request.limits.applyTimeout,
      jobs: request.limits.jobs,
      signal: interrupt.signal,
      logger: messages.logger,
      progress: (at) => {
        progress.show(applyPhase(at));
      },
    });
  } finally {
    interrupt.signal.removeEventListener('abort', stopping);
    interrupt.finishing = false;
    progress.clear();
  }
}

function applyPhase(progress: ApplyProgress): string {
  if (progress.phase !== 'running') return progress.phase;
  return `step ${progress.done + 1} of ${progress.total}: ${progress.step.title}`;
}

/** Reads both sides again: the exit status says what is, not what was meant. */
async function verify(request: Request, open: OpenSides, plan: Plan, context: Context): Promise<number> {
  const after = await compareSides(open, request, context);
  if (after.drift.objects.length === 0) {
    context.messages.note('The target now equals the source.');
    return status.equal;
  }
  if (plan.leftOut.length > 0) await tellLeftOut(plan, context);
  const left = new Set(plan.leftOut.map(({ objectId }) => objectId));
  const unexpected = after.drift.objects.filter(({ objectId }) => !left.has(objectId));
  if (unexpected.length > 0) {
    await context.terminal.out(remainingText(unexpected, after, context.terminal.outColors));
  }
  return status.drift;
}
