import type { Terminal } from './terminal.js';
import { printableLine } from './printable.js';
import { truncate } from './width.js';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const millisecondsPerFrame = 80;
/** What is done by then needs no progress. */
const patience = 150;

/** One line on standard error that says what is going on, and is gone when something else is written. */
export interface ProgressLine {
  show(text: string): void;
  /** Takes the line away; the next `show` brings it back. */
  clear(): void;
  close(): void;
}

/** A line that is drawn on a terminal only, and not at all with `--quiet`. */
export function createProgressLine(terminal: Terminal, quiet: boolean): ProgressLine {
  if (quiet || !terminal.showsProgress) {
    return { show: () => undefined, clear: () => undefined, close: () => undefined };
  }
  const started = Date.now();
  let current = '';
  let isShown = false;
  const erase = (): void => {
    if (isShown) terminal.err('\r\x1b[K');
    isShown = false;
  };
  const draw = (): void => {
    const age = Date.now() - started;
    if (current === '' || age < patience) return;
    const frame = frames[Math.floor(age / millisecondsPerFrame) % frames.length] ?? '';
    const text = truncate(printableLine(current), Math.max(10, terminal.columns - 3));
    terminal.err(`\r${terminal.errColors.position(frame)} ${text}\x1b[K`);
    isShown = true;
  };
  const timer = setInterval(draw, millisecondsPerFrame);
  timer.unref();
  return {
    show: (text) => {
      current = text;
    },
    clear: () => {
      current = '';
      erase();
    },
    close: () => {
      clearInterval(timer);
      current = '';
      erase();
    },
  };
}
