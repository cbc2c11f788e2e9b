import assert from 'node:assert/strict';
import { diff, diffing } from '../../../src/core/differ/diff.js';
import { noRules } from '../../../src/core/rules/rules.js';
import { atOnce, inTurns, type Work } from '../../../src/core/turn.js';
import { type FakePart, fakeCatalog, fakeDialect } from '../../support/fakeDialect.js';

/** Takes so many milliseconds, a step of two at a time. */
function* busy(milliseconds: number): Work<string> {
  const began = performance.now();
  for (let step = 1; performance.now() - began < milliseconds; step += 1) {
    while (performance.now() - began < step * 2);
    yield;
  }
  return 'done';
}

describe('work in turns', () => {
  it('comes to the same as work done at once', async () => {
    assert.equal(atOnce(busy(5)), 'done');
    assert.equal(await inTurns(busy(5)), 'done');
  });

  it('lets others go on meanwhile', async () => {
    let others = 0;
    const count = (): void => {
      others += 1;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    await inTurns(busy(100));
    clearImmediate(timer);
    assert.ok(others >= 3, String(others));
  });

  it('is stopped by what goes wrong in it', async () => {
    function* failing(): Work<never> {
      yield;
      throw new Error('no');
    }
    await assert.rejects(inTurns(failing()), /no/);
  });

  it('is what a comparison of many parts does', () => {
    const parts = (drifted: string): readonly FakePart[] =>
      Array.from({ length: 20_000 }, (_, at) => ({
        id: `table:t${String(at)}`,
        attributes: { x: at % 1000 === 0 ? drifted : '' },
      }));
    const sides = [fakeCatalog('source', parts('1')), fakeCatalog('target', parts('2'))] as const;
    const work = diffing(...sides, noRules, fakeDialect());
    let turns = 0;
    let step = work.next();
    for (; step.done !== true; step = work.next()) turns += 1;
    assert.ok(turns >= 60, String(turns));
    assert.deepEqual(step.value, diff(...sides, noRules, fakeDialect()));
    assert.equal(step.value.objects.length, 20);
  });
});
