import { catalogOfJson } from '../core/snapshot/catalogJson.js';
import { type SavedDatabase, savedDatabase } from '../core/snapshot/savedDatabase.js';

/** The web shop on SQL Server as two saved catalogs: there is no SQL Server that could come with DBVC. */
export async function openSqlServerDemo(): Promise<{
  readonly source: SavedDatabase;
  readonly target: SavedDatabase;
}> {
  const [source, target] = await Promise.all([
    import('./sqlServer/source.json', { with: { type: 'json' } }),
    import('./sqlServer/target.json', { with: { type: 'json' } }),
  ]);
  return {
    source: savedDatabase(
      { label: 'SQL Server demo source', address: 'demo:sqlserver-source', environment: 'development' },
      catalogOfJson(source.default),
    ),
    target: savedDatabase(
      { label: 'SQL Server demo target', address: 'demo:sqlserver-target', environment: 'staging' },
      catalogOfJson(target.default),
    ),
  };
}
