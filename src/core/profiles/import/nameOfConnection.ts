import type { ParsedConnection } from '../parsedConnection.js';

/** What a connection is called until a person says otherwise: `shop@db.example.com`. */
export function nameOfConnection(connection: ParsedConnection): string {
  const { host, database, service } =
    connection.engine === 'postgres'
      ? {
          host: connection.parameters.host,
          database: connection.parameters.dbname,
          service: connection.parameters.service,
        }
      : { host: connection.host, database: connection.database, service: undefined };
  if (service !== undefined) return service;
  const server = host === undefined || host.startsWith('/') ? 'localhost' : host;
  return database === undefined ? server : `${database}@${server}`;
}
