import { DbvcError, type ErrorCode } from '../../core/errors.js';
import type { Localizer } from '../text/localizer.js';

/** What a person can do about an error, besides reading it. */
export type ErrorAction = 'retry' | 'enter-password' | 'edit' | 'compare-again' | 'show-log';

/** An error as a message: what went wrong, what to do about it, and the buttons. */
export interface ErrorReport {
  readonly message: string;
  readonly actions: readonly ErrorAction[];
  /** For the log: all facts, line by line. */
  readonly details: readonly string[];
}

/** How many of an error's lines a message has room for. */
const maxLines = 3;

/** Makes a report of anything that was thrown. `label` is the name of the database that the error is about. */
export function errorReport(error: unknown, label: string | undefined, l10n: Localizer): ErrorReport {
  if (!(error instanceof DbvcError)) {
    const text = error instanceof Error ? error.message : String(error);
    return {
      message: l10n.t('DBVC ran into a problem that it did not expect: {0}', text),
      actions: ['show-log'],
      details: error instanceof Error && error.stack !== undefined ? [error.stack] : [],
    };
  }
  const { side, hint, lines, object } = error.details;
  const about = [
    ...(label === undefined ? [] : [side === undefined ? label : sideWords(side, label, l10n)]),
    ...(object === undefined ? [] : [object]),
  ].join(', ');
  const sentence =
    about === '' || error.message.includes(about) ? error.message : `${about}: ${error.message}`;
  // A message may have begun with its first line.
  const further = (lines ?? []).filter((line) => !sentence.includes(line));
  const message = [sentence, ...listed(further, l10n), ...(hint === undefined ? [] : [hint])].join(' ');
  return { message, actions: actionsFor(error.code), details: detailsOf(error) };
}

/** Lines in one sentence: a message of VS Code has none. */
function listed(lines: readonly string[], l10n: Localizer): readonly string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, maxLines).map((line) => line.replace(/\.$/, ''));
  const more = lines.length - shown.length;
  return [`${[...shown, ...(more > 0 ? [l10n.t('and {0} more', more)] : [])].join('; ')}.`];
}

function sideWords(side: 'source' | 'target', label: string, l10n: Localizer): string {
  return side === 'source' ? l10n.t('Source {0}', label) : l10n.t('Target {0}', label);
}

function actionsFor(code: ErrorCode): readonly ErrorAction[] {
  switch (code) {
    case 'authentication-failed':
      return ['enter-password', 'retry', 'edit', 'show-log'];
    case 'connection-failed':
    case 'connection-lost':
    case 'tls-failed':
    case 'database-not-found':
    case 'permission-denied':
      return ['retry', 'edit', 'show-log'];
    case 'not-supported':
    case 'invalid-input':
    case 'read-only-profile':
      return ['edit', 'show-log'];
    case 'target-changed':
      return ['compare-again', 'show-log'];
    case 'busy':
    case 'lock-timeout':
    case 'statement-timeout':
      return ['retry', 'show-log'];
    case 'engines-differ':
    case 'same-database':
    case 'statement-forbidden':
    case 'statement-failed':
    case 'verification-failed':
    case 'consent-missing':
    case 'internal':
      return ['show-log'];
    default:
      return code satisfies never;
  }
}

function detailsOf({ code, message, details }: DbvcError): readonly string[] {
  const facts: readonly (readonly [string, string | number | undefined])[] = [
    ['side', details.side],
    ['object', details.object],
    ['SQLSTATE', details.sqlState],
    ['server', details.serverMessage],
    ['hint', details.hint],
    ['statement', details.statement],
    ['position', details.position],
  ];
  return [
    `${code}: ${message}`,
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name}: ${String(value)}`])),
    ...(details.lines ?? []).map((line) => `  ${line}`),
  ];
}
