import assert from 'node:assert/strict';
import { readDependencies } from '../../../../../src/dialects/postgres/introspection/dependencies.js';

describe('the edges of pg_depend', () => {
  it('are read from one text, those of system columns too', () => {
    const edges = [
      ...readDependencies([{ edges: '1259 16384 0 1259 2147483648 -6\n2604 4294967295 12 1247 1 2' }]),
    ];
    assert.deepEqual(edges, [
      { classid: 1259, objid: 16384, objsubid: 0, refclassid: 1259, refobjid: 2147483648, refobjsubid: -6 },
      { classid: 2604, objid: 4294967295, objsubid: 12, refclassid: 1247, refobjid: 1, refobjsubid: 2 },
    ]);
  });

  it('may be none', () => {
    assert.deepEqual([...readDependencies([{ edges: null }])], []);
  });

  for (const edges of ['1 2 3', '1 2 3 4 5 6 7', '1 2 3 4 5 x', '1 2 3 4 5 6\n\n1 2 3 4 5 6']) {
    it(`are refused where they are something else: ${JSON.stringify(edges)}`, () => {
      assert.throws(() => [...readDependencies([{ edges }])], /unexpected way/);
    });
  }
});
