import { randomBytes } from 'node:crypto';
import type { Database } from '../../../src/core/dialect/session.js';
import { isHosted, majorOf } from '../../../src/dialects/mssql/session/serverInfo.js';
import { connectSqlServer } from './convergence.js';
import type { SqlServerCase } from './moduleCases.js';

/** The address of a real SQL Server with the rights to create databases; undefined where none is named. */
export const liveServerUrl: string | undefined = process.env['DBVC_TEST_MSSQL_URL'];

export interface LiveDatabase {
  readonly database: Database;
  /** Runs a script as sqlcmd does, batch by batch; rejects at the first error. */
  runScript(script: string): Promise<void>;
  drop(): Promise<void>;
}

/** Whether the real server has what a case needs. */
export async function liveServerHas(
  server: string,
  { major = 0, fullText }: NonNullable<SqlServerCase['needs']>,
): Promise<boolean> {
  const session = await (await connectSqlServer(server)).open({ purpose: 'read' });
  try {
    const [row] = await session.query(
      "select convert(int, fulltextserviceproperty('IsFullTextInstalled')) as full_text",
    );
    const isNewEnough = isHosted(session.server) || majorOf(session.server) >= major;
    return isNewEnough && (fullText !== true || row?.['full_text'] === 1);
  } finally {
    await session.close();
  }
}

/** Makes a database of the test's own on the real server. */
export async function createLiveDatabase(server: string, script: string): Promise<LiveDatabase> {
  const name = `dbvc_test_${randomBytes(6).toString('hex')}`;
  const run = async (url: string, batches: readonly string[]): Promise<void> => {
    const session = await (await connectSqlServer(url)).open({ purpose: 'apply' });
    try {
      for (const batch of batches) if (batch.trim() !== '') await session.query(batch);
    } finally {
      await session.close();
    }
  };
  const address = new URL(server);
  address.pathname = `/${name}`;
  const url = address.toString();
  await run(server, [`CREATE DATABASE [${name}]`]);
  const runScript = (text: string): Promise<void> => run(url, text.split(/^[ \t]*GO[ \t]*$/m));
  await runScript(script);
  return {
    database: await connectSqlServer(url),
    runScript,
    drop: () =>
      run(server, [
        `ALTER DATABASE [${name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE`,
        `DROP DATABASE [${name}]`,
      ]),
  };
}
