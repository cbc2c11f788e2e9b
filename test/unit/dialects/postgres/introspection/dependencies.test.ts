import assert from 'node:assert/strict';
import { readDependencies } from '../../../../../src/dialects/postgres/introspection/dependencies.js';

async function edgesOf(edges: string | null): Promise<readonly (readonly number[])[]> {
  const taken: number[][] = [];
  await readDependencies([{ edges }], (...edge) => taken.push(edge));
  return taken;
}

describe('the edges of pg_depend', () => {
  it('are read from one text, those of system columns too', async () => {
    assert.deepEqual(await edgesOf('1259 16384 0 1259 2147483648 -6\n2604 4294967295 12 1247 1 2'), [
      [1259, 16384, 0, 1259, 2147483648, -6],
      [2604, 4294967295, 12, 1247, 1, 2],
    ]);
  });

  it('may be none', async () => {
    assert.deepEqual(await edgesOf(null), []);
  });

  for (const edges of ['1 2 3', '1 2 3 4 5 6 7', '1 2 3 4 5 x', '1 2 3 4 5 6\n\n1 2 3 4 5 6']) {
    it(`are refused where they are something else: ${JSON.stringify(edges)}`, async () => {
      await assert.rejects(edgesOf(edges), /unexpected way/);
    });
  }
});
