import type { Interrupt } from './interrupt.js';
import type { Services } from './services.js';
import type { Messages, Verbosity } from './terminal/messages.js';
import type { ProgressLine } from './terminal/progressLine.js';
import type { Terminal } from './terminal/terminal.js';

/** What every command has at hand while it runs. */
export interface Context {
  readonly services: Services;
  readonly terminal: Terminal;
  readonly interrupt: Interrupt;
  readonly verbosity: Verbosity;
  readonly progress: ProgressLine;
  readonly messages: Messages;
}

/** The exit status of a command. */
export const status = { equal: 0, error: 1, drift: 2 } as const;
