import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseName, parseRename, writeName } from '../../../../src/core/renames/renameText.js';

describe('the names of a rename', () => {
  it('are split at the equals sign that stands outside quotes', () => {
    assert.deepEqual(parseRename('public.a=public.b'), {
      before: 'public.a',
      after: 'public.b',
      from: 'option',
    });
    assert.equal(parseRename('"a=b".c=d').before, '"a=b".c');
    for (const wrong of ['', 'a', '=b', 'a=', 'a=b=c', 'a="b', 'a..b=c', '.a=b']) {
      assert.throws(() => parseRename(wrong), { code: 'invalid-input' });
    }
  });

  it('have a kind, quotes where needed, and the arguments of routines', () => {
    assert.deepEqual(parseName('constraint:public.users.key'), {
      kind: 'constraint',
      names: ['public', 'users', 'key'],
    });
    assert.deepEqual(parseName('materialized_view:a."b.""c"'), {
      kind: 'materialized-view',
      names: ['a', 'b."c'],
    });
    assert.deepEqual(parseName('public.total(numeric, public.mood)').names, [
      'public',
      'total(numeric, public.mood)',
    ]);
  });

  it('are read as they were written, whatever is in them', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(undefined, 'table'),
        (names, kind) => {
          const written = writeName(kind, names);
          assert.deepEqual(parseName(written), { ...(kind === undefined ? {} : { kind }), names });
          assert.deepEqual(parseRename(`${written}=x`).before, written);
        },
      ),
    );
  });
});
