import assert from 'node:assert/strict';
import type { Dialect } from '../../../../src/core/dialect/dialect.js';
import type { RenameRequest } from '../../../../src/core/renames/renameText.js';
import { parseRename } from '../../../../src/core/renames/renameText.js';
import { type ResolvedRenames, resolveRenames } from '../../../../src/core/renames/resolveRenames.js';
import { postgresRenamer } from '../../../../src/dialects/postgres/renames/renamer.js';
import { fakeCatalog, fakeDialect, type FakePart } from '../../../support/fakeDialect.js';

const dialect: Dialect = { ...fakeDialect(), renamer: postgresRenamer };

function resolve(
  source: readonly (string | FakePart)[],
  target: readonly (string | FakePart)[],
  renames: readonly (string | RenameRequest)[],
): ResolvedRenames {
  const catalog = (name: string, parts: readonly (string | FakePart)[]): ReturnType<typeof fakeCatalog> =>
    fakeCatalog(
      name,
      parts.map((part) => (typeof part === 'string' ? { id: part } : part)),
    );
  const requests = renames.map((one) => (typeof one === 'string' ? parseRename(one) : one));
  return resolveRenames(requests, catalog('source', source), catalog('target', target), dialect);
}

const ids = ({ renames }: ResolvedRenames): readonly string[] =>
  renames.map(({ from, to }) => `${from.id} ${to.id}`);

