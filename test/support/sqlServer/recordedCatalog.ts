import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { projectRoot } from '../projectRoot.js';
import { CatalogModel } from './catalogModel.js';

const recorded = z.record(
  z.string(),
  z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
);

/** The columns that are sql_variant, and that DBVC reads as text. */
const variants: readonly string[] = [
  'seed_value',
  'increment_value',
  'start_value',
  'increment',
  'minimum_value',
  'maximum_value',
  'value',
];

/** A catalog recorded from a server that speaks TDS (test/data/sqlServer): its shapes and joins are right. */
export async function recordedCatalog(name: 'all-kinds' | 'northwind'): Promise<CatalogModel> {
  const file = path.join(projectRoot(), 'test', 'data', 'sqlServer', `${name}.json`);
  const views = recorded.parse(JSON.parse(await readFile(file, 'utf8')));
  for (const rows of Object.values(views)) {
    for (const row of rows) {
      for (const column of variants) {
        const value = row[column];
        if (typeof value === 'number') row[column] = String(value);
      }
    }
  }
  return new CatalogModel(name, 'bbf_unicode_cp1_ci_as', views);
}
