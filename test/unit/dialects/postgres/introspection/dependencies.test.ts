import assert from 'node:assert/strict';
import type { SqlRow } from '../../../../../src/core/dialect/session.js';
import { readDependencies } from '../../../../../src/dialects/postgres/introspection/dependencies.js';

async function edgesOf(...rows: readonly SqlRow[]): Promise<readonly (readonly number[])[]> {
  const taken: number[][] = [];
  await readDependencies(rows, (...edge) => taken.push(edge));
  return taken;
}

describe('the edges of pg_depend', () => {
  it('are read from a text for each pair of catalogs, those of system columns too', async () => {
    assert.deepEqual(
      await edgesOf(
        { classid: 1259, refclassid: 1259, edges: '16384 0 2147483648 -6\n16385 0 16384 3' },
        { classid: 2604, refclassid: 1247, edges: '4294967295 12 1 2' },
      ),
      [
        [1259, 16384, 0, 1259, 2147483648, -6],
        [1259, 16385, 0, 1259, 16384, 3],
        [2604, 4294967295, 12, 1247, 1, 2],
      ],
    );
  });

  it('may be none', async () => {
    assert.deepEqual(await edgesOf(), []);
  });

  for (const edges of ['', '1 2 3', '1 2 3 4 5', '1 2 3 x', '1 2 3 4\n\n1 2 3 4']) {
    it(`are refused where they are something else: ${JSON.stringify(edges)}`, async () => {
      await assert.rejects(edgesOf({ classid: 1259, refclassid: 1259, edges }), /unexpected way/);
    });
  }
});
