import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './processes.mjs';

/** The files in and below a folder of the checkout whose names end so, sorted, relative to the checkout. */
export function filesBelow(folder, ending) {
  return list(folder, ending, true);
}

/** The files in a folder of the checkout, not below, whose names end so. */
export function filesIn(folder, ending) {
  return list(folder, ending, false);
}

function list(folder, ending, recursive) {
  const absolute = path.join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
