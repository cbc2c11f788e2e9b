import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installOnce } from '../installOnce.js';
import { testCache } from '../projectRoot.js';
import { runChecked, runProcess } from '../runProcess.js';

/** pg_dump refuses servers newer than itself, and dumps every older one. */
const NEEDED_MAJOR = 18;
/** The Debian suite whose postgresql-client is new enough. */
const SUITE = 'forky';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** A program and the arguments that come before the caller's own. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

let found: Promise<Program> | undefined;

/**
 * A pg_dump for every major that the tests use: the one named by DBVC_TEST_PG_DUMP, the one on the
 * PATH when it is new enough, and otherwise one from a newer Debian, unpacked beside its own C library.
 */
export function dumpProgram(): Promise<Program> {
  found ??= findDumpProgram();
  return found;
}

async function findDumpProgram(): Promise<Program> {
  const named = process.env['DBVC_TEST_PG_DUMP'];
  const candidate = named ?? 'pg_dump';
  if (await isNewEnough(candidate)) return { file: candidate, args: [] };
  if (named !== undefined) throw new Error(`${named} is not pg_dump ${String(NEEDED_MAJOR)} or newer`);
  if (!existsSync(KEYRING)) {
    throw new Error(
      `The tests need pg_dump ${String(NEEDED_MAJOR)} on the PATH or named by DBVC_TEST_PG_DUMP; ` +
        `install postgresql-client-${String(NEEDED_MAJOR)}`,
    );
  }
  const folder = testCache(`pg-dump-${String(NEEDED_MAJOR)}`);
  await installOnce(folder, SUITE, installFromDebian);
  return unpackedProgram(folder);
}

async function isNewEnough(file: string): Promise<boolean> {
  try {
    const { code, stdout } = await runProcess(file, ['--version']);
    const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1];
    return code === 0 && major !== undefined && Number(major) >= NEEDED_MAJOR;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Uses apt with a state of its own: the system's sources and installed packages stay as they are. */
async function installFromDebian(folder: string): Promise<void> {
  const apt = path.join(tmpdir(), `dbvc-apt-${String(process.pid)}`);
  await mkdir(path.join(apt, 'lists', 'partial'), { recursive: true });
  await mkdir(path.join(apt, 'cache', 'archives', 'partial'), { recursive: true });
  await mkdir(path.join(apt, 'debs'));
  await writeFile(path.join(apt, 'status'), '');
  await writeFile(
    path.join(apt, 'sources.list'),
    `deb [signed-by=${KEYRING}] http://deb.debian.org/debian ${SUITE} main\n`,
  );
  const options = [
    `Dir::State=${apt}`,
    `Dir::State::lists=${path.join(apt, 'lists')}`,
    `Dir::State::status=${path.join(apt, 'status')}`,
    `Dir::Cache=${path.join(apt, 'cache')}`,
    `Dir::Etc::sourcelist=${path.join(apt, 'sources.list')}`,
    'Dir::Etc::sourceparts=/dev/null',
    'Debug::NoLocking=1',
    ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []),
  ].flatMap((option) => ['-o', option]);
  try {
    await runChecked('apt-get', [...options, '-qq', 'update']);
    const packages = await libraryPackages(options);
    const client = `postgresql-client-${String(NEEDED_MAJOR)}`;
    const debs = path.join(apt, 'debs');
    await runChecked('apt-get', [...options, '-qq', 'download', client, ...packages], { cwd: debs });
    for (const deb of await readdir(debs)) {
      await runChecked('dpkg', ['-x', path.join(debs, deb), path.join(apt, 'root')]);
    }
    await cp(path.join(apt, 'root', 'usr'), path.join(folder, 'usr'), {
      recursive: true,
      verbatimSymlinks: true,
    });
  } finally {
    await rm(apt, { recursive: true, force: true });
  }
}

/** pg_dump's shared libraries and theirs; the client package itself depends on perl, which pg_dump does not. */
async function libraryPackages(options: readonly string[]): Promise<readonly string[]> {
  const only = ['recommends', 'suggests', 'conflicts', 'breaks', 'replaces', 'enhances'].map(
    (relation) => `--no-${relation}`,
  );
  const roots = ['libpq5', 'libc6', 'liblz4-1', 'libzstd1', 'zlib1g'];
  const { stdout } = await runChecked('apt-cache', [...options, 'depends', '--recurse', ...only, ...roots]);
  return [...new Set(stdout.split('\n').filter((line) => /^(lib|zlib)/.test(line)))].sort();
}

async function unpackedProgram(folder: string): Promise<Program> {
  const library = path.join(folder, 'usr', 'lib');
  const triplet = (await readdir(library)).find((name) => name.endsWith('-linux-gnu'));
  const loader = await findLoader(folder);
  if (triplet === undefined || loader === undefined) throw new Error(`No pg_dump in ${folder}`);
  return {
    file: loader,
    args: [
      '--library-path',
      path.join(library, triplet),
      path.join(library, 'postgresql', String(NEEDED_MAJOR), 'bin', 'pg_dump'),
    ],
  };
}

async function findLoader(folder: string): Promise<string | undefined> {
  for (const name of ['lib64', 'lib']) {
    const candidate = path.join(folder, 'usr', name);
    if (!existsSync(candidate)) continue;
    const file = (await readdir(candidate)).find((entry) => entry.startsWith('ld-linux'));
    if (file !== undefined) return path.join(candidate, file);
  }
  return undefined;
}
