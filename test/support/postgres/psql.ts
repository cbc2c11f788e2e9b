import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runProcess, type RunResult } from '../runProcess.js';

/**
 * Runs a script as a person would, with `psql -v ON_ERROR_STOP=1 -f`; the result says how it ended
 * (status 3: a statement failed). Rejects only when there is no psql.
 */
export async function runPsql(url: string, scriptText: string): Promise<RunResult> {
  const file = path.join(tmpdir(), `dbvc-script-${randomBytes(6).toString('hex')}.sql`);
  await writeFile(file, scriptText);
  try {
    return await psql(['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', file, url]);
  } finally {
    await rm(file, { force: true });
  }
}

/** Like {@link runPsql}, and rejects with what psql said when a statement failed. */
export async function loadScript(url: string, scriptText: string): Promise<void> {
  const result = await runPsql(url, scriptText);
  if (result.code !== 0) throw new Error(`psql ended with ${String(result.code)}\n${result.stderr}`);
}

/** What psql says it is. Rejects with how to get it when it is not there. */
export async function psqlVersion(): Promise<string> {
  return (await psql(['--version'])).stdout.trim();
}

async function psql(args: readonly string[]): Promise<RunResult> {
  try {
    return await runProcess('psql', args);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error('The tests need psql: apt-get install postgresql-client', { cause: error });
    }
    throw error;
  }
}
