import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { watchInterrupts } from '../../../src/cli/interrupt.js';
import { runCli } from '../../../src/cli/program.js';
import { helpWithRebuilds } from '../../../src/cli/render/planText.js';
import { fakeCore, fakeServices } from './fakeServices.js';
import { fakeTerminal } from './fakeTerminal.js';
import { plan } from './fixtures.js';

const sides = ['--source', 'postgresql://a/x', '--target', 'postgresql://b/y'];

describe('tables that are made anew', () => {
  it('are asked for by --allow-rebuilds, of plan and of apply', async () => {
    const core = fakeCore();
    for (const args of [
      ['plan', ...sides],
      ['plan', ...sides, '--allow-rebuilds'],
      ['apply', ...sides, '--dry-run'],
      ['apply', ...sides, '--dry-run', '--allow-rebuilds'],
    ]) {
      const interrupt = watchInterrupts(new EventEmitter() as unknown as NodeJS.Process, () => undefined);
      await runCli(args, { terminal: fakeTerminal(), services: fakeServices(core), interrupt });
      interrupt.dispose();
    }
    assert.deepEqual(
      core.requests.map(({ allowRebuilds }) => allowRebuilds),
      [false, true, false, true],
    );
  });

  it('are said to be asked for so, where a plan leaves one', () => {
    const made = plan();
    assert.equal(helpWithRebuilds(made), undefined);
    const [left] = made.leftOut;
    assert.ok(left !== undefined);
    const help = helpWithRebuilds({ ...made, leftOut: [{ ...left, because: 'rebuild' }] });
    assert.match(help ?? '', /^--allow-rebuilds /);
  });
});
