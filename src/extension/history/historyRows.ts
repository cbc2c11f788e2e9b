import type { JournalEntry } from '../../core/executor/journal.js';
import { environmentWord } from '../text/environmentWord.js';
import type { Localizer } from '../text/localizer.js';

/** One apply in the History view. */
export interface EntryRow {
  readonly type: 'entry';
  readonly id: string;
  readonly entry: JournalEntry;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly accessibleLabel: string;
  readonly icon: string;
}

/** One step of an apply. */
export interface StepRow {
  readonly type: 'step';
  readonly id: string;
  readonly label: string;
}

export type HistoryRow = EntryRow | StepRow;

/** A row for one apply: the target first, then when and with what result. `time` is the moment as the person reads it. */
export function entryRow(entry: JournalEntry, time: string, l10n: Localizer): EntryRow {
  const { target, source, status, steps, person, role, error, leftOut, lost } = entry;
  const words = statusWords(status, l10n);
  const counted = steps.length === 1 ? l10n.t('1 step') : l10n.t('{0} steps', steps.length);
  const described = [time, words, counted];
  const environment = target.environment === undefined ? [] : [environmentWord(target.environment, l10n)];
  const by = [person, role].filter((name) => name !== undefined && name !== '').join(' / ');
  const tooltip = [
    `${source.label} -> ${[target.label, ...environment].join(', ')} (${target.address})`,
    described.join(' · '),
    ...(by === '' ? [] : [l10n.t('by {0}', by)]),
    ...(error === undefined ? [] : [error]),
    ...listed(l10n.t('Left as they are:'), leftOut, l10n),
    ...listed(l10n.t('What the rollback script cannot bring back:'), lost, l10n),
  ];
  return {
    type: 'entry',
    id: `entry:${entry.id}`,
    entry,
    label: target.label,
    description: [...described, ...environment].join(' · '),
    tooltip: tooltip.join('\n'),
    accessibleLabel: [target.label, ...environment, ...described].join(', '),
    icon: statusIcon(status),
  };
}

/** The steps of an apply, in order. */
export function stepRows({ entry }: EntryRow): readonly StepRow[] {
  return entry.steps.map((label, index) => ({
    type: 'step',
    id: `step:${entry.id}:${String(index)}`,
    label: `${String(index + 1)}. ${label}`,
  }));
}

/**
 * What `viewItem` holds for rows of the History view: `dbvc.entry;status=applied` (and the other statuses of the
 * journal), with `;undoable` where something may have been committed; `dbvc.step`.
 */
export function historyContextValue(row: HistoryRow): string {
  if (row.type === 'step') return 'dbvc.step';
  const { status } = row.entry;
  const changedNothing = status === 'failed' || status === 'cancelled';
  return `dbvc.entry;status=${status}${changedNothing ? '' : ';undoable'}`;
}

/** How many lines of a list a tooltip shows. */
const maxLines = 10;

function listed(title: string, lines: readonly string[], l10n: Localizer): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length - maxLines;
  return [
    '',
    title,
    ...lines.slice(0, maxLines).map((line) => `- ${line}`),
    ...(more > 0 ? [l10n.t('and {0} more', more)] : []),
  ];
}

function statusWords(status: JournalEntry['status'], l10n: Localizer): string {
  switch (status) {
    case 'started':
      return l10n.t('no end was recorded');
    case 'applied':
      return l10n.t('applied');
    case 'failed':
      return l10n.t('failed, nothing was changed');
    case 'partly-applied':
      return l10n.t('applied in part');
    case 'in-doubt':
      return l10n.t('in doubt');
    case 'cancelled':
      return l10n.t('cancelled, nothing was changed');
    default:
      return status satisfies never;
  }
}

function statusIcon(status: JournalEntry['status']): string {
  switch (status) {
    case 'applied':
      return 'pass';
    case 'failed':
      return 'error';
    case 'cancelled':
      return 'circle-slash';
    case 'started':
    case 'partly-applied':
    case 'in-doubt':
      return 'warning';
    default:
      return status satisfies never;
  }
}
