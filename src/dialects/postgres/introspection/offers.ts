import * as z from 'zod';
import type { ReadOptions } from '../../../core/dialect/introspector.js';
import type { Database } from '../../../core/dialect/session.js';
import { CancelledError } from '../../../core/errors.js';
import type { Catalog, Offers } from '../../../core/model/catalog.js';
import type { Part } from '../../../core/model/part.js';
import { checkedRows, text, texts } from './rows.js';

const version = z.object({ name: text, versions: texts });
const update = z.object({ name: text, source: text, targets: texts });

const versions = `
  select v.name, pg_catalog.array_agg(v.version) as versions
  from pg_catalog.pg_available_extension_versions as v
  where v.name in (select n.name from pg_catalog.json_array_elements_text($1) as n(name))
  group by v.name`;

const updates = `
  select n.name, u.source, pg_catalog.array_agg(u.target) as targets
  from pg_catalog.json_array_elements_text($1) as n(name)
  cross join lateral pg_catalog.pg_extension_update_paths(n.name::pg_catalog.name) as u
  where u.path is not null
  group by n.name, u.source`;

/** {@link Introspector.readOffers} of extensions. A server whose control files are broken answers no such question. */
export async function readOffers(
  source: Catalog,
  target: Catalog,
  database: Database,
  options: ReadOptions,
): Promise<Offers | undefined> {
  const missing: string[] = [];
  const others: string[] = [];
  const unmoved: string[] = [];
  for (const part of source.parts.values()) {
    if (part.kind !== 'extension') continue;
    const twin = target.parts.get(part.id);
    const [name = ''] = part.path;
    if (twin === undefined) missing.push(name);
    else if (versionOf(twin) !== versionOf(part)) {
      others.push(name);
      unmoved.push(updateKey(name, versionOf(twin)));
    }
  }
  if (missing.length + others.length === 0) return undefined;
  try {
    const session = await database.open({
      purpose: 'read',
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.statementTimeout === undefined ? {} : { statementTimeout: options.statementTimeout }),
    });
    try {
      const ask = async (sql: string, names: readonly string[]): ReturnType<typeof session.query> =>
        names.length === 0 ? [] : session.query(sql, [JSON.stringify(names)], options.signal);
      const offered = checkedRows('versions of extensions', version, await ask(versions, missing));
      const paths = checkedRows('updates of extensions', update, await ask(updates, others));
      return {
        versions: new Map<string, readonly string[]>([
          ...missing.map((name) => [name, []] as const),
          ...offered.map((one) => [one.name, one.versions] as const),
        ]),
        updates: new Map<string, readonly string[]>([
          ...unmoved.map((key) => [key, []] as const),
          ...paths.map((one) => [updateKey(one.name, one.source), one.targets] as const),
        ]),
      };
    } finally {
      await session.close();
    }
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    options.logger.debug(`Which extensions the target's server has is not known: ${String(error)}`);
    return undefined;
  }
}

/** How `Offers.updates` calls an extension in a version. */
export function updateKey(name: string, from: string): string {
  return `${name} ${from}`;
}

function versionOf(extension: Part): string {
  const value = extension.attributes['version']?.value;
  return typeof value === 'string' ? value : '';
}
