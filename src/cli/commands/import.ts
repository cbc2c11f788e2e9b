import path from 'node:path';
import { DbvcError } from '../../core/errors.js';
import { asProfiles } from '../../core/profiles/import/asProfiles.js';
import {
  connectionsOfFile,
  connectionsOfFolder,
  connectionsOfPerson,
} from '../../core/profiles/import/findConnections.js';
import { type Found, together } from '../../core/profiles/import/foundConnection.js';
import { profilesFile } from '../../core/profiles/import/profilesFile.js';
import { type Context, status } from '../context.js';
import { printableLine } from '../terminal/printable.js';

/**
 * `dbvc import`: prints connections that are written down elsewhere as profiles, and on standard error where each comes
 * from. A password that stands there stays there.
 */
export async function importCommand(files: readonly string[], context: Context): Promise<number> {
  const { terminal, messages } = context;
  const { connections, problems } = await findIn(files, context);
  const imported = asProfiles(connections, []);
  for (const { profile, found } of imported) {
    const password = found.password === undefined ? '' : ' (its password stays there)';
    messages.note(printableLine(`${profile.name}: from ${found.place}, ${found.spot}${password}`));
  }
  for (const problem of problems) messages.warn(printableLine(problem));
  if (imported.length === 0) messages.note('Found no connection.');
  await terminal.out(profilesFile(imported.map(({ profile }) => profile)));
  return status.equal;
}

/** Looks into the files, or where none is named, into those of the working directory and of the person. */
async function findIn(files: readonly string[], { services }: Context): Promise<Found> {
  const { machine, workingDirectory } = services;
  if (files.length === 0) {
    return together([
      await connectionsOfFolder(workingDirectory, machine),
      await connectionsOfPerson(machine),
    ]);
  }
  return together(
    await Promise.all(
      files.map(async (file) => {
        const full = path.resolve(workingDirectory, file);
        if (!(await machine.exists(full))) throw new DbvcError('invalid-input', `There is no file ${file}.`);
        return connectionsOfFile(full, file, machine);
      }),
    ),
  );
}
