import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What the host tests open: whatever works with several folders works with one, and the journeys open one. */
export const severalFolders: readonly string[] = ['api', 'web'];

/** Makes empty folders in a folder, and the file of a workspace of them beside them, which it gives back. */
export async function writeWorkspace(folder: string, names: readonly string[]): Promise<string> {
  for (const name of names) await mkdir(path.join(folder, name));
  const file = path.join(folder, 'several.code-workspace');
  await writeFile(file, JSON.stringify({ folders: names.map((name) => ({ path: name })) }));
  return file;
}
