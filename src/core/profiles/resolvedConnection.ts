import type { ConnectionSettings } from './connectionSettings.js';
import type { ParsedConnection } from './parsedConnection.js';

/** Settings, with what a person must know about how they came about. */
export interface ResolvedConnection {
  readonly settings: ConnectionSettings;
  /** E.g. that the password file was not read because others can read it too. */
  readonly warnings: readonly string[];
}

/** Milliseconds that a connection may take where nobody says otherwise. libpq waits for ever; a person does not. */
export const defaultConnectTimeout = 10_000;

/** The parameters that were read over, in one sentence. */
export function ignoredWarning(connection: ParsedConnection): readonly string[] {
  if (connection.ignored.length === 0) return [];
  return [`Connection parameters that DBVC does not use: ${connection.ignored.join(', ')}.`];
}
