import type { Environment } from '../../core/dialect/session.js';
import type { Drift } from '../../core/differ/drift.js';
import { changedSteps } from '../../core/executor/editedPlan.js';
import type { Traffic } from '../../core/executor/traffic.js';
import { serverDoubtOf } from '../../core/model/catalog.js';
import type { ObjectKind } from '../../core/model/objectKind.js';
import type { RiskKind } from '../../core/model/risk.js';
import { type Plan, stepsOf } from '../../core/planner/plan.js';
import type { DriftStatus } from '../drift/driftStatus.js';
import { environmentWord } from '../text/environmentWord.js';
import { describedWords, kindWord } from '../text/dialectWords.js';
import type { Localizer } from '../text/localizer.js';
import { trafficLines } from './trafficLines.js';

/** What the person is asked before an apply. */
export interface ApplySummary {
  readonly question: string;
  readonly detail: string;
}

export interface ApplySummaryInput {
  readonly plan: Plan;
  readonly traffic?: Traffic | undefined;
  readonly kinds: readonly ObjectKind[];
  readonly target: { readonly label: string; readonly environment?: Environment };
}

/** How many lines about risks are read before a person stops reading. */
const maxLines = 20;

/** How many objects a question names before it counts the rest. */
const maxNames = 12;

/** Risks in the order in which a person must hear of them; what only drops or rebuilds is counted, not listed. */
const listed: readonly RiskKind[] = [
  'data-loss',
  'irreversible',
  'table-rewrite',
  'long-lock',
  'index-build',
  'may-fail-on-rows',
  'stale-values',
  'breaks-callers',
];

/** Names the target, counts what happens to it, and lists what may hurt: data loss first, then what is in the way. */
export function applySummary(
  { plan, traffic, kinds, target }: ApplySummaryInput,
  l10n: Localizer,
): ApplySummary {
  const { environment } = target;
  const question =
    environment === undefined
      ? l10n.t('Apply to {0}?', target.label)
      : l10n.t('Apply to {0} ({1})?', target.label, environmentWord(environment, l10n));
  const risks = riskLines(plan, l10n);
  const shown = risks.slice(0, maxLines);
  const more = risks.length - shown.length;
  const paragraphs = [
    countLines(plan, kinds, l10n).join('\n'),
    editedLines(plan, l10n).join('\n'),
    [...shown, ...(more > 0 ? [l10n.t('and {0} more, see the script', more)] : [])].join('\n'),
    trafficLines(traffic, l10n).join('\n'),
    notes(plan, l10n).join('\n'),
  ];
  return { question, detail: paragraphs.filter((paragraph) => paragraph !== '').join('\n\n') };
}

/** Names what the chosen objects need and why, and asks whether to take it along. */
export function takeAlongSummary({ required }: Pick<Plan, 'required'>, l10n: Localizer): ApplySummary {
  const names = required.map(({ described, reason }) => `${describedWords(described, l10n)}: ${reason}`);
  const shown = names.slice(0, maxNames);
  const more = names.length - shown.length;
  return {
    question:
      names.length === 1
        ? l10n.t('This needs another object that is not chosen. Take it along?')
        : l10n.t('This needs {0} other objects that are not chosen. Take them along?', names.length),
    detail: [...shown, ...(more > 0 ? [l10n.t('and {0} more', more)] : [])].join('\n'),
  };
}

/** What is asked where an edited script led elsewhere than the patch promised, and was rolled back. */
export function deviationSummary(lines: readonly string[], target: string, l10n: Localizer): ApplySummary {
  const shown = lines.slice(0, maxLines);
  const more = lines.length - shown.length;
  return {
    question: l10n.t(
      'The edited script leaves {0} otherwise than the patch promised. Apply it all the same?',
      target,
    ),
    detail: [
      l10n.t('It was run, compared, and rolled back:'),
      ...shown,
      ...(more > 0 ? [l10n.t('and {0} more', more)] : []),
    ].join('\n'),
  };
}

/** What is asked once more where DBVC may not know the target's server well enough; undefined where it does. */
export function serverDoubtSummary(
  { target }: Pick<Drift, 'target'>,
  l10n: Localizer,
): ApplySummary | undefined {
  const doubt = serverDoubtOf(target.notices);
  if (doubt === undefined) return undefined;
  const { versionText } = target.server;
  return {
    question:
      doubt.code === 'newer-server'
        ? l10n.t('{0} is newer than this version of DBVC knows. Apply all the same?', versionText)
        : l10n.t('This version of DBVC was not tried on a live {0}. Apply all the same?', versionText),
    detail: doubt.message,
  };
}

