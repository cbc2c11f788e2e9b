import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { type Interrupt, watchInterrupts } from '../../../src/cli/interrupt.js';

describe('Ctrl-C', () => {
  let signals: EventEmitter;
  let left: number[];
  let interrupt: Interrupt;
  beforeEach(() => {
    signals = new EventEmitter();
    left = [];
    interrupt = watchInterrupts(signals as unknown as NodeJS.Process, (status) => left.push(status));
  });
  afterEach(() => {
    interrupt.dispose();
  });

  it('asks the work to stop first, and leaves at once the second time', () => {
    assert.equal(interrupt.signal.aborted, false);
    signals.emit('SIGINT');
    assert.equal(interrupt.signal.aborted, true);
    assert.deepEqual(left, []);
    signals.emit('SIGINT');
    assert.deepEqual(left, [130]);
  });

  it('does the same for SIGTERM and SIGHUP', () => {
    signals.emit('SIGTERM');
    assert.equal(interrupt.signal.aborted, true);
    signals.emit('SIGHUP');
    assert.deepEqual(left, [130]);
  });

  it('cuts reading off when it does not stop within two seconds', async () => {
    const started = Date.now();
    await new Promise<void>((resolve) => {
      const other = watchInterrupts(signals as unknown as NodeJS.Process, (status) => {
        assert.equal(status, 130);
        other.dispose();
        resolve();
      });
      // The timer keeps no process alive, and nothing else does here.
      const alive = setTimeout(() => undefined, 5000);
      other.signal.addEventListener('abort', () => {
        setTimeout(() => clearTimeout(alive), 2500);
      });
      other.trigger();
    });
    assert.ok(Date.now() - started < 2000);
  });

  it('listens no longer when it is disposed', () => {
    interrupt.dispose();
    signals.emit('SIGINT');
    assert.equal(interrupt.signal.aborted, false);
    assert.equal(signals.listenerCount('SIGINT'), 0);
  });
});
