import assert from 'node:assert/strict';
import type { Dialect } from '../../../../src/core/dialect/dialect.js';
import { diff } from '../../../../src/core/differ/diff.js';
import { noRules } from '../../../../src/core/rules/rules.js';
import { acceptanceIn } from '../../../../src/core/renames/acceptance.js';
import { findRenames, type RenameOffer } from '../../../../src/core/renames/findRenames.js';
import { postgresRenamer } from '../../../../src/dialects/postgres/renames/renamer.js';
import { fakeCatalog, fakeDialect, type FakePart } from '../../../support/fakeDialect.js';

const dialect: Dialect = { ...fakeDialect(), renamer: postgresRenamer };

/** A table with columns of types, by name, and a key that is called after it. */
function table(name: string, columns: Readonly<Record<string, string>>): readonly FakePart[] {
  const id = `table:s.${name}`;
  return [
    { id, occupies: [`relation:s.${name}`] },
    ...Object.entries(columns).map(([column, type]) => ({
      id: `column:s.${name}.${column}`,
      parent: id,
      attributes: { type },
    })),
    {
      id: `constraint:s.${name}.${name}_pkey`,
      parent: id,
      attributes: { definition: 'PRIMARY KEY (id)' },
      occupies: [`relation:s.${name}_pkey`],
    },
  ];
}

function offers(source: readonly FakePart[], target: readonly FakePart[]): readonly RenameOffer[] {
  return findRenames(
    diff(fakeCatalog('source', source), fakeCatalog('target', target), noRules, dialect),
    dialect,
  );
}

const words = (found: readonly RenameOffer[]): readonly string[] =>
  found.map(({ rename: { from, to }, along }) =>
    [from.id, to.id, ...along.map((one) => one.to.id)].join(' '),
  );

describe('findRenames', () => {
  const columns = { id: 'integer', mail: 'text', born: 'date' };

  it('offers a table of the same shape, with the key that is called after it, and the evidence', () => {
    const [offer, ...more] = offers(table('customers', columns), table('users', columns));
    assert.deepEqual(more, []);
    assert.ok(offer !== undefined);
    assert.deepEqual(words([offer]), [
      'table:s.users table:s.customers constraint:s.customers.customers_pkey',
    ]);
    assert.deepEqual(offer.evidence, [
      { what: 'parts', kind: 'column', alike: 3, of: 3 },
      { what: 'parts', kind: 'constraint', alike: 1, of: 1 },
    ]);
    const drift = diff(
      fakeCatalog('source', table('customers', columns)),
      fakeCatalog('target', table('users', columns)),
      noRules,
      dialect,
    );
    assert.deepEqual(acceptanceIn(drift, postgresRenamer)(offer), [
      { before: 's.users', after: 's.customers' },
      { before: 's.users.users_pkey', after: 's.customers.customers_pkey' },
    ]);
  });

  it('offers a table that is like another in most, and no table that is not', () => {
    const more = { ...columns, since: 'date' };
    assert.deepEqual(words(offers(table('customers', more), table('users', columns))), [
      'table:s.users table:s.customers constraint:s.customers.customers_pkey',
    ]);
    const other = { id: 'integer', a: 'text', b: 'date', c: 'date' };
    assert.deepEqual(words(offers(table('customers', other), table('users', columns))), []);
  });

  it('offers all of a few that look the same, and none of many', () => {
    const named = (names: readonly string[]): readonly FakePart[] =>
      names.flatMap((name) => table(name, columns));
    const few = offers(named(['a', 'b']), named(['c', 'd']));
    assert.deepEqual(
      few.map(({ others }) => others),
      [1, 1, 1, 1],
    );
    assert.deepEqual(offers(named(['a', 'b', 'c']), named(['d', 'e', 'f'])), []);
  });

  it('offers columns, constraints and indexes of a table that stays, where there is one of the shape', () => {
    const found = offers(
      table('t', { id: 'integer', mail: 'text', n: 'int' }),
      table('t', { id: 'integer', email: 'text', m: 'int' }),
    );
    assert.deepEqual(words(found), ['column:s.t.email column:s.t.mail', 'column:s.t.m column:s.t.n']);
    assert.deepEqual(found[0]?.evidence, [{ what: 'attribute', name: 'type' }]);
    const two = offers(table('t', { a: 'text', b: 'text' }), table('t', { c: 'text', d: 'text' }));
    assert.deepEqual(two, []);
  });

  it('offers views and routines of the same definition in the same schema alone', () => {
    const view = (id: string, definition: string): FakePart => ({ id, attributes: { definition } });
    assert.deepEqual(words(offers([view('view:s.a', 'SELECT 1')], [view('view:s.b', 'select 1')])), [
      'view:s.b view:s.a',
    ]);
    assert.deepEqual(offers([view('view:s.a', 'SELECT 1')], [view('view:s.b', 'SELECT 2')]), []);
    assert.deepEqual(offers([view('view:s.a', 'SELECT 1')], [view('view:r.b', 'SELECT 1')]), []);
    assert.deepEqual(offers([view('view:s.a', 'SELECT 1')], [view('function:s.b()', 'SELECT 1')]), []);
  });

  it('looks at 10,000 objects on each side in the time that hashing takes', () => {
    const many = (prefix: string): readonly FakePart[] =>
      Array.from({ length: 10_000 }, (_, index) =>
        table(`${prefix}${String(index)}`, { id: 'integer', [`c${String(index)}`]: 'text', x: 'date' }),
      ).flat();
    const drift = diff(fakeCatalog('source', many('a')), fakeCatalog('target', many('b')), noRules, dialect);
    const before = process.cpuUsage();
    const found = findRenames(drift, dialect);
    const { user } = process.cpuUsage(before);
    assert.equal(found.length, 10_000);
    // Comparing all with all would take minutes.
    assert.ok(user < 5_000_000, `${String(user / 1000)} ms of CPU time`);
  });
});
