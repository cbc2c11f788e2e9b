import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DbvcError } from '../core/errors.js';
import type { Context } from './context.js';

/** Writes a result to the file that an option named, or throws `invalid-input` with the reason in words. */
export async function writeOutput(
  file: string,
  text: string,
  option: string,
  context: Context,
): Promise<void> {
  try {
    await writeFile(path.resolve(context.services.workingDirectory, file), text);
  } catch (error) {
    throw new DbvcError(
      'invalid-input',
      `${option} cannot write ${file}: ${reasonOf(error)}`,
      {},
      { cause: error },
    );
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'its directory does not exist.';
    case 'EISDIR':
      return 'it is a directory.';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied.';
    case 'ENOSPC':
      return 'no space is left.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
