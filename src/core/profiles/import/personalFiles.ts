import { listServices } from '../serviceFile.js';
import { listLogins } from '../passwordFile.js';
import type { Found } from './foundConnection.js';

/** The sections of pg_service.conf. A profile names the section: the file stays what says where it leads. */
export function connectionsOfServiceFile(text: string, place: string): Found {
  return {
    connections: listServices(text).map((service) => ({
      name: service,
      place,
      spot: `[${service}]`,
      profile: { engine: 'postgres', service },
    })),
    problems: [],
  };
}

/** The lines of .pgpass that name one database. Their passwords stay where they are: DBVC looks there when it connects. */
export function connectionsOfPasswordFile(text: string, place: string): Found {
  return {
    connections: listLogins(text).map(({ host, port, database, user, line }) => ({
      name: `${database}@${host}`,
      place,
      spot: `line ${String(line)}`,
      profile: { engine: 'postgres', host, ...(port === undefined ? {} : { port }), database, user },
    })),
    problems: [],
  };
}
