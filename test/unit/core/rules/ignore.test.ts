import assert from 'node:assert/strict';
import { DbvcError } from '../../../../src/core/errors.js';
import { resolveIgnore } from '../../../../src/core/rules/ignore.js';
import { defaultIgnoreRules } from '../../../../src/core/rules/rules.js';

describe('ignore rules', () => {
  it('keep the names that are known, once each', () => {
    assert.deepEqual(resolveIgnore([' owners', 'comments', 'owners']), ['owners', 'comments']);
    assert.deepEqual(resolveIgnore(defaultIgnoreRules), defaultIgnoreRules);
  });

  it('are empty for none', () => {
    assert.deepEqual(resolveIgnore(['none']), []);
    assert.deepEqual(resolveIgnore([]), []);
  });

  it('do not mix none with others', () => {
    assert.throws(() => resolveIgnore(['none', 'owners']), /stands alone/);
  });

  it('say what was probably meant by an unknown name', () => {
    const hintOf = (name: string): string => {
      try {
        resolveIgnore([name]);
      } catch (error) {
        assert.ok(error instanceof DbvcError);
        assert.equal(error.code, 'invalid-input');
        assert.match(error.message, new RegExp(name));
        return error.details.hint ?? '';
      }
      return assert.fail(`${name} was accepted`);
    };
    assert.match(hintOf('owner'), /Did you mean owners\?/);
    assert.match(hintOf('Formating'), /Did you mean formatting\?/);
    assert.match(hintOf('column'), /Did you mean column-order\?/);
    assert.doesNotMatch(hintOf('zebra'), /Did you mean/);
    assert.match(hintOf('zebra'), /The rules are owners, privileges/);
  });
});
