import { runChecked, type RunResult } from './runProcess.js';

/** Runs npm in a folder; through the npm that started the tests where there is one, so it is the same version. */
export function runNpm(args: readonly string[], cwd: string): Promise<RunResult> {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('.js') === true) return runChecked(process.execPath, [cli, ...args], { cwd });
  // On Windows npm is a command script, which only a shell can start.
  if (process.platform === 'win32') return runChecked('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], { cwd });
  return runChecked('npm', args, { cwd });
}
