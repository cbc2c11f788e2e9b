import { CommanderError } from 'commander';
import { CancelledError } from '../core/errors.js';
import { type Action, createProgram, type VerbosityOptions } from './commandTree.js';
import { status } from './context.js';
import { type Interrupt, interruptedStatus } from './interrupt.js';
import { errorText } from './render/errorText.js';
import type { Services } from './services.js';
import { createMessages } from './terminal/messages.js';
import { createProgressLine } from './terminal/progressLine.js';
import type { Terminal } from './terminal/terminal.js';

/** What the program is run with. */
export interface Outside {
  readonly terminal: Terminal;
  readonly services: Services;
  readonly interrupt: Interrupt;
}

/** Runs the command line with its arguments (without node and the script) and returns the exit status. Never throws. */
export async function runCli(args: readonly string[], outside: Outside): Promise<number> {
  const { terminal, interrupt, services } = outside;
  const outcome: { status: number; verbose: boolean } = { status: status.equal, verbose: false };
  const program = createProgram(terminal, services.version, async (options, action) => {
    outcome.verbose = options.verbose === true;
    outcome.status = await runAction(outside, options, action);
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return outcome.status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    // What fails because it was interrupted is an interruption, whatever it calls itself.
    if (error instanceof CancelledError || interrupt.signal.aborted) {
      terminal.err('Interrupted.\n');
      return interruptedStatus;
    }
    terminal.err(errorText(error, terminal.errColors, outcome.verbose));
    return status.error;
  }
}

async function runAction(
  { terminal, services, interrupt }: Outside,
  options: VerbosityOptions,
  action: Action,
): Promise<number> {
  const verbosity = { quiet: options.quiet === true, verbose: options.verbose === true };
  const progress = createProgressLine(terminal, verbosity.quiet);
  const messages = createMessages(terminal, progress, verbosity);
  try {
    return await action({ services, terminal, interrupt, verbosity, progress, messages });
  } finally {
    progress.close();
  }
}
