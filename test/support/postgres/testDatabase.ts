import { Client, type ClientConfig, type Pool } from 'pg';

/** One row of a result, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** A database of one test. */
export interface TestDatabase {
  readonly name: string;
  /** Its address for the superuser. */
  readonly url: string;
  /** Runs SQL as the superuser; several statements (without values) run as one implicit transaction. */
  query(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** A second database with the same content, by CREATE DATABASE … TEMPLATE. Needs no other open session. */
  clone(): Promise<TestDatabase>;
  /** Ends the session that {@link query} uses; the next query opens another. */
  close(): Promise<void>;
  /** Ends every session in it and drops it. */
  drop(): Promise<void>;
}

/** A name as PostgreSQL reads it in SQL, always quoted. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The database at an address, reached the way `connection` says; connects with the first query. */
export function openDatabase(
  name: string,
  url: string,
  connection: ClientConfig,
  dropIt: () => Promise<void>,
  create?: (template: string) => Promise<TestDatabase>,
): TestDatabase {
  let client: Promise<Client> | undefined;
  const close = async (): Promise<void> => {
    const open = client;
    client = undefined;
    if (open !== undefined) await (await open).end();
  };
  return {
    name,
    url,
    query: async (sql, values) => {
      client ??= connect(connection);
      return queryRows(await client, sql, values);
    },
    clone: async () => {
      if (create === undefined) throw new Error(`${name} cannot be cloned`);
      await close();
      return create(name);
    },
    close,
    drop: async () => {
      await close();
      await dropIt();
    },
  };
}

/** The rows of a statement, or of the last of several (without values), which run as one implicit transaction. */
export async function queryRows(
  session: Client | Pool,
  sql: string,
  values?: readonly unknown[],
): Promise<readonly Row[]> {
  if (values !== undefined) return (await session.query<Row>(sql, [...values])).rows;
  // pg answers several statements with an array of results, which its types do not say.
  const results: unknown = await session.query(sql);
  const last: unknown = Array.isArray(results) ? results.at(-1) : results;
  return (last as { readonly rows: readonly Row[] }).rows;
}

async function connect(connection: ClientConfig): Promise<Client> {
  const client = new Client({ ...connection, application_name: 'dbvc-test' });
  // A server that a test stops, or a session it terminates, must fail that test's query, not the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
