import type { Logger } from '../../core/logger.js';
import { printable } from './printable.js';
import type { ProgressLine } from './progressLine.js';
import type { Terminal } from './terminal.js';

/** How much is said on standard error beside errors. */
export interface Verbosity {
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** What a command says on standard error while it works. */
export interface Messages {
  /** Something to know, unless `--quiet`. */
  note(text: string): void;
  warn(text: string): void;
  readonly logger: Logger;
}

/** Messages that take the progress line away before they are written. */
export function createMessages(terminal: Terminal, progress: ProgressLine, verbosity: Verbosity): Messages {
  const { errColors } = terminal;
  const write = (text: string): void => {
    progress.clear();
    terminal.err(`${text}\n`);
  };
  const note = (text: string): void => {
    if (!verbosity.quiet) write(printable(text));
  };
  const warn = (text: string): void => {
    if (!verbosity.quiet) write(`${errColors.warning('warning:')} ${printable(text)}`);
  };
  const detail = (text: string): void => {
    if (verbosity.verbose) write(errColors.faint(printable(text)));
  };
  return {
    note,
    warn,
    logger: {
      trace: () => undefined,
      debug: detail,
      info: detail,
      warn,
      // Whatever fails is thrown as well, and reported once, at the end.
      error: detail,
    },
  };
}
