import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { silentLogger } from '../../../src/core/logger.js';
import type { Catalog } from '../../../src/core/model/catalog.js';
import { mssqlDialect } from '../../../src/dialects/mssql/dialect.js';
import { connectSqlServer } from './convergence.js';
import { startSqlServer } from './sqlServer.js';

export const demoFolder = path.resolve('src/demo/sqlServer');

/** The catalogs of the demo on SQL Server, as its scripts make them on the model. */
export async function makeDemoCatalogs(): Promise<Readonly<Record<'source' | 'target', Catalog>>> {
  const server = await startSqlServer();
  const script = (name: string): Promise<string> => readFile(path.join(demoFolder, `${name}.sql`), 'utf8');
  const make = async (name: string, database: string): Promise<Catalog> => {
    const made = server.createDatabase('');
    const problems = [...made.runScript(await script('base')), ...made.runScript(await script(name))];
    if (problems[0] !== undefined) throw problems[0];
    const options = { jobs: 1, logger: silentLogger };
    const catalog = await mssqlDialect.introspector.read(await connectSqlServer(made.url), options);
    return {
      ...catalog,
      server: {
        ...catalog.server,
        versionText: 'SQL Server 2022',
        database,
        user: 'dbo',
        identity: `demo:${database}`,
      },
      // No server is behind it that one could know too little of.
      notices: [],
      readAt: '2026-01-01T00:00:00.000Z',
    };
  };
  try {
    return { source: await make('source', 'shop_dev'), target: await make('target', 'shop_prod') };
  } finally {
    await server.close();
  }
}
