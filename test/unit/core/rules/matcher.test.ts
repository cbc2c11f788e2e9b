import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DbvcError } from '../../../../src/core/errors.js';
import { exactPattern, parsePattern } from '../../../../src/core/rules/pattern.js';
import { createMatcher } from '../../../../src/core/rules/matcher.js';

const table = (...path: string[]) => ({ kind: 'table', path });

describe('the pattern of one object', () => {
  it('matches it whatever its name is, and no other', () => {
    for (const name of ['users', 'Odd.Name', 'a"b', 'a*', '{x}', 'total(integer, text)', 'naïve']) {
      const pattern = parsePattern(exactPattern('table', ['public', name]));
      assert.ok(pattern.matches('table', ['public', name]), name);
      assert.ok(!pattern.matches('table', ['public', `${name}2`]), name);
      assert.ok(!pattern.matches('view', ['public', name]), name);
    }
  });
});

describe('patterns', () => {
  const cases: readonly (readonly [
    pattern: string,
    kind: string,
    path: readonly string[],
    matches: boolean,
  ])[] = [
    ['public.users', 'table', ['public', 'users'], true],
    ['public.users', 'table', ['public', 'users2'], false],
    ['public.users', 'table', ['sales', 'users'], false],
    ['Public.users', 'table', ['public', 'users'], false],
    ['public.*', 'table', ['public', 'users'], true],
    ['public.*', 'table', ['public', 'odd.name/with:all'], true],
    ['public.*', 'table', ['public', '.'], true],
    ['public.*', 'schema', ['public'], false],
    ['*.users', 'view', ['sales', 'users'], true],
    ['p*.u?ers', 'table', ['public', 'users'], true],
    ['public.{users,orders}', 'table', ['public', 'orders'], true],
    ['public.user[0-9]', 'table', ['public', 'user7'], true],
    ['public.user[0-9]', 'table', ['public', 'users'], false],
    ['users', 'table', ['any', 'users'], true],
    ['users', 'role', ['users'], true],
    ['view:*', 'view', ['public', 'v'], true],
    ['view:*', 'table', ['public', 'v'], false],
    ['view:public.v', 'view', ['public', 'v'], true],
    ['materialized view:*', 'materialized-view', ['public', 'v'], true],
    ['materialized_view:*', 'materialized-view', ['public', 'v'], true],
    ['*view:*', 'materialized-view', ['public', 'v'], true],
    ['View:*', 'view', ['public', 'v'], true],
    ['schema:sales', 'schema', ['sales'], true],
    ['extension:h*', 'extension', ['hstore'], true],
    ['public."Odd.Name"', 'table', ['public', 'Odd.Name'], true],
    ['public."a""b"', 'table', ['public', 'a"b'], true],
    ['public."*"', 'table', ['public', '*'], true],
    ['public."*"', 'table', ['public', 'users'], false],
    ['"a.b".*', 'table', ['a.b', 'c'], true],
    ['public."a.b"*', 'table', ['public', 'a.b.c'], true],
    ['public."a:b"', 'table', ['public', 'a:b'], true],
    ['public.total', 'function', ['public', 'total(integer)'], true],
    ['public.total(integer)', 'function', ['public', 'total(integer)'], true],
    ['public.total(integer)', 'function', ['public', 'total(text)'], false],
    ['public.total(*)', 'function', ['public', 'total(integer, app.mood[])'], true],
    ['public.total(integer, app.mood[])', 'function', ['public', 'total(integer, app.mood[])'], true],
    ['public.to*', 'function', ['public', 'total(integer)'], true],
    ['public.users', 'trigger', ['public', 'users', 'touch'], true],
    ['public.users.touch', 'trigger', ['public', 'users', 'touch'], true],
    ['public.users.touch', 'table', ['public', 'users'], false],
    ['trigger:public.touch', 'trigger', ['public', 'users', 'touch'], true],
    ['touch', 'trigger', ['public', 'users', 'touch'], true],
    ['public.größe*', 'table', ['public', 'größe😀'], true],
  ];
  for (const [pattern, kind, path, matches] of cases) {
    it(`${pattern} ${matches ? 'matches' : 'does not match'} the ${kind} ${path.join(' / ')}`, () => {
      assert.equal(createMatcher({ include: [pattern], exclude: [] })({ kind, path }), matches);
      assert.equal(createMatcher({ include: [], exclude: [pattern] })({ kind, path }), !matches);
    });
  }

  it('look at everything when there are none', () => {
    assert.ok(createMatcher({ include: [], exclude: [] })(table('public', 'users')));
  });

  it('exclude what is included too', () => {
    const looksAt = createMatcher({ include: ['public.*', 'sales.*'], exclude: ['*.tmp*'] });
    assert.ok(looksAt(table('public', 'users')));
    assert.ok(looksAt(table('sales', 'users')));
    assert.ok(!looksAt(table('sales', 'tmp_users')));
    assert.ok(!looksAt(table('hr', 'users')));
  });

  it('match any quoted name, and no other', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(name, name, name, (schema, one, other) => {
        const looksAt = createMatcher({ include: [`${quote(schema)}.${quote(one)}`], exclude: [] });
        assert.ok(looksAt(table(schema, one)));
        fc.pre(one !== other && !other.startsWith(`${one}(`));
        assert.ok(!looksAt(table(schema, other)));
      }),
    );
  });

  it('match any name that begins with a quoted text and goes on with a star', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(name, name, (begin, end) => {
        const looksAt = createMatcher({ include: [`s."${begin.replaceAll('"', '""')}"*`], exclude: [] });
        assert.ok(looksAt(table('s', begin + end)));
      }),
    );
  });

  for (const [pattern, problem] of [
    ['', /empty name/],
    ['public.', /empty name/],
    ['.users', /empty name/],
    ['public."users', /not closed/],
    ['[', /bracket that is not closed/],
    ['public.{a,b', /bracket that is not closed/],
    ['a.b.c.d', /more than three/],
    ['view:', /empty name/],
  ] as const) {
    it(`refuse ${JSON.stringify(pattern)}`, () => {
      assert.throws(
        () => createMatcher({ include: [pattern], exclude: [] }),
        (error: unknown) =>
          error instanceof DbvcError && error.code === 'invalid-input' && problem.test(error.message),
      );
    });
  }
});
