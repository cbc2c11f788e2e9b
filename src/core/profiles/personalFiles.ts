import type { Machine } from './machine.js';

/** Where packages put the system's service file when PGSYSCONFDIR does not say. */
const systemConfiguration = '/etc/postgresql-common';

/** libpq keeps a person's files in the home directory, and on Windows in %APPDATA%\postgresql. */
export function userFile(machine: Machine, unixName: string, windowsName: string): string {
  if (machine.platform !== 'win32') return `${machine.homeDirectory}/${unixName}`;
  const roaming = machine.env['APPDATA'] ?? `${machine.homeDirectory}\\AppData\\Roaming`;
  return `${roaming}\\postgresql\\${windowsName}`;
}

/** The person's service file, which goes first, and the system's. `own` is one that is named elsewhere. */
export function serviceFilePaths(
  machine: Machine,
  own = machine.env['PGSERVICEFILE'],
): readonly [string, string] {
  const directory = machine.env['PGSYSCONFDIR'] ?? systemConfiguration;
  return [own ?? userFile(machine, '.pg_service.conf', '.pg_service.conf'), `${directory}/pg_service.conf`];
}

/** The person's password file. `own` is one that is named elsewhere. */
export function passwordFilePath(machine: Machine, own = machine.env['PGPASSFILE']): string {
  return own ?? userFile(machine, '.pgpass', 'pgpass.conf');
}
