import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Catalog } from '../../../../src/core/model/catalog.js';
import type { Part } from '../../../../src/core/model/part.js';
import { partId } from '../../../../src/core/model/partId.js';
import { textAttribute } from '../../../../src/core/model/textAttribute.js';
import { catalogOfJson, catalogToJson } from '../../../../src/core/snapshot/catalogJson.js';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 3 }));
const id = text.map((name) => partId('thing', name));
const plain = { noNullPrototype: true } as const;
const optional = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> =>
  fc.record(shape, { requiredKeys: [], ...plain });
const names = fc
  .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 })
  .filter((name) => name !== '__proto__');
const attribute = fc
  .tuple(
    fc.record({ value }, plain),
    optional({ canonical: value, printed: fc.constant(true as const), rule: text }),
  )
  .map(([a, b]) => ({ ...a, ...b }));
const part: fc.Arbitrary<Part> = fc
  .tuple(
    fc.record(
      {
        id,
        kind: text,
        objectId: id,
        path: fc.array(text, { maxLength: 3 }),
        attributes: fc.dictionary(names, attribute, { maxKeys: 3, noNullPrototype: true }),
        details: fc.dictionary(names, value, { maxKeys: 3, noNullPrototype: true }),
        dependsOn: fc.array(id, { maxLength: 3 }),
        occupies: fc.array(text, { maxLength: 2 }),
      },
      plain,
    ),
    optional({
      parent: id,
      rule: text,
      lacks: fc.array(text, { maxLength: 2 }),
      madeByData: fc.constant(true as const),
      anonymousKey: text,
      inherited: fc.record(
        {
          from: id,
          via: id,
          attributes: fc.array(fc.array(text, { maxLength: 2 }), { maxLength: 2 }),
          carried: fc.subarray(['create', 'alter', 'drop'] as const),
        },
        plain,
      ),
    }),
  )
  .map(([a, b]) => ({ ...a, ...b }));
const catalog: fc.Arbitrary<Catalog> = fc.record(
  {
    server: fc.constant({
      engine: 'mssql' as const,
      version: 160_000_000,
      versionText: 'SQL Server 2022',
      database: 'd',
      user: 'u',
      identity: 'i',
    }),
    parts: fc.array(part, { maxLength: 5 }).map((parts) => new Map(parts.map((one) => [one.id, one]))),
    uncompared: fc.array(
      fc
        .tuple(
          fc.record({ id, kind: text, name: text, dependsOn: fc.array(id, { maxLength: 2 }) }, plain),
          optional({
            goesWith: fc.array(id, { maxLength: 2 }),
            occupies: fc.array(text, { maxLength: 2 }),
          }),
        )
        .map(([a, b]) => ({ ...a, ...b })),
      { maxLength: 3 },
    ),
    notices: fc.array(fc.record({ code: text, message: text }, plain), { maxLength: 2 }),
    readAt: text,
  },
  plain,
);

describe('a catalog as JSON', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(catalog, (one) => {
        const json: unknown = JSON.parse(JSON.stringify(catalogToJson(one)));
        assert.deepEqual(catalogOfJson(json), one);
      }),
    );
  });

  it('holds the canonical form of texts that had not been asked for it', () => {
    const thing = partId('thing', 'a');
    const attributes = { text: textAttribute('SELECT  1', (given) => given.toLowerCase()) };
    const one = {
      id: thing,
      kind: 'thing',
      objectId: thing,
      path: ['a'],
      attributes,
      details: {},
      dependsOn: [],
      occupies: [],
    };
    const server = {
      engine: 'postgres',
      version: 180_000,
      versionText: '',
      database: '',
      user: '',
      identity: '',
    } as const;
    const json = JSON.stringify(
      catalogToJson({ server, parts: new Map([[thing, one]]), uncompared: [], notices: [], readAt: '' }),
    );
    assert.equal(
      catalogOfJson(JSON.parse(json)).parts.get(thing)?.attributes['text']?.canonical,
      'select  1',
    );
  });

  it('refuses what is none, and what a later version wrote', () => {
    assert.throws(() => catalogOfJson({ parts: [] }), /no catalog that DBVC has saved/);
    assert.throws(() => catalogOfJson({ version: 2 }), /by a later version/);
  });
});
