import { DbvcError } from '../errors.js';
import type { Secret } from '../secret.js';
import type { ConnectionSettings, TlsMode, TlsSettings } from './connectionSettings.js';
import type { Machine } from './machine.js';
import type { PostgresConnection } from './parsedConnection.js';
import { findPassword } from './passwordFile.js';
import { passwordFilePath, serviceFilePaths, userFile } from './personalFiles.js';
import { environmentConnection } from './postgresEnvironment.js';
import type { PostgresParameters } from './postgresParameters.js';
import { defaultConnectTimeout, ignoredWarning } from './resolvedConnection.js';
import type { ResolvedConnection } from './resolvedConnection.js';
import { findService } from './serviceFile.js';

/** Where libpq is built to look for sockets: Debian, Red Hat and the project's own builds. */
const socketDirectories = ['/var/run/postgresql', '/run/postgresql', '/tmp'];

/**
 * Settings by libpq's precedence: the string, then the service, then the environment, then defaults.
 * Throws `invalid-input` as `resolveConnection` says.
 */
export async function resolvePostgres(
  connection: PostgresConnection,
  given: Secret | undefined,
  machine: Machine,
): Promise<ResolvedConnection> {
  const warnings = [...ignoredWarning(connection)];
  const environment = environmentConnection(machine.env);
  const service = await serviceConnection(connection, environment, machine);
  const parameters: PostgresParameters = {
    ...environment.parameters,
    ...service?.parameters,
    ...connection.parameters,
  };
  const port = Number(parameters.port ?? '5432');
  const host = parameters.host ?? parameters.hostaddr ?? (await defaultHost(port, machine));
  const user = parameters.user ?? machine.userName;
  if (user === '') throw new DbvcError('invalid-input', 'The connection names no user.');
  const database = parameters.dbname ?? user;
  const password =
    given ??
    service?.password ??
    environment.password ??
    (await filePassword({ host, port, database, user }, parameters.passfile, machine, warnings));
  const keyPassword = connection.keyPassword ?? service?.keyPassword;
  const settings: ConnectionSettings = {
    engine: 'postgres',
    host,
    ...(parameters.hostaddr === undefined ? {} : { hostAddress: parameters.hostaddr }),
    port,
    database,
    user,
    ...(parameters.role === undefined ? {} : { role: parameters.role }),
    ...(password === undefined ? {} : { password }),
    tls: await tlsSettings(parameters, keyPassword, machine),
    applicationName: parameters.application_name ?? parameters.fallback_application_name ?? 'dbvc',
    connectTimeout: connectTimeout(parameters.connect_timeout),
    ...(parameters.options === undefined ? {} : { serverOptions: parameters.options }),
  };
  return { settings, warnings };
}

/** Zero and negative numbers mean no limit in libpq. */
function connectTimeout(seconds: string | undefined): number {
  return seconds === undefined ? defaultConnectTimeout : Math.max(0, Number(seconds)) * 1000;
}

async function defaultHost(port: number, machine: Machine): Promise<string> {
  if (machine.platform === 'win32') return 'localhost';
  for (const directory of socketDirectories) {
    if (await machine.exists(`${directory}/.s.PGSQL.${String(port)}`)) return directory;
  }
  return 'localhost';
}

async function serviceConnection(
  connection: PostgresConnection,
  environment: PostgresConnection,
  machine: Machine,
): Promise<PostgresConnection | undefined> {
  const service = connection.parameters.service ?? environment.parameters.service;
  if (service === undefined) return undefined;
  const [own, system] = serviceFilePaths(
    machine,
    connection.parameters.servicefile ?? environment.parameters.servicefile,
  );
  for (const path of [own, system]) {
    const file = await machine.readFile(path);
    const found = file === undefined ? undefined : findService(file.text, service, path);
    if (found !== undefined) return found;
  }
  throw new DbvcError('invalid-input', `The connection service "${service}" is not defined.`, {
    hint: `DBVC looked for [${service}] in ${own} and ${system}.`,
  });
}

interface Login {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

async function filePassword(
  login: Login,
  passfile: string | undefined,
  machine: Machine,
  warnings: string[],
): Promise<Secret | undefined> {
  const path = passwordFilePath(machine, passfile);
  const file = await machine.readFile(path);
  if (file === undefined) return undefined;
  if (file.mode !== undefined && (file.mode & 0o077) !== 0) {
    warnings.push(
      `The password file ${path} was not read: its group or everyone can read it. Make it private with chmod 0600.`,
    );
    return undefined;
  }
  const hosts = socketDirectories.includes(login.host) ? ['localhost', login.host] : [login.host];
  return findPassword(file.text, { ...login, hosts });
}

async function tlsSettings(
  parameters: PostgresParameters,
  keyPassword: Secret | undefined,
  machine: Machine,
): Promise<TlsSettings> {
  const root = parameters.sslrootcert ?? (await defaultFile('root.crt', machine));
  const certificate = parameters.sslcert ?? (await defaultFile('postgresql.crt', machine));
  const key =
    parameters.sslkey ??
    (certificate === undefined ? undefined : await defaultFile('postgresql.key', machine));
  // The system's store knows a great many servers: only the host's name makes it mean something (libpq 16).
  const fallback: TlsMode = root === 'system' ? 'verify-full' : 'prefer';
  const mode = tlsMode(parameters.sslmode) ?? fallback;
  if (root === 'system' && mode !== 'verify-full') {
    throw new DbvcError('invalid-input', `sslmode=${mode} is too weak for sslrootcert=system.`, {
      hint: 'Use sslmode=verify-full.',
    });
  }
  return {
    mode,
    ...(root === undefined ? {} : { rootCertificate: root }),
    ...(certificate === undefined ? {} : { certificate }),
    ...(key === undefined ? {} : { key }),
    ...(keyPassword === undefined ? {} : { keyPassword }),
    ...(parameters.sslnegotiation === 'direct' ? { negotiation: 'direct' } : {}),
    ...(parameters.channel_binding === 'require' ? { channelBinding: 'require' } : {}),
  };
}

/** The parameter was checked when it was collected. */
function tlsMode(text: string | undefined): TlsMode | undefined {
  switch (text) {
    case 'disable':
    case 'allow':
    case 'prefer':
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return text;
    default:
      return undefined;
  }
}

async function defaultFile(name: string, machine: Machine): Promise<string | undefined> {
  const path = userFile(machine, `.postgresql/${name}`, name);
  return (await machine.exists(path)) ? path : undefined;
}
