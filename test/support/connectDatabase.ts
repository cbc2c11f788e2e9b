import type { Database } from '../../src/core/dialect/session.js';
import { silentLogger } from '../../src/core/logger.js';
import { parseConnectionString } from '../../src/core/profiles/connectionString.js';
import { localMachine } from '../../src/core/profiles/machine.js';
import { resolveConnection } from '../../src/core/profiles/resolveConnection.js';
import { loadDialect } from '../../src/dialects/registry.js';

/** The database at an address, as the front ends connect to it; no environment and no password file is looked at. */
export async function connectDatabase(
  url: string,
  labels: { readonly label?: string; readonly readOnly?: boolean } = {},
): Promise<Database> {
  const dialect = await loadDialect('postgres');
  const { settings } = await resolveConnection(parseConnectionString(url), localMachine({}));
  return dialect.connector.database(settings, { label: 'test', ...labels }, silentLogger);
}
