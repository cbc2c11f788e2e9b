import picocolors from 'picocolors';

type Paint = (text: string) => string;

/** The colours that the output uses, by what they mean. Nothing is told by colour alone. */
export interface Colors {
  readonly added: Paint;
  readonly modified: Paint;
  readonly deleted: Paint;
  readonly heading: Paint;
  readonly faint: Paint;
  readonly warning: Paint;
  readonly error: Paint;
  readonly position: Paint;
}

/** Colours as escape sequences, or none at all. */
export function createColors(enabled: boolean): Colors {
  const colors = picocolors.createColors(enabled);
  return {
    added: colors.green,
    modified: colors.yellow,
    deleted: colors.red,
    heading: colors.bold,
    faint: colors.dim,
    warning: colors.yellow,
    error: (text) => colors.bold(colors.red(text)),
    position: colors.cyan,
  };
}

/**
 * Whether a stream gets colours: FORCE_COLOR and NO_COLOR decide where they are set (https://no-color.org,
 * https://force-color.org), otherwise whether it is a terminal that can show them.
 */
export function wantsColors(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  return isTerminal && env['TERM'] !== 'dumb';
}
