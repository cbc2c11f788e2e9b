import { constants } from 'node:fs';
import { chown, cp, readFile, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installOnce } from '../installOnce.js';

/** The user a test server runs as; undefined means as the one who runs the tests. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root's tests run it as an unprivileged user that exists everywhere. */
export async function serverUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const passwd = await readFile('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const fields = passwd
      .split('\n')
      .map((line) => line.split(':'))
      .find((entry) => entry[0] === name);
    if (fields?.[2] !== undefined && fields[3] !== undefined) {
      return { uid: Number(fields[2]), gid: Number(fields[3]) };
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as',
  );
}

/** Gives a path to the user the server runs as. */
export async function giveTo(user: ServerUser | undefined, file: string): Promise<void> {
  if (user !== undefined) await chown(file, user.uid, user.gid);
}

/**
 * The folder itself when another user may enter it, otherwise a copy under the temporary folder:
 * a checkout in root's home or in a folder made by mktemp is closed to everyone else.
 */
export async function reachableCopy(user: ServerUser | undefined, folder: string): Promise<string> {
  if (user === undefined || (await isOpenToOthers(folder))) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const copy = path.join(tmpdir(), `dbvc-postgres-${name}-${path.basename(folder)}`);
  const { mtimeMs } = await stat(folder);
  await installOnce(copy, String(mtimeMs), async (target) => {
    await cp(folder, target, { recursive: true, verbatimSymlinks: true });
  });
  return copy;
}

async function isOpenToOthers(folder: string): Promise<boolean> {
  for (let at = folder; ; at = path.dirname(at)) {
    const { mode } = await stat(at);
    if ((mode & constants.S_IXOTH) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
