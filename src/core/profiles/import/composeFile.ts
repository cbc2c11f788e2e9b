import { parse } from 'yaml';
import * as z from 'zod';
import { Secret } from '../../secret.js';
import type { ProfileAddress } from '../addressOfConnection.js';
import type { Found, FoundConnection } from './foundConnection.js';
import { interpolate } from './interpolate.js';

const scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => String(value ?? ''));

const serviceSchema = z.object({
  image: z.string().optional(),
  environment: z.union([z.record(z.string(), scalar), z.array(scalar)]).optional(),
  ports: z
    .array(
      z.union([
        scalar,
        z.object({ target: scalar, published: scalar.optional(), host_ip: z.string().optional() }),
      ]),
    )
    .optional(),
});

const composeSchema = z.object({ services: z.record(z.string(), z.unknown()) });

type Variables = Readonly<Record<string, string | undefined>>;

/** Images that hold a PostgreSQL or are made from one (Postgres, PostGIS, pgvector, TimescaleDB …), and SQL Server's. */
const postgresImage =
  /(?:^|[/-])(?:postgres(?:ql)?|postgis|pgvector|timescaledb(?:-ha)?|pgrouting|supabase\/postgres)(?=$|[:@-])/i;
const sqlServerImage = /(?:^|\/)(?:mssql\/server|azure-sql-edge)(?=$|[:@])/i;

/**
 * Databases among the services of a compose file that this computer can reach by a published port. `variables` fill in
 * what the file refers to. The text is somebody's: what has another form than it should is a problem and no error.
 */
export function connectionsOfCompose(text: string, place: string, variables: Variables): Found {
  let data: unknown;
  try {
    data = parse(text, { merge: true });
  } catch (error) {
    // The parser quotes the lines around the error, which may hold a password.
    const reason = error instanceof Error ? (error.message.split(/ at line |:\n|\n/)[0] ?? '') : '';
    return { connections: [], problems: [`${place} is not YAML: ${reason}.`] };
  }
  const file = composeSchema.safeParse(data);
  if (!file.success) return { connections: [], problems: [] };
  const connections: FoundConnection[] = [];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(file.data.services)) {
    const service = serviceSchema.safeParse(value);
    if (!service.success) continue;
    const image = interpolate(service.data.image ?? '', variables);
    const environment = environmentOf(service.data.environment, variables);
    const database = databaseOf(image, environment);
    if (database === undefined) continue;
    const published = (service.data.ports ?? []).map((port) => publishedPort(port, database.port, variables));
    const at = published.find((port) => port !== undefined);
    if (at === undefined) {
      problems.push(
        `${place}, service ${name}: it publishes no port, so that it cannot be reached from here.`,
      );
      continue;
    }
    connections.push({
      name,
      place,
      spot: `service ${name}`,
      profile: { ...database.address, host: at.host, port: at.port },
      ...(database.password === undefined ? {} : { password: new Secret(database.password) }),
    });
  }
  return { connections, problems };
}

interface ComposeDatabase {
  /** Inside the container. */
  readonly port: number;
  readonly address: ProfileAddress;
  readonly password?: string;
}

function databaseOf(image: string, environment: Variables): ComposeDatabase | undefined {
  const get = (name: string): string | undefined =>
    environment[name] === '' ? undefined : environment[name];
  if (sqlServerImage.test(image)) {
    const password = get('MSSQL_SA_PASSWORD') ?? get('SA_PASSWORD');
    return {
      port: 1433,
      // The container makes its certificate itself.
      address: { engine: 'mssql', database: 'master', user: 'sa', tls: { mode: 'require' } },
      ...(password === undefined ? {} : { password }),
    };
  }
  if (!postgresImage.test(image) && get('POSTGRES_PASSWORD') === undefined) return undefined;
  // As the image's start script has it.
  const user = get('POSTGRES_USER') ?? 'postgres';
  const password = get('POSTGRES_PASSWORD');
  return {
    port: 5432,
    address: { engine: 'postgres', database: get('POSTGRES_DB') ?? user, user },
    ...(password === undefined ? {} : { password }),
  };
}

function environmentOf(
  environment: z.infer<typeof serviceSchema>['environment'],
  variables: Variables,
): Variables {
  const pairs = Array.isArray(environment)
    ? environment.map((line): readonly [string, string | undefined] => {
        const equals = line.indexOf('=');
        // A name alone takes the value from outside.
        return equals === -1 ? [line, variables[line]] : [line.slice(0, equals), line.slice(equals + 1)];
      })
    : Object.entries(environment ?? {});
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, value === undefined ? undefined : interpolate(value, variables)]),
  );
}

type Port = NonNullable<z.infer<typeof serviceSchema>['ports']>[number];

/** Where a port of the container is to be found on this computer; undefined for another port, or one left to chance. */
function publishedPort(
  port: Port,
  inside: number,
  variables: Variables,
): { readonly host: string; readonly port: number } | undefined {
  const parts =
    typeof port === 'string'
      ? /^(?:(.*):)?(\d+):(\d+)(?:\/tcp)?$/.exec(interpolate(port, variables))?.slice(1)
      : [port.host_ip, interpolate(port.published ?? '', variables), port.target];
  const [host, outer, target] = parts ?? [];
  if (Number(target) !== inside || !/^\d{1,5}$/.test(outer ?? '')) return undefined;
  const address = (host ?? '').replace(/^\[|\]$/g, '');
  const isAny = address === '' || address === '0.0.0.0' || address === '::';
  return { host: isAny ? 'localhost' : address, port: Number(outer) };
}
