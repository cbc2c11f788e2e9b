import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './processes.mjs';

/** The files below a folder of the checkout whose names end so, sorted, relative to the checkout. */
export function filesBelow(folder, ending) {
  const absolute = path.join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
