import { parseEnv } from 'node:util';
import { DbvcError } from '../../errors.js';
import { addressOfConnection } from '../addressOfConnection.js';
import { isConnectionString, parseConnectionString } from '../connectionString.js';
import type { ParsedConnection } from '../parsedConnection.js';
import { environmentConnection } from '../postgresEnvironment.js';
import type { Found, FoundConnection } from './foundConnection.js';
import { interpolate } from './interpolate.js';
import { nameOfConnection } from './nameOfConnection.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** URLs of engines that DBVC compares: other services' URLs stand in the same files. */
const url = /^(?:jdbc:)?(?:postgres(?:ql)?|mssql|sqlserver):/i;

/** Values by name, with references to one another filled in. */
export function readEnvFile(text: string): Variables {
  const raw: Variables = parseEnv(text);
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name,
      // A dollar of a password is no reference.
      value?.includes('${') === true
        ? value.replace(/\$\{[^{}]*\}/g, (part) => interpolate(part, raw))
        : value,
    ]),
  );
}

/** Connections in the variables of a `.env` file or of the environment: URLs under any name, and libpq's own variables. */
export function connectionsOfVariables(variables: Variables, place: string): Found {
  const connections: FoundConnection[] = [];
  const problems: string[] = [];
  const add = (spot: string, read: () => ParsedConnection): void => {
    try {
      const connection = read();
      connections.push({
        name: nameOfConnection(connection),
        place,
        spot,
        profile: addressOfConnection(connection),
        ...(connection.password === undefined ? {} : { password: connection.password }),
      });
    } catch (error) {
      if (!(error instanceof DbvcError)) throw error;
      problems.push(`${place}, ${spot}: ${error.message}`);
    }
  };
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined || !url.test(value) || !isConnectionString(value)) continue;
    add(name, () => parseConnectionString(value));
  }
  const own = ['PGHOST', 'PGDATABASE', 'PGSERVICE'].filter((name) => (variables[name] ?? '') !== '');
  if (own.length > 0) add(own.join(', '), () => environmentConnection(variables));
  return { connections, problems };
}