describe('resolveRenames', () => {
  it('finds parts by path, by kind, and routines by name or with their arguments', () => {
    const parts = ['table:s.a', 'index:s.a.x', 'constraint:s.a.x', 'function:s.f(int)', 'function:s.f(text)'];
    const after = ['table:s.a', 'index:s.a.y', 'constraint:s.a.x', 'function:s.g(int)', 'function:s.f(text)'];
    assert.deepEqual(ids(resolve(after, parts, ['index:s.a.x=s.a.y', 's.f=s.g'])), [
      'index:s.a.x index:s.a.y',
      'function:s.f(int) function:s.g(int)',
    ]);
    assert.deepEqual(ids(resolve(after, parts, ['s.f(int)=s.g(int)'])), [
      'function:s.f(int) function:s.g(int)',
    ]);
  });

  it('leaves out what is done, a chain of it too', () => {
    assert.deepEqual(ids(resolve(['table:s.b'], ['table:s.b'], ['s.a=s.b'])), []);
    const both = ['table:s.b', 'table:s.c'];
    assert.deepEqual(ids(resolve(both, both, ['s.a=s.b', 's.b=s.c'])), []);
    assert.deepEqual(ids(resolve(both, ['table:s.a', 'table:s.b'], ['s.a=s.b', 's.b=s.c'])), [
      'table:s.a table:s.b',
      'table:s.b table:s.c',
    ]);
  });

  it('finds what belongs to a table that has got its new name already', () => {
    const renames = ['s.a=s.b', 's.a.x=s.b.y'];
    assert.deepEqual(ids(resolve(['table:s.b', 'column:s.b.y'], ['table:s.b', 'column:s.b.x'], renames)), [
      'column:s.b.x column:s.b.y',
    ]);
  });

  it('tells by what differs whether names have been exchanged already', () => {
    const side = (a: string, b: string): readonly FakePart[] => [
      { id: 'view:s.a', attributes: { definition: a } },
      { id: 'view:s.b', attributes: { definition: b } },
    ];
    const swap = ['s.a=s.b', 's.b=s.a'];
    assert.equal(resolve(side('1', '2'), side('2', '1'), swap).renames.length, 2);
    assert.equal(resolve(side('1', '2'), side('1', '2'), swap).renames.length, 0);
    assert.equal(resolve(side('1', '2'), side('1', '3'), swap).renames.length, 0);
  });

  it('passes over what a configuration remembers of other databases', () => {
    const remembered = (before: string, after: string): RenameRequest => ({
      before,
      after,
      from: 'configuration',
    });
    const found = resolve(
      ['table:s.b'],
      ['table:s.a'],
      [remembered('s.x', 's.y'), remembered('s.a', 's.gone')],
    );
    assert.deepEqual(found.renames, []);
    assert.deepEqual(found.passedOver, [
      'The rename of s.x to s.y is passed over: the target has no s.x.',
      'The rename of s.a to s.gone is passed over: the source has no s.gone.',
    ]);
  });

  const refused: readonly (readonly [
    string,
    readonly (string | FakePart)[],
    readonly (string | FakePart)[],
    readonly string[],
    RegExp,
  ])[] = [
    ['an old name that is not there', ['table:s.b'], ['table:s.c'], ['s.a=s.b'], /the target has no s\.a/],
    ['a new name that is not there', ['table:s.c'], ['table:s.a'], ['s.a=s.b'], /the source has no s\.b/],
    ['different kinds', ['view:s.b'], ['table:s.a'], ['s.a=s.b'], /of different kinds/],
    [
      'an old name that is there on both sides',
      ['table:s.a', 'table:s.b'],
      ['table:s.a'],
      ['s.a=s.b'],
      /has the old name as well/,
    ],
    [
      'a new name that is there on both sides',
      ['table:s.b'],
      ['table:s.a', 'table:s.b'],
      ['s.a=s.b'],
      /has the new name already/,
    ],
    ['another schema', ['table:r.a'], ['table:s.a'], ['s.a=r.a'], /move from schema s to r/],
    [
      'another table',
      ['table:s.b', 'column:s.b.y'],
      ['table:s.a', 'column:s.a.x'],
      ['s.a.x=s.b.y'],
      /different things/,
    ],
    ['one thing for two', ['table:s.b', 'table:s.c'], ['table:s.a'], ['s.a=s.b', 's.a=s.c'], /renamed twice/],
    [
      'two things for one',
      ['table:s.c'],
      ['table:s.a', 'table:s.b'],
      ['s.a=s.c', 's.b=s.c'],
      /something else is renamed/,
    ],
    [
      'a name that something of another kind has',
      [{ id: 'table:s.b', occupies: ['relation:s.b'] }],
      [
        { id: 'table:s.a', occupies: ['relation:s.a'] },
        { id: 'view:s.b', occupies: ['relation:s.b'] },
      ],
      ['table:s.a=table:s.b'],
      /on the target view s\.b has that name/,
    ],
    [
      'what several things are called',
      ['index:s.a.y', 'constraint:s.a.y'],
      ['index:s.a.x', 'constraint:s.a.x'],
      ['s.a.x=s.a.y'],
      /several things/,
    ],
  ];
  for (const [name, source, target, renames, message] of refused) {
    it(`refuses ${name}`, () => {
      assert.throws(() => resolve(source, target, renames), { code: 'invalid-input', message });
    });
  }

  const hinted: readonly (readonly [string, readonly string[], readonly string[], string, string])[] = [
    ['without their schema', ['table:s.b'], ['table:s.a'], 'a=b', '--rename s.a=s.b'],
    ['the new one without its schema, as in SQL', ['table:s.b'], ['table:s.a'], 's.a=b', '--rename s.a=s.b'],
    [
      'that are in two schemas',
      ['table:r.b', 'table:s.b', 'table:t.a', 'table:t.b'],
      ['table:r.a', 'table:s.a', 'table:t.a', 'table:t.b'],
      'a=b',
      '--rename r.a=r.b, or --rename s.a=s.b',
    ],
    [
      'of columns without their table',
      ['table:s.t', 'column:s.t.b'],
      ['table:s.t', 'column:s.t.a'],
      'a=b',
      '--rename s.t.a=s.t.b',
    ],
    [
      'of nothing',
      ['table:s.b'],
      ['table:s.a'],
      'x=y',
      '--rename public.users=public.customers, or public.users.mail=public.users.email',
    ],
  ];
  for (const [name, source, target, rename, written] of hinted) {
    it(`says what to write for names ${name}`, () => {
      assert.throws(() => resolve(source, target, [rename]), {
        code: 'invalid-input',
        details: { hint: `Names are written in full: ${written}` },
      });
    });
  }
});
