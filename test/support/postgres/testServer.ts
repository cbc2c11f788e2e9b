import { randomBytes } from 'node:crypto';
import { type ClientConfig, Pool } from 'pg';
import * as z from 'zod';
import { openDatabase, queryRows, quoteIdentifier, type Row, type TestDatabase } from './testDatabase.js';
import { BROKER_VARIABLE, SharedServers } from './serverBroker.js';
import type { PostgresMajor } from './serverBinaries.js';
import {
  startServerProcess,
  type ServerDescription,
  type ServerOptions,
  type ServerProcess,
} from './serverProcess.js';

/** A login without superuser rights, and its password. */
export interface TestLogin {
  readonly name: string;
  readonly password: string;
}

/** A PostgreSQL server with whatever a test needs from it. */
export interface TestServer extends ServerDescription {
  /** The address of one of its databases, for the superuser unless another login is given. */
  url(database: string, login?: TestLogin): string;
  /** A new database with a name of its own, after `setupSql` ran in it. The test drops it. */
  createDatabase(setupSql?: string): Promise<TestDatabase>;
  /** A new login with a name of its own; roles are the whole server's, so a test shares no names. */
  createLogin(): Promise<TestLogin>;
  /** Runs SQL as the superuser in the database `postgres`. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** A server of one test alone, which stops it itself. */
export interface PrivateServer extends TestServer {
  stop(): Promise<void>;
}

/** Servers of a process that runs outside a mocha run with our global set-up. */
const ownServers = new SharedServers();

/**
 * The server of one major that the whole test run shares; it is stopped when the run ends. Where
 * DBVC_TEST_PG<major>_URL names a superuser's address of a running server, that one is used instead.
 */
export async function startPostgres(major: PostgresMajor, options: ServerOptions = {}): Promise<TestServer> {
  const existing = process.env[`DBVC_TEST_PG${String(major)}_URL`];
  const isPlain = Object.keys(options).length === 0;
  if (existing !== undefined && isPlain) return serverOf(describeExisting(major, existing));
  const broker = process.env[BROKER_VARIABLE];
  if (broker === undefined) return serverOf(await ownServers.get({ major, options }));
  const response = await fetch(broker, { method: 'POST', body: JSON.stringify({ major, options }) });
  const body = await response.text();
  if (!response.ok) throw new Error(body);
  return serverOf(descriptionSchema.parse(JSON.parse(body)));
}

/** Stops what {@link startPostgres} started in this process when there is no run to do it. */
export async function stopOwnPostgres(): Promise<void> {
  await ownServers.stop();
}

/** A server for one test alone: for killing it, filling it, or giving it odd settings. */
export async function startPrivatePostgres(
  major: PostgresMajor,
  options: ServerOptions = {},
): Promise<PrivateServer> {
  const server: ServerProcess = await startServerProcess(major, options);
  return { ...serverOf(server.description), stop: () => server.stop() };
}

const descriptionSchema = z.custom<ServerDescription>(
  (value) => z.object({ host: z.string(), port: z.number(), pid: z.number() }).safeParse(value).success,
);

function describeExisting(major: PostgresMajor, address: string): ServerDescription {
  const url = new URL(address);
  return {
    major,
    host: url.hostname,
    port: Number(url.port === '' ? '5432' : url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    pid: 0,
  };
}

function serverOf(description: ServerDescription): TestServer {
  const url = (database: string, login?: TestLogin): string => addressOf(description, database, login);
  // The superuser comes in through the socket where there is one: whatever the server asks of others.
  const connection = (database: string): ClientConfig => ({
    host: description.socketFolder ?? description.host,
    port: description.port,
    user: description.user,
    password: description.password,
    database,
  });
  const query = (sql: string, values?: readonly unknown[]): Promise<readonly Row[]> =>
    queryRows(maintenanceOf(description, connection('postgres')), sql, values);

  const create = async (template: string | undefined): Promise<TestDatabase> => {
    const name = `t_${randomBytes(6).toString('hex')}`;
    const from = quoteIdentifier(template ?? 'template0');
    // Copying files beats writing the template through WAL, which became the default with 15.
    const strategy = description.major >= 15 ? ' strategy = file_copy' : '';
    await query(`create database ${quoteIdentifier(name)} template = ${from}${strategy}`);
    const drop = async (): Promise<void> => {
      if (description.major < 13) {
        await query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
      }
      const force = description.major < 13 ? '' : ' with (force)';
      try {
        await query(`drop database if exists ${quoteIdentifier(name)}${force}`);
      } catch (error) {
        // A database with subscriptions cannot be dropped.
        if (!String(error).includes('being used by logical replication subscription')) throw error;
        await dropSubscriptions(openDatabase(name, url(name), connection(name), () => Promise.resolve()));
        await query(`drop database ${quoteIdentifier(name)}`);
      }
    };
    return openDatabase(name, url(name), connection(name), drop, create);
  };

  return {
    ...description,
    url,
    query,
    createDatabase: async (setupSql) => {
      const database = await create(undefined);
      if (setupSql !== undefined) await database.query(setupSql);
      return database;
    },
    createLogin: async () => {
      const login = {
        name: `login_${randomBytes(6).toString('hex')}`,
        password: randomBytes(9).toString('hex'),
      };
      await query(`create role ${quoteIdentifier(login.name)} login password '${login.password}'`);
      return login;
    },
  };
}

/** Sessions of this process in the database `postgres` of each server: nobody uses it as a template, which they would block. */
const maintenance = new Map<string, Pool>();

function maintenanceOf({ port, pid }: ServerDescription, connection: ClientConfig): Pool {
  // Another server may get the port of one that ended.
  const key = `${String(port)} ${String(pid)}`;
  let pool = maintenance.get(key);
  if (pool === undefined) {
    pool = new Pool({ ...connection, application_name: 'dbvc-test', max: 4, allowExitOnIdle: true });
    // A server that a test stops ends them, which must fail that test's queries, not the process.
    pool.on('error', () => undefined);
    maintenance.set(key, pool);
  }
  return pool;
}

async function dropSubscriptions(database: TestDatabase): Promise<void> {
  const subscriptions = await database.query(
    `select s.subname as name from pg_subscription as s join pg_database as d on d.oid = s.subdbid
     where d.datname = current_database()`,
  );
  for (const { name } of subscriptions) {
    const quoted = quoteIdentifier(String(name));
    await database.query(`alter subscription ${quoted} disable`);
    await database.query(`alter subscription ${quoted} set (slot_name = none)`);
    await database.query(`drop subscription ${quoted}`);
  }
  await database.close();
}

function addressOf(server: ServerDescription, database: string, login: TestLogin | undefined): string {
  const name = encodeURIComponent(login?.name ?? server.user);
  const password = encodeURIComponent(login?.password ?? server.password);
  return `postgresql://${name}:${password}@${server.host}:${String(server.port)}/${encodeURIComponent(database)}`;
}
