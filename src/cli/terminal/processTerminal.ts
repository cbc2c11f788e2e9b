import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CancelledError } from '../../core/errors.js';
import { createColors, wantsColors } from './colors.js';
import type { Terminal } from './terminal.js';

/** The terminal or the pipes that this process was started with. */
export function processTerminal(streams: NodeJS.Process, interrupt: () => void): Terminal {
  const { stdin, stdout, stderr, env } = streams;
  // Of a pipe, `isTTY` is undefined, whatever its type says.
  const isTerminal = (stream: { readonly isTTY?: boolean }): boolean => stream.isTTY === true;
  let readerLeft = false;
  // `dbvc compare | head`: what nobody reads is not written, and what the command does goes on to its end.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      if (stream === stdout) readerLeft = true;
    });
  }
  return {
    out: (text) =>
      new Promise((resolve, reject) => {
        if (readerLeft) {
          resolve();
          return;
        }
        stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
          if (error === null || error === undefined || error.code === 'EPIPE') resolve();
          else reject(error);
        });
      }),
    err: (text) => void stderr.write(text),
    outColors: createColors(wantsColors(env, isTerminal(stdout))),
    errColors: createColors(wantsColors(env, isTerminal(stderr))),
    showsProgress: isTerminal(stderr) && env['TERM'] !== 'dumb',
    get columns() {
      return isTerminal(stderr) ? stderr.columns : 80;
    },
    isInteractive: isTerminal(stdin) && isTerminal(stderr),
    ask: (question, options) => ask(stdin, stderr, question, options?.hidden === true, interrupt),
  };
}

function ask(
  stdin: NodeJS.ReadStream,
  stderr: NodeJS.WriteStream,
  question: string,
  hidden: boolean,
  interrupt: () => void,
): Promise<string | undefined> {
  // Readline echoes what is typed through its output, so a password is typed into nothing.
  const nothing = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const lines = createInterface({ input: stdin, output: hidden ? nothing : stderr, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once('SIGINT', () => {
      stderr.write('\n');
      reject(new CancelledError());
      lines.close();
      interrupt();
    });
    lines.once('close', () => {
      resolve(undefined);
    });
    if (hidden) stderr.write(question);
    lines.question(hidden ? '' : question, (answer) => {
      if (hidden) stderr.write('\n');
      resolve(answer);
      lines.close();
    });
  });
}
