import assert from 'node:assert/strict';
import type { Candidate } from '../../../../src/core/comparison/candidate.js';
import { Comparison } from '../../../../src/core/comparison/comparison.js';
import type { ComparisonState } from '../../../../src/core/comparison/comparisonState.js';
import type { Dialect } from '../../../../src/core/dialect/dialect.js';
import type { ReadOptions } from '../../../../src/core/dialect/introspector.js';
import type { Database } from '../../../../src/core/dialect/session.js';
import { CancelledError, DbvcError } from '../../../../src/core/errors.js';
import { silentLogger } from '../../../../src/core/logger.js';
import type { Catalog } from '../../../../src/core/model/catalog.js';
import type { PartId } from '../../../../src/core/model/partId.js';
import { defaultRules } from '../../../../src/core/rules/rules.js';
import { fakeCatalog, fakeDialect } from '../../../support/fakeDialect.js';

type Read = (label: string, options: ReadOptions) => Promise<Catalog>;

const options = { rules: defaultRules, jobs: 1, statementTimeout: 0, lockTimeout: 0 };
const now = new Date('2026-01-02T14:02:00Z');
const dev = fakeCatalog('dev', [{ id: 'table:public.a' }, { id: 'table:public.b' }]);
const prod = fakeCatalog('prod', [{ id: 'table:public.b' }]);
const readBoth: Read = (label) => Promise.resolve(label === 'dev' ? dev : prod);

function candidate(label: string, engine: Candidate['engine'] = 'postgres'): Candidate {
  const database = (): Promise<Database> => Promise.resolve(fakeDatabase(label));
  return { key: `profile:${label}`, label, address: label, engine, database };
}

function fakeDatabase(label: string): Database {
  const open = (): never => {
    throw new Error('never opened');
  };
  return { label, address: label, parallelSessions: false, open };
}

function comparisonThat(read: Read): { comparison: Comparison; phases: string[] } {
  const base = fakeDialect();
  const dialect: Dialect = {
    ...base,
    introspector: { ...base.introspector, read: (database, given) => read(database.label, given) },
  };
  const comparison = new Comparison({
    loadDialect: () => Promise.resolve(dialect),
    now: () => now,
    logger: silentLogger,
  });
  const phases: string[] = [];
  comparison.onDidChange((state) => {
    if (phases.at(-1) !== state.phase) phases.push(state.phase);
  });
  return { comparison, phases };
}

function chosen(read: Read): { comparison: Comparison; phases: string[] } {
  const made = comparisonThat(read);
  made.comparison.choose('source', candidate('dev'));
  made.comparison.choose('target', candidate('prod'));
  return made;
}

/** A reading that never ends by itself. */
const untilCancelled: Read = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new CancelledError()));
  });

