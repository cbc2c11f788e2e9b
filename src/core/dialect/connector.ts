import type { ConnectionSettings } from '../profiles/connectionSettings.js';
import type { Logger } from '../logger.js';
import type { Database, Environment } from './session.js';

/** What a profile adds to a connection. */
export interface DatabaseLabels {
  readonly label: string;
  readonly profile?: string;
  readonly environment?: Environment;
  readonly readOnly?: boolean;
}

/** Makes databases out of settings. Opens nothing by itself; the driver is loaded by the first `open`. */
export interface Connector {
  database(settings: ConnectionSettings, labels: DatabaseLabels, logger: Logger): Database;
}
