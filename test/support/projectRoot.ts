import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder of the checkout, found from this file upwards, so that it is right both when tests run
 * from source and when a suite was bundled into another folder of the checkout.
 */
export function projectRoot(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, 'tsconfig.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`No checkout of DBVC above ${__dirname}`);
    folder = parent;
  }
  return folder;
}

/** Where downloaded test tools are kept between runs; ignored by git. */
export function testCache(...segments: readonly string[]): string {
  return path.join(projectRoot(), '.test-cache', ...segments);
}
