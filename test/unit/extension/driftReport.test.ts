import assert from 'node:assert/strict';
import { diff } from '../../../src/core/differ/diff.js';
import { defaultRules } from '../../../src/core/rules/rules.js';
import { driftReport, objectsNamed } from '../../../src/extension/chat/driftReport.js';
import { type FakePart, fakeCatalog, fakeDialect } from '../../support/fakeDialect.js';

type Result = Parameters<typeof driftReport>[0];

function resultOf(source: readonly FakePart[], target: readonly FakePart[]): Result {
  const drift = diff(fakeCatalog('dev', source), fakeCatalog('prod', target), defaultRules, fakeDialect());
  const sides = { source: { label: 'dev' }, target: { label: 'prod' } };
  return { drift, sides, comparedAt: new Date('2026-01-02T14:02:00Z') };
}

const result = resultOf(
  [{ id: 'table:public.a' }, { id: 'table:sales.a' }, { id: 'table:public.t' }, column('new')],
  [{ id: 'table:public.t' }, { id: 'view:public.old' }],
);

function column(name: string): FakePart {
  return { id: `column:public.t.${name}`, parent: 'table:public.t' };
}

describe('what a language model is told about the drift', () => {
  it('names both databases, counts, and lists objects with their changed parts', () => {
    assert.deepEqual(driftReport(result, undefined).split('\n'), [
      'source (right): dev; target (to be changed): prod',
      'compared at 2026-01-02T14:02:00.000Z',
      '4 objects differ, 0 are equal',
      'missing_in_target table:public.a',
      'modified table:public.t',
      '  column public.t.new missing_in_target',
      'missing_in_target table:sales.a',
      'extra_in_target view:public.old',
    ]);
    assert.match(driftReport(result, 'EXTRA'), /1 of them match "EXTRA"\nextra_in_target view:public\.old$/);
  });

  it('is cut off where it gets too long to be read, and says so', () => {
    const many = Array.from({ length: 250 }, (_, index): FakePart => ({ id: `table:t${String(index)}` }));
    assert.match(driftReport(resultOf(many, []), undefined), /\nand 50 more: ask again with a filter$/);
  });

  it('finds objects by their names, with or without kind and schema', () => {
    const found = (name: string): string[] => objectsNamed(result, name).map((object) => object.name);
    assert.deepEqual(found('table:public.a'), ['public.a']);
    assert.deepEqual(found('public.a'), ['public.a']);
    assert.deepEqual(found('a'), ['public.a', 'sales.a']);
    assert.deepEqual(found('nobody'), []);
  });
});
