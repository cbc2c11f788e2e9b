import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
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

/** Where Debian keeps the programs of each major; the one on its PATH is a script that chooses one, and takes longer than psql. */
const DEBIAN_PROGRAMS = '/usr/lib/postgresql';

let found: Promise<string> | undefined;

/** The newest psql of Debian's folders, or else the one on the PATH. */
async function findPsql(): Promise<string> {
  if (!existsSync(DEBIAN_PROGRAMS)) return 'psql';
  const majors = (await readdir(DEBIAN_PROGRAMS)).sort((a, b) => Number(b) - Number(a));
  return majors.map((major) => path.join(DEBIAN_PROGRAMS, major, 'bin', 'psql')).find(existsSync) ?? 'psql';
}

async function psql(args: readonly string[]): Promise<RunResult> {
  try {
    return await runProcess(await (found ??= findPsql()), args);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error('The tests need psql: apt-get install postgresql-client', { cause: error });
    }
    throw error;
  }
}
