import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const STAMP = '.installed';
const POLL_MS = 200;
/** A lock older than this belongs to a process that was killed while it installed. */
const STALE_LOCK_MS = 10 * 60_000;

/**
 * Runs `install` on an empty `folder` unless it was completed before with the same `fingerprint`.
 * Test files run in several processes, so the first one installs and the others wait for it.
 */
export async function installOnce(
  folder: string,
  fingerprint: string,
  install: (folder: string) => Promise<void>,
): Promise<void> {
  if (await isInstalled(folder, fingerprint)) return;
  const lock = `${folder}.lock`;
  await mkdir(path.dirname(folder), { recursive: true });
  while (!(await takeLock(lock))) {
    await delay(POLL_MS);
    if (await isInstalled(folder, fingerprint)) return;
  }
  try {
    if (await isInstalled(folder, fingerprint)) return;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await install(folder);
    await writeFile(path.join(folder, STAMP), fingerprint);
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function isInstalled(folder: string, fingerprint: string): Promise<boolean> {
  try {
    return (await readFile(path.join(folder, STAMP), 'utf8')) === fingerprint;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function takeLock(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  try {
    const age = Date.now() - (await stat(lock)).mtimeMs;
    if (age > STALE_LOCK_MS) await rm(lock, { recursive: true, force: true });
  } catch (error) {
    // The owner may have released it in between; the next round takes it.
    if (!isMissing(error)) throw error;
  }
  return false;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
