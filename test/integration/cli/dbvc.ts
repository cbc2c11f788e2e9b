import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../support/projectRoot.js';
import { runProcess, type RunResult } from '../../support/runProcess.js';

/** The bundle that users run. */
export function cliFile(): string {
  return process.env['DBVC_TEST_CLI'] ?? path.join(projectRoot(), 'dist', 'cli.js');
}

/** A person's computer: a home, a working directory and a state directory of their own. */
export interface Desk {
  readonly directory: string;
  readonly stateDirectory: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs `dbvc` without a terminal. */
  dbvc(...args: readonly string[]): Promise<RunResult>;
  /** Runs `dbvc` with more variables in its environment. */
  dbvcWith(env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<RunResult>;
  clear(): Promise<void>;
}

/** A desk in a temporary directory, with nothing of the environment that could lead to a database. */
export function createDesk(): Desk {
  const directory = mkdtempSync(path.join(tmpdir(), 'dbvc-cli-'));
  const stateDirectory = path.join(directory, 'state');
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:PG|DBVC_|NO_COLOR|FORCE_COLOR|NODE_OPTIONS)/.test(name),
  );
  const env = { ...Object.fromEntries(inherited), HOME: directory, XDG_STATE_HOME: stateDirectory };
  const run = (more: NodeJS.ProcessEnv, args: readonly string[]): Promise<RunResult> =>
    runProcess(process.execPath, [cliFile(), ...args], {
      cwd: directory,
      env: { ...env, ...more },
      timeout: 120_000,
    });
  return {
    directory,
    stateDirectory,
    env,
    dbvc: (...args) => run({}, args),
    dbvcWith: (more, ...args) => run(more, args),
    clear: () => rm(directory, { recursive: true, force: true }),
  };
}

/** What is typed, when the text before it has been shown. */
export interface Typing {
  readonly after: RegExp;
  readonly type: string;
}

/** What a run in a pseudo terminal left: the exit status, and all that the screen was sent. */
export interface TerminalRun {
  readonly code: number | null;
  readonly screen: string;
}

/** Runs `dbvc` in a pseudo terminal (util-linux `script`) and types the answers when they are asked for. */
export function dbvcInTerminal(
  desk: Desk,
  args: readonly string[],
  typing: readonly Typing[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<TerminalRun> {
  const command = [process.execPath, cliFile(), ...args].map(shellWord).join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn('script', ['-qefc', command, '/dev/null'], {
      cwd: desk.directory,
      env: { ...desk.env, TERM: 'xterm-256color', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`did not end; the screen was:\n${screen}`));
    }, 120_000);
    let screen = '';
    let seen = 0;
    const pending = [...typing];
    child.stdout.on('data', (chunk: Buffer) => {
      screen += chunk.toString('utf8');
      const [next] = pending;
      if (!next?.after.test(screen.slice(seen))) return;
      pending.shift();
      seen = screen.length;
      child.stdin.write(next.type);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, screen });
    });
  });
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
