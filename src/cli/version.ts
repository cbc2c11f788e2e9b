import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const manifestSchema = z.object({ version: z.string() });

/** The version of the package that a directory belongs to, from the nearest package.json above it. */
export function packageVersion(directory: string): string {
  for (let at = directory; ; at = path.dirname(at)) {
    const file = path.join(at, 'package.json');
    if (existsSync(file)) return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
    if (at === path.dirname(at)) return 'unknown';
  }
}
