import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { ApplyOutcome, ApplyProgress } from '../../core/executor/outcome.js';
import type { Plan } from '../../core/planner/plan.js';
import type { Services } from '../services.js';
import { signalOf } from '../ui/cancellation.js';
import { applySettings } from '../ui/settings.js';

/** A script that a person edited. */
export interface EditedRun {
  /** As it stands in the editor. */
  readonly script: string;
  /** What may be left otherwise than the patch promised. */
  readonly accepted: readonly string[];
}

/**
 * Runs a plan that a person has confirmed: journal, progress with cancel, apply. Throws refusals, and `CancelledError`
 * where nothing was changed.
 */
export async function applyPlan(
  services: Services,
  result: ComparisonResult,
  plan: Plan,
  edited?: EditedRun,
): Promise<ApplyOutcome> {
  const [{ apply }, { beginJournalEntry }] = await Promise.all([
    import('../../core/executor/apply.js'),
    import('./journalEntry.js'),
  ]);
  const entry = await beginJournalEntry(await services.journal(), result, plan, edited);
  services.keys.set('dbvc.applying', true);
  try {
    const outcome = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Applying to {0}', result.databases.target.label),
        cancellable: true,
      },
      async (progress, token) => {
        const cancellation = signalOf(token);
        let done = 0;
        try {
          return await apply(plan, result.databases.target, result.dialect, {
            ...applySettings(),
            ...(edited === undefined ? {} : { accepted: edited.accepted }),
            signal: cancellation.signal,
            logger: services.logger,
            progress: (report) => {
              const share = report.phase === 'running' ? (report.done / report.total) * 100 : done;
              progress.report({ message: progressWords(report), increment: share - done });
              done = share;
            },
          });
        } finally {
          cancellation.dispose();
        }
      },
    );
    await entry.ended(outcome);
    return outcome;
  } catch (error) {
    await entry.thrown(error);
    throw error;
  } finally {
    services.keys.set('dbvc.applying', false);
    services.history.refresh();
  }
}

function progressWords(progress: ApplyProgress): string {
  switch (progress.phase) {
    case 'connecting':
      return vscode.l10n.t('connecting');
    case 'locking':
      return vscode.l10n.t('locking what will be changed');
    case 'checking':
      return vscode.l10n.t('checking that the target is as it was compared');
    case 'running':
      return vscode.l10n.t('{0} of {1}: {2}', progress.done + 1, progress.total, progress.step.title);
    case 'verifying':
      return vscode.l10n.t('verifying the result');
    case 'committing':
      return vscode.l10n.t('committing');
    default:
      return progress satisfies never;
  }
}