/** Whether a plan may lose data, so that no key that is pressed out of habit may start it. */
export function mayLoseData(plan: Plan): boolean {
  const isAnnounced = stepsOf(plan).some((step) => step.risks.some(({ kind }) => kind === 'data-loss'));
  return isAnnounced || changedSteps(plan).length > 0;
}

function countLines(plan: Plan, kinds: readonly ObjectKind[], l10n: Localizer): readonly string[] {
  const steps = stepsOf(plan);
  const inPlan = new Set(steps.map((step) => step.objectId));
  const objects = plan.drift.objects.filter((object) => inPlan.has(object.objectId));
  const perKind = (status: DriftStatus): string =>
    [...kinds]
      .sort((a, b) => a.order - b.order)
      .flatMap((kind) => {
        const count = objects.filter(
          (object) => object.kind === kind.name && object.status === status,
        ).length;
        return count === 0 ? [] : [`${String(count)} ${kindWord(kind, l10n, count === 1 ? 'one' : 'many')}`];
      })
      .join(', ');
  const lines: readonly (readonly [string, (what: string) => string])[] = [
    [perKind('missing_in_target'), (what) => l10n.t('Create: {0}', what)],
    [perKind('modified'), (what) => l10n.t('Change: {0}', what)],
    [perKind('extra_in_target'), (what) => l10n.t('Drop: {0}', what)],
  ];
  const rebuilt = steps.filter((step) => step.action === 'rebuild-create').length;
  return [
    ...lines.flatMap(([what, line]) => (what === '' ? [] : [line(what)])),
    ...(rebuilt === 0 ? [] : [l10n.t('Rebuild around these changes: {0}', rebuilt)]),
  ];
}

/** What a person has added to a script or changed in it: nobody has said what that risks. */
function editedLines(plan: Plan, l10n: Localizer): readonly string[] {
  if (plan.edited === undefined) return [];
  const changed = changedSteps(plan);
  const shown = changed.slice(0, maxNames).map(({ title }) => title);
  const more = changed.length - shown.length;
  return [
    changed.length === 0
      ? l10n.t('The script is as DBVC wrote it, or with less in it.')
      : l10n.t(
          'Edited, and not looked at for risks: {0} of {1} statements',
          changed.length,
          stepsOf(plan).length,
        ),
    ...shown,
    ...(more > 0 ? [l10n.t('and {0} more', more)] : []),
  ];
}

/** What a plan's steps risk, worst first, one line each. */
export function riskLines(plan: Plan, l10n: Localizer): readonly string[] {
  const steps = stepsOf(plan);
  return listed.flatMap((kind) => {
    const messages = steps.flatMap((step) =>
      step.risks.filter((risk) => risk.kind === kind).map((risk) => riskLine(kind, risk.message, l10n)),
    );
    return [...new Set(messages)];
  });
}

function riskLine(kind: RiskKind, message: string, l10n: Localizer): string {
  switch (kind) {
    case 'data-loss':
      return l10n.t('DATA LOSS: {0}', message);
    case 'irreversible':
      return l10n.t('Cannot be undone: {0}', message);
    case 'table-rewrite':
      return l10n.t('Rewrite: {0}', message);
    case 'long-lock':
      return l10n.t('Lock: {0}', message);
    case 'index-build':
      return l10n.t('Index build: {0}', message);
    case 'may-fail-on-rows':
      return l10n.t('May fail: {0}', message);
    case 'stale-values':
      return l10n.t('Stays as it was: {0}', message);
    case 'breaks-callers':
      return l10n.t('Old name: {0}', message);
    case 'drop':
    case 'rebuild':
      return message;
    default:
      return kind satisfies never;
  }
}

function notes(plan: Plan, l10n: Localizer): readonly string[] {
  const reasons = plan.segments.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  const left = plan.leftOut.length;
  const { role } = plan.drift.target.server;
  return [
    ...(reasons.length === 0
      ? [l10n.t('All in one transaction: it happens as a whole or not at all.')]
      : plan.segments.length === 1
        ? [l10n.t('In no transaction, so that nothing is taken back: {0}', reasons.join('; '))]
        : [l10n.t('In {0} transactions: {1}', plan.segments.length, reasons.join('; '))]),
    ...(role === undefined ? [] : [l10n.t('As the role {0}, which owns what is made.', role)]),
    ...(left === 0 ? [] : [l10n.t('Left as they are: {0} (the script names them).', left)]),
  ];
}
