import type { DatabaseLabels } from '../core/dialect/connector.js';
import type { Drift } from '../core/differ/drift.js';
import { DbvcError } from '../core/errors.js';
import { serverDoubtOf } from '../core/model/catalog.js';
import type { Context } from './context.js';
import { printableLine } from './terminal/printable.js';

/** What the options of `dbvc apply` agree to. */
export interface Consent {
  readonly yes?: boolean;
  readonly confirm?: string;
}

/**
 * Refuses what needs no connection to be refused: a read-only target, a name behind `--confirm` that is not the
 * target's, and production without that name where nobody can be asked. Throws `read-only-profile` or
 * `consent-missing`.
 */
export function checkConsent(consent: Consent, target: DatabaseLabels, context: Context): void {
  if (target.readOnly === true) {
    throw new DbvcError('read-only-profile', `The profile "${target.label}" is read-only.`, {
      hint: 'Take the read-only mark off the profile to apply to it.',
    });
  }
  if (consent.confirm !== undefined && consent.confirm !== target.label) {
    throw new DbvcError(
      'consent-missing',
      `--confirm names "${consent.confirm}", but the target is "${target.label}". Nothing was applied.`,
    );
  }
  const canAsk = context.terminal.isInteractive && consent.yes !== true;
  if (target.environment === 'production' && consent.confirm === undefined && !canAsk) {
    throw new DbvcError('consent-missing', `"${target.label}" is production. Nothing was applied.`, {
      hint: `Add --confirm ${shellWord(target.label)} to apply to it.`,
    });
  }
}

/**
 * Asks the person, unless `--yes` has answered. Production is agreed to by its name, typed or given with `--confirm`; a
 * server that this version of DBVC may not know well enough takes a second yes. Throws `consent-missing` when nobody can be asked;
 * false means that the answer was no.
 */
export async function askConsent(
  consent: Consent,
  target: DatabaseLabels,
  drift: Drift,
  context: Context,
): Promise<boolean> {
  if (consent.yes === true) return true;
  const { terminal } = context;
  if (!terminal.isInteractive) {
    throw new DbvcError('consent-missing', 'Nobody is there to be asked. Nothing was applied.', {
      hint: 'Add --yes to apply without a question, or --dry-run to see what would be done.',
    });
  }
  const label = printableLine(target.label);
  if (target.environment === 'production' && consent.confirm === undefined) {
    const answer = await terminal.ask(`Type the target's name (${label}) to apply: `);
    if (answer?.trim() !== target.label) return false;
  } else if (!isYes(await terminal.ask(`Apply to ${label}? [y/N] `))) return false;
  const doubt = serverDoubtOf(drift.target.notices);
  if (doubt === undefined) return true;
  const server = printableLine(drift.target.server.versionText);
  const why = {
    'newer-server': `${server} is newer than this version of DBVC knows.`,
    'untried-server': `This version of DBVC was not tried on a live ${server}.`,
  };
  return isYes(await terminal.ask(`${why[doubt.code]} Apply all the same? [y/N] `));
}

function isYes(answer: string | undefined): boolean {
  return /^y(?:es)?$/i.test(answer?.trim() ?? '');
}

function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
