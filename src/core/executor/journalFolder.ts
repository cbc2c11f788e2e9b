import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DbvcError } from '../errors.js';
import type {
  Journal,
  JournalEntry,
  JournalResult,
  JournalScript,
  NewJournalEntry,
  OpenJournalEntry,
} from './journal.js';
import { journalEntrySchema } from './journal.js';

const entryFile = 'entry.json';
const scriptFile = 'apply.sql';
const rollbackFile = 'rollback.sql';

/**
 * A journal that keeps a folder for each entry, readable by its owner alone: `entry.json`, `apply.sql` and
 * `rollback.sql`, so that both scripts can be run as they stand. `begin` throws `invalid-input` when the folder cannot
 * be written.
 */
export function journalFolder(folder: string): Journal {
  return {
    begin: async (entry) => {
      try {
        return await begin(folder, entry);
      } catch (error) {
        throw new DbvcError(
          'invalid-input',
          `The journal cannot be written, so nothing was applied: ${error instanceof Error ? error.message : String(error)}`,
          { hint: `DBVC keeps the script and the script that undoes it in ${folder}. Make it writable.` },
          { cause: error },
        );
      }
    },
    list: () => list(folder),
    read: (id, script) => readScript(folder, id, script),
  };
}

async function begin(folder: string, entry: NewJournalEntry): Promise<OpenJournalEntry> {
  const { script, rollback, ...facts } = entry;
  // Folder names sort by time, and no character in them is special on any file system.
  const id = `${entry.startedAt.replace(/[:.]/g, '-')}-${randomBytes(3).toString('hex')}`;
  const place = path.join(folder, id);
  const started: JournalEntry = { version: 1, id, ...facts, status: 'started' };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await mkdir(place, { mode: 0o700 });
  await writePrivate(place, scriptFile, script);
  await writePrivate(place, rollbackFile, rollback);
  await writeEntry(place, started);
  return {
    id,
    scriptLocation: path.join(place, scriptFile),
    rollbackLocation: path.join(place, rollbackFile),
    finish: async (result: JournalResult, newRollback?: string) => {
      if (newRollback !== undefined) await writePrivate(place, rollbackFile, newRollback);
      await writeEntry(place, { ...started, ...result });
    },
  };
}

async function writeEntry(place: string, entry: JournalEntry): Promise<void> {
  await writePrivate(place, entryFile, `${JSON.stringify(entry, undefined, 2)}\n`);
}

/** Through a second file: a reader, or a process that is killed here, never sees half a file. */
async function writePrivate(place: string, name: string, text: string): Promise<void> {
  const temporary = path.join(place, `${name}.${randomBytes(3).toString('hex')}`);
  await writeFile(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
  await rename(temporary, path.join(place, name));
}

async function readScript(folder: string, id: string, script: JournalScript): Promise<string> {
  try {
    // An id is the name of a folder: whatever else an entry says it is leads nowhere.
    return await readFile(
      path.join(folder, path.basename(id), script === 'script' ? scriptFile : rollbackFile),
      'utf8',
    );
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new DbvcError('invalid-input', 'This script is not there any more.', {}, { cause: error });
  }
}

async function list(folder: string): Promise<readonly JournalEntry[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  const entries = await Promise.all(
    names
      .sort()
      .reverse()
      .map((name) => read(path.join(folder, name, entryFile))),
  );
  return entries.filter((entry) => entry !== undefined);
}

async function read(file: string): Promise<JournalEntry | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    const parsed = journalEntrySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
