import * as z from 'zod';
import { DbvcError } from '../errors.js';
import type { Catalog } from '../model/catalog.js';
import type { Attribute, Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';

/** Counts up when a reader of an older version could not understand what is written. */
const currentVersion = 1;

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

const attribute = z.strictObject({
  value,
  canonical: value.optional(),
  printed: z.literal(true).optional(),
  rule: z.string().optional(),
});

const part = z.strictObject({
  id: z.string(),
  kind: z.string(),
  objectId: z.string(),
  parent: z.string().optional(),
  path: z.array(z.string()),
  attributes: z.record(z.string(), attribute),
  details: z.record(z.string(), value),
  dependsOn: z.array(z.string()),
  occupies: z.array(z.string()),
  rule: z.string().optional(),
  lacks: z.array(z.string()).optional(),
  madeByData: z.literal(true).optional(),
  inherited: z
    .strictObject({
      from: z.string(),
      via: z.string(),
      attributes: z.array(z.array(z.string())),
      carried: z.array(z.enum(['create', 'alter', 'drop'])),
    })
    .optional(),
  anonymousKey: z.string().optional(),
});

const uncompared = z.strictObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  dependsOn: z.array(z.string()),
  goesWith: z.array(z.string()).optional(),
  occupies: z.array(z.string()).optional(),
});

const server = z.strictObject({
  engine: z.enum(['postgres', 'mssql']),
  version: z.number(),
  versionText: z.string(),
  database: z.string(),
  user: z.string(),
  identity: z.string(),
  pooler: z.string().optional(),
});

const catalogFile = z.strictObject({
  version: z.literal(currentVersion),
  server,
  readAt: z.string(),
  notices: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  parts: z.array(part),
  uncompared: z.array(uncompared),
});

/** A catalog as a JSON value. Nothing is lost: {@link catalogOfJson} gives back one that is deeply equal. */
export function catalogToJson(catalog: Catalog): unknown {
  return {
    version: currentVersion,
    server: catalog.server,
    readAt: catalog.readAt,
    notices: catalog.notices,
    parts: [...catalog.parts.values()].map((one) => ({ ...one, attributes: plainAttributes(one) })),
    uncompared: catalog.uncompared,
  };
}

/** Some attributes make their canonical form when it is first asked for. */
function plainAttributes({ attributes }: Part): Readonly<Record<string, Attribute>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, one]) => {
      const { value: given, canonical, ...rest } = one;
      return [name, { value: given, ...(canonical === undefined ? {} : { canonical }), ...rest }];
    }),
  );
}

/** Reads what {@link catalogToJson} wrote. Throws `invalid-input` for anything else, and for what a later version wrote. */
export function catalogOfJson(json: unknown): Catalog {
  const result = catalogFile.safeParse(json);
  if (!result.success) {
    const version: unknown =
      typeof json === 'object' && json !== null ? Reflect.get(json, 'version') : undefined;
    const isLater = typeof version === 'number' && version > currentVersion;
    throw new DbvcError(
      'invalid-input',
      isLater
        ? 'The catalog was saved by a later version of DBVC.'
        : 'This is no catalog that DBVC has saved.',
      { lines: result.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`) },
    );
  }
  const { data } = result;
  // Ids are texts that only partId makes: these were made by it, too.
  return {
    server: withoutUndefined(data.server),
    readAt: data.readAt,
    notices: data.notices,
    parts: new Map(data.parts.map((one) => [one.id as PartId, withoutUndefined(one) as unknown as Part])),
    uncompared: data.uncompared.map(
      (one) => withoutUndefined(one) as unknown as Catalog['uncompared'][number],
    ),
  };
}

/** Zod's types say that what is optional may be undefined; JSON has no such values. */
function withoutUndefined<T extends object>(object: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return object as { [Key in keyof T]: Exclude<T[Key], undefined> };
}
