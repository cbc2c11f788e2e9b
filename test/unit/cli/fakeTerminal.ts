import { createColors } from '../../../src/cli/terminal/colors.js';
import type { Terminal } from '../../../src/cli/terminal/terminal.js';
import { CancelledError } from '../../../src/core/errors.js';

/** A terminal that remembers what was written and answers what it is told to. */
export interface FakeTerminal extends Terminal {
  readonly written: { out: string; err: string };
  readonly questions: string[];
}

/** `answers` makes it interactive; `undefined` in it is Ctrl-D, `'^C'` is Ctrl-C. */
export function fakeTerminal(answers?: readonly (string | undefined)[]): FakeTerminal {
  const written = { out: '', err: '' };
  const questions: string[] = [];
  return {
    written,
    questions,
    out: (text) => {
      written.out += text;
      return Promise.resolve();
    },
    err: (text) => {
      written.err += text;
    },
    outColors: createColors(false),
    errColors: createColors(false),
    showsProgress: false,
    columns: 80,
    isInteractive: answers !== undefined,
    ask: (question) => {
      const answer = answers?.[questions.length];
      questions.push(question);
      return answer === '^C' ? Promise.reject(new CancelledError()) : Promise.resolve(answer);
    },
  };
}
