import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { appendFile, chmod, mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../freePort.js';
import { onExit } from '../onExit.js';
import { runChecked } from '../runProcess.js';
import { makeCertificates, type Certificates } from './certificates.js';
import { serverBinaries, type PostgresMajor } from './serverBinaries.js';
import { giveTo, reachableCopy, serverUser, type ServerUser } from './serverUser.js';

/** What a test wants a server to be; the defaults suit nearly every test. */
export interface ServerOptions {
  /** `off` (default), `offered` beside plain connections, or `required`. */
  readonly tls?: 'off' | 'offered' | 'required';
  /** How logins prove who they are over TCP: not at all (default), by password, or by client certificate. */
  readonly authentication?: 'trust' | 'scram-sha-256' | 'cert';
  /** Further settings, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running server as plain data, so that it can be handed from one process to another. */
export interface ServerDescription {
  readonly major: PostgresMajor;
  readonly host: string;
  readonly port: number;
  /** The folder of the Unix socket, where there is one. Connections through it are always trusted. */
  readonly socketFolder?: string;
  readonly user: string;
  readonly password: string;
  /** The process id of the postmaster; 0 for a server that was there before. */
  readonly pid: number;
  readonly certificates?: Certificates;
}

/** A server that this process started and has to stop. */
export interface ServerProcess {
  readonly description: ServerDescription;
  stop(): Promise<void>;
}

const SUPERUSER = 'postgres';
const SUPERUSER_PASSWORD = 'postgres-test';

/** Makes a data directory and starts a server on it. */
export async function startServerProcess(
  major: PostgresMajor,
  options: ServerOptions = {},
): Promise<ServerProcess> {
  const user = await serverUser();
  const native = await reachableCopy(user, await serverBinaries(major));
  const folder = await mkdtemp(path.join(await fastFolder(), `dbvc-pg${String(major)}-`));
  // The parent of the data directory holds the socket, which clients of another user must reach.
  await chmod(folder, 0o755);
  await giveTo(user, folder);
  try {
    const data = path.join(folder, 'data');
    await initialise(native, user, folder, data);
    const certificates = await addTls(options, user, folder, data);
    await writeFile(path.join(data, 'pg_hba.conf'), accessRules(options));
    await writeSettings(data, options);
    const port = await freePort();
    const child = await launch(path.join(native, 'bin', 'postgres'), user, folder, data, port);
    return {
      description: {
        major,
        host: '127.0.0.1',
        port,
        ...(process.platform === 'win32' ? {} : { socketFolder: folder }),
        user: SUPERUSER,
        password: SUPERUSER_PASSWORD,
        pid: child.pid ?? 0,
        ...(certificates === undefined ? {} : { certificates }),
      },
      stop: async () => {
        await terminate(child);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Linux's file system in memory, where making a database takes half the time; only where there is much room in it. */
const MEMORY_FOLDER = '/dev/shm';
const NEEDED_BYTES = 4 * 1024 ** 3;

async function fastFolder(): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(MEMORY_FOLDER);
    return bavail * bsize >= NEEDED_BYTES ? MEMORY_FOLDER : tmpdir();
  } catch {
    return tmpdir();
  }
}

async function initialise(
  native: string,
  user: ServerUser | undefined,
  folder: string,
  data: string,
): Promise<void> {
  const passwordFile = path.join(folder, 'password');
  await writeFile(passwordFile, SUPERUSER_PASSWORD);
  await giveTo(user, passwordFile);
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  await runChecked(
    path.join(native, 'bin', 'initdb'),
    [
      '--no-sync',
      '--auth=trust',
      '--encoding=UTF8',
      `--locale=${locale}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      `--pgdata=${data}`,
    ],
    { cwd: folder, ...user },
  );
  await rm(passwordFile);
}

async function addTls(
  options: ServerOptions,
  user: ServerUser | undefined,
  folder: string,
  data: string,
): Promise<Certificates | undefined> {
  if ((options.tls ?? 'off') === 'off') return undefined;
  const certificateFolder = path.join(folder, 'certificates');
  await mkdir(certificateFolder);
  const certificates = await makeCertificates(certificateFolder);
  await giveTo(user, certificates.serverKey);
  await appendFile(
    path.join(data, 'postgresql.conf'),
    [
      'ssl = on',
      `ssl_ca_file = '${certificates.authority}'`,
      `ssl_cert_file = '${certificates.serverCertificate}'`,
      `ssl_key_file = '${certificates.serverKey}'`,
      '',
    ].join('\n'),
  );
  return certificates;
}

function accessRules(options: ServerOptions): string {
  const authentication = options.authentication ?? 'trust';
  const connection = options.tls === 'required' || authentication === 'cert' ? 'hostssl' : 'host';
  return [
    'local all all trust',
    `${connection} all all 127.0.0.1/32 ${authentication}`,
    `${connection} all all ::1/128 ${authentication}`,
    '',
  ].join('\n');
}

async function writeSettings(data: string, options: ServerOptions): Promise<void> {
  const settings = {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    // It would look into hundreds of databases that live for seconds.
    autovacuum: 'off',
    shared_buffers: '64MB',
    max_connections: '200',
    max_locks_per_transaction: '256',
    max_wal_size: '512MB',
    lc_messages: 'C',
    timezone: 'UTC',
    log_destination: 'stderr',
    ...options.settings,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  await appendFile(path.join(data, 'postgresql.conf'), `${lines.join('\n')}\n`);
}

/** Resolves when the server accepts connections; rejects with its log when it ends before. */
function launch(
  postgres: string,
  user: ServerUser | undefined,
  folder: string,
  data: string,
  port: number,
): Promise<ChildProcess> {
  const socket = process.platform === 'win32' ? [] : ['-k', folder];
  return new Promise((resolve, reject) => {
    const child = spawn(postgres, ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...socket], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...user,
    });
    let log = '';
    const early = (): void => {
      reject(new Error(`PostgreSQL ended before it was ready\n${log}`));
    };
    child.once('exit', early);
    child.once('error', reject);
    child.stderr.on('data', (chunk: Buffer) => {
      // Keep draining after the start: a full pipe would stop the server.
      if (child.exitCode !== null || log.includes(READY)) return;
      log += chunk.toString('utf8');
      if (!log.includes(READY)) return;
      child.off('exit', early);
      stopWithThisProcess(child, folder);
      // Neither the server nor its log keeps the test process alive.
      child.unref();
      if (child.stderr instanceof Socket) child.stderr.unref();
      resolve(child);
    });
  });
}

const READY = 'database system is ready to accept connections';

/** A test run that ends early (process.exit, an uncaught error, a signal) must not leave a server behind. */
function stopWithThisProcess(child: ChildProcess, folder: string): void {
  const cancel = onExit(() => {
    child.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  child.once('exit', cancel);
}

async function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  await new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    // SIGINT is PostgreSQL's fast shutdown: it ends the sessions that a failed test left open.
    child.kill('SIGINT');
  });
}
