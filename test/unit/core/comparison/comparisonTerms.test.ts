import assert from 'node:assert/strict';
import { type ComparisonTerms, sameTerms } from '../../../../src/core/comparison/comparisonTerms.js';
import { defaultRules } from '../../../../src/core/rules/rules.js';

const terms = (renames: Readonly<Record<string, string>>, rules = defaultRules): ComparisonTerms => ({
  rules,
  renames: Object.entries(renames).map(([before, after]) => ({ before, after, from: 'configuration' })),
});

describe('the terms of a comparison', () => {
  it('are the same in whatever order they were said', () => {
    const { ignore } = defaultRules;
    const turned = { include: [], exclude: [], ignore: [...ignore].reverse() };
    assert.ok(
      sameTerms(terms({ 'a.b': 'a.c', 'a.d': 'a.e' }), terms({ 'a.d': 'a.e', 'a.b': 'a.c' }, turned)),
    );
  });

  it('are others with another rule or rename', () => {
    const others = [
      terms({ 'a.b': 'a.d' }),
      terms({}),
      terms({ 'a.b': 'a.c' }, { ...defaultRules, include: ['a.*'] }),
      terms({ 'a.b': 'a.c' }, { ...defaultRules, exclude: ['a.*'] }),
      terms({ 'a.b': 'a.c' }, { ...defaultRules, ignore: [] }),
    ];
    for (const other of others) assert.ok(!sameTerms(terms({ 'a.b': 'a.c' }), other), JSON.stringify(other));
  });
});
