import path from 'node:path';
import { DbvcError } from '../core/errors.js';
import type { ConfigFile } from '../core/profiles/configFile.js';
import { parseConfigFile } from '../core/profiles/configFile.js';
import type { Machine } from '../core/profiles/machine.js';

/** The file that is read from the working directory when `--config` names no other. */
export const defaultConfigFile = '.dbvc.jsonc';

/**
 * The configuration: of the named file, which must exist, or of `.dbvc.jsonc` in the working directory, which need not.
 * Throws `invalid-input` for a file that is missing, unreadable or malformed.
 */
export async function readConfiguration(
  machine: Machine,
  workingDirectory: string,
  named: string | undefined,
): Promise<ConfigFile> {
  const name = named ?? defaultConfigFile;
  let text: string | undefined;
  try {
    text = (await machine.readFile(path.resolve(workingDirectory, name)))?.text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DbvcError('invalid-input', `${name} cannot be read: ${reason}`, {}, { cause: error });
  }
  if (text !== undefined) return parseConfigFile(text, name);
  if (named !== undefined) throw new DbvcError('invalid-input', `There is no file ${named}.`);
  return {};
}
