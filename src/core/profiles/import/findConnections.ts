import { DbvcError } from '../../errors.js';
import type { Machine } from '../machine.js';
import { serviceFilePaths, passwordFilePath } from '../personalFiles.js';
import { connectionsOfCompose } from './composeFile.js';
import { connectionsOfVariables, readEnvFile } from './envFile.js';
import { type Found, nothingFound, together } from './foundConnection.js';
import { connectionsOfPasswordFile, connectionsOfServiceFile } from './personalFiles.js';
import { connectionsOfProfilesFile } from './profilesFile.js';

/** Files of a project that are looked into, as their tools look for them. */
const envFiles = [
  '.env',
  '.env.local',
  '.env.development',
  '.env.development.local',
  '.env.test',
  '.env.staging',
  '.env.production',
];
const composeFiles = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/** What the files in a project's folder hold. A file that cannot be read is a problem and hides no other. */
export async function connectionsOfFolder(directory: string, machine: Machine): Promise<Found> {
  const names = [...envFiles, ...composeFiles];
  return together(
    await Promise.all(names.map((name) => connectionsOfFile(`${directory}/${name}`, name, machine))),
  );
}

/** What the environment and a person's own files of PostgreSQL hold. */
export async function connectionsOfPerson(machine: Machine): Promise<Found> {
  const { env } = machine;
  const services = serviceFilePaths(machine);
  const passwords = passwordFilePath(machine);
  return together([
    connectionsOfVariables(env, 'environment'),
    ...(await Promise.all(
      services.map((path) => read(path, path, machine, (text) => connectionsOfServiceFile(text, path))),
    )),
    await read(passwords, passwords, machine, (text) => connectionsOfPasswordFile(text, passwords)),
  ]);
}

/** What one file holds, by its name: an export of profiles, a compose file, a service or password file, or a `.env` file. */
export async function connectionsOfFile(path: string, place: string, machine: Machine): Promise<Found> {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (/\.jsonc?$/i.test(name))
    return read(path, place, machine, (text) => connectionsOfProfilesFile(text, place));
  if (/\.ya?ml$/i.test(name)) {
    const variables = await machine.readFile(`${path.slice(0, -name.length)}.env`).catch(() => undefined);
    const known = { ...(variables === undefined ? {} : readEnvFile(variables.text)), ...machine.env };
    return read(path, place, machine, (text) => connectionsOfCompose(text, place, known));
  }
  if (/pg_?service/i.test(name))
    return read(path, place, machine, (text) => connectionsOfServiceFile(text, place));
  if (/pgpass/i.test(name))
    return read(path, place, machine, (text) => connectionsOfPasswordFile(text, place));
  return read(path, place, machine, (text) => connectionsOfVariables(readEnvFile(text), place));
}

async function read(
  path: string,
  place: string,
  machine: Machine,
  find: (text: string) => Found,
): Promise<Found> {
  try {
    const file = await machine.readFile(path);
    return file === undefined ? nothingFound : find(file.text);
  } catch (error) {
    if (error instanceof DbvcError) return { connections: [], problems: [error.message] };
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    return {
      connections: [],
      problems: [`${place} cannot be read (${typeof code === 'string' ? code : 'unknown'}).`],
    };
  }
}