describe('Comparison', () => {
  it('goes from idle over comparing to compared, and keeps what it found', async () => {
    const { comparison, phases } = chosen(readBoth);
    await comparison.compare(options);
    assert.deepEqual(phases, ['idle', 'comparing', 'compared']);
    const { result } = comparison.state;
    assert.deepEqual(
      result?.drift.objects.map((object) => [object.name, object.status]),
      [['public.a', 'missing_in_target']],
    );
    assert.equal(result.comparedAt, now);
    assert.equal(result.sides.source.label, 'dev');
  });

  it('tells how far each side is, and forgets it at the end', async () => {
    const { comparison } = chosen((label, { progress }) => {
      progress?.({ phase: 'reading', what: 'functions', done: 2140, total: 5000 });
      return readBoth(label, { jobs: 1, logger: silentLogger });
    });
    const seen: ComparisonState['progress'][] = [];
    comparison.onDidChange((state) => seen.push(state.progress));
    await comparison.compare(options);
    const reading = { phase: 'reading', what: 'functions', done: 2140, total: 5000 };
    assert.ok(seen.some(({ source, target }) => source?.phase === 'reading' && target?.phase === 'reading'));
    assert.deepEqual(seen.find((progress) => progress.source !== undefined)?.source, reading);
    assert.deepEqual(comparison.state.progress, {});
  });

  it('refuses to compare without both sides', async () => {
    const { comparison } = comparisonThat(readBoth);
    comparison.choose('source', candidate('dev'));
    await assert.rejects(comparison.compare(options), { code: 'invalid-input' });
    assert.equal(comparison.state.phase, 'idle');
  });

  it('refuses two engines before anything is connected', async () => {
    let connected = false;
    const { comparison } = comparisonThat(readBoth);
    comparison.choose('source', {
      ...candidate('dev'),
      database: () => {
        connected = true;
        return Promise.resolve(fakeDatabase('dev'));
      },
    });
    comparison.choose('target', candidate('other', 'mssql'));
    await assert.rejects(comparison.compare(options), { code: 'engines-differ' });
    assert.equal(connected, false);
  });

  it('names the side that failed, and says so in its state', async () => {
    const { comparison, phases } = chosen((label) =>
      label === 'prod' ? Promise.reject(new DbvcError('connection-failed', 'refused')) : Promise.resolve(dev),
    );
    await assert.rejects(comparison.compare(options), {
      code: 'connection-failed',
      details: { side: 'target' },
    });
    assert.deepEqual(phases, ['idle', 'comparing', 'failed']);
    assert.equal((comparison.state.error as DbvcError).details.side, 'target');
  });

  it('names the side whose password could not be had', async () => {
    const { comparison } = chosen(readBoth);
    comparison.choose('source', {
      ...candidate('dev'),
      database: () => Promise.reject(new DbvcError('invalid-input', 'no such service')),
    });
    await assert.rejects(comparison.compare(options), { details: { side: 'source' } });
  });

  it('is as it was when it is cancelled', async () => {
    const { comparison, phases } = chosen(untilCancelled);
    const comparing = comparison.compare(options);
    await new Promise((resolve) => setImmediate(resolve));
    comparison.cancel();
    assert.equal(comparison.state.phase, 'idle');
    await assert.rejects(comparing, CancelledError);
    assert.deepEqual(phases, ['idle', 'comparing', 'idle']);
  });

  it('keeps the result of the last comparison through one that is cancelled', async () => {
    let read = readBoth;
    const { comparison } = chosen((label, given) => read(label, given));
    const first = await comparison.compare(options);
    read = untilCancelled;
    const second = comparison.compare(options);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(comparison.state.result, first);
    comparison.cancel();
    await assert.rejects(second, CancelledError);
    assert.equal(comparison.state.phase, 'compared');
    assert.equal(comparison.state.stale, undefined);
  });

  it('keeps the result of the last comparison as stale when the next one fails', async () => {
    let read = readBoth;
    const { comparison } = chosen((label, given) => read(label, given));
    const first = await comparison.compare(options);
    read = () => Promise.reject(new DbvcError('connection-lost', 'gone'));
    await assert.rejects(comparison.compare(options), { code: 'connection-lost' });
    assert.equal(comparison.state.phase, 'failed');
    assert.equal(comparison.state.result, first);
    assert.equal(comparison.state.stale, 'refresh-failed');
  });

  it('lets a later comparison win over an earlier one', async () => {
    let read = untilCancelled;
    const { comparison } = chosen((label, given) => read(label, given));
    const first = comparison.compare(options);
    const settled = assert.rejects(first, CancelledError);
    read = readBoth;
    await comparison.compare(options);
    await settled;
    assert.equal(comparison.state.phase, 'compared');
  });

  it('drops what it found when a side is changed or both are swapped', async () => {
    const { comparison } = chosen(readBoth);
    await comparison.compare(options);
    comparison.choose('target', candidate('staging'));
    assert.equal(comparison.state.result, undefined);
    await comparison.compare(options);
    comparison.swap();
    assert.equal(comparison.state.result, undefined);
    assert.equal(comparison.state.sides.source?.label, 'staging');
    assert.equal(comparison.state.sides.target?.label, 'dev');
  });

  it('keeps what it found when the same database is chosen again', async () => {
    const { comparison } = chosen(readBoth);
    const result = await comparison.compare(options);
    comparison.choose('target', candidate('prod'));
    assert.equal(comparison.state.result, result);
  });

  it('carries an object’s failure over a refresh after an apply, as long as the object still differs', async () => {
    const { comparison } = chosen(readBoth);
    await comparison.compare(options);
    comparison.recordFailure('table:public.a' as PartId, { message: 'permission denied' });
    comparison.recordFailure('table:public.gone' as PartId, { message: 'was fixed meanwhile' });
    comparison.markStale('applied');
    assert.equal(comparison.state.stale, 'applied');
    await comparison.compare({ ...options, keepFailures: true });
    assert.deepEqual([...comparison.state.failures.keys()], ['table:public.a']);
    assert.equal(comparison.state.stale, undefined);
    await comparison.compare(options);
    assert.equal(comparison.state.failures.size, 0);
  });

  it('is out of date until the reason for that is gone, and says on which terms it stands', async () => {
    const { comparison } = chosen(readBoth);
    const result = await comparison.compare(options);
    assert.deepEqual(result.terms, { rules: options.rules, renames: [] });
    comparison.markStale('applied');
    comparison.unmarkStale('rules-changed');
    assert.equal(comparison.state.stale, 'applied');
    comparison.unmarkStale('applied');
    assert.ok(!('stale' in comparison.state));
    assert.equal(comparison.state.result, result);
  });

  it('forgets a failure when the object is tried again, and stops telling who no longer listens', async () => {
    const { comparison } = chosen(readBoth);
    await comparison.compare(options);
    const id = 'table:public.a' as PartId;
    comparison.recordFailure(id, { message: 'x' });
    let calls = 0;
    const stop = comparison.onDidChange(() => (calls += 1));
    comparison.clearFailures([id]);
    stop();
    comparison.markStale('rules-changed');
    assert.equal(comparison.state.failures.size, 0);
    assert.equal(calls, 1);
  });
});
