import assert from 'node:assert/strict';
import type { ComparisonState } from '../../../src/core/comparison/comparisonState.js';
import { initialState } from '../../../src/core/comparison/comparisonState.js';
import type { Candidate } from '../../../src/core/comparison/candidate.js';
import type { ReadProgress } from '../../../src/core/dialect/introspector.js';
import { diff } from '../../../src/core/differ/diff.js';
import { partId } from '../../../src/core/model/partId.js';
import { defaultRules } from '../../../src/core/rules/rules.js';
import type { JournalEntry } from '../../../src/core/executor/journal.js';
import { messageLine, progressLine } from '../../../src/extension/drift/driftText.js';
import { wasApplied } from '../../../src/extension/drift/wasApplied.js';
import { statusLine } from '../../../src/extension/ui/statusLine.js';
import { english } from '../../support/englishText.js';
import { type FakePart, fakeCatalog, fakeDialect } from '../../support/fakeDialect.js';

function candidate(label: string): Candidate {
  const database = (): never => {
    throw new Error('never connected');
  };
  return { key: label, label, address: label, engine: 'postgres', database };
}

const sides = { source: candidate('dev'), target: candidate('prod') };

function compared(source: readonly FakePart[], target: readonly FakePart[], aggregates = 0): ComparisonState {
  const dialect = fakeDialect();
  const uncompared = Array.from({ length: aggregates }, (_, index) => ({
    id: partId('aggregate', 'public', String(index)),
    kind: 'aggregates',
    name: `a${String(index)}`,
    dependsOn: [],
  }));
  const drift = diff(
    fakeCatalog('dev', source, uncompared),
    fakeCatalog('prod', target),
    defaultRules,
    dialect,
  );
  const database = { label: '', address: '', parallelSessions: false, open: () => sides.source.database() };
  return {
    ...initialState,
    phase: 'compared',
    sides,
    result: {
      sides,
      databases: { source: database, target: database } as never,
      dialect,
      terms: { rules: defaultRules, renames: [] },
      drift,
      offers: [],
      comparedAt: new Date(2026, 0, 2, 14, 2),
    },
  };
}

const table = (name: string, attributes: FakePart['attributes'] = {}): FakePart => ({
  id: `table:public.${name}`,
  attributes,
});

describe('the line above the tree', () => {
  it('names both sides, the counts and the time', () => {
    const state = compared(
      [table('a'), table('b'), table('c', { x: '1' })],
      [table('c', { x: '2' }), table('d')],
    );
    assert.equal(
      messageLine(state, english),
      'dev -> prod · 2 missing, 1 modified, 1 extra · compared 14:02',
    );
  });

  it('names only the statuses that occur', () => {
    assert.equal(
      messageLine(compared([table('a')], []), english),
      'dev -> prod · 1 missing · compared 14:02',
    );
  });

  it('says that nothing drifted', () => {
    assert.equal(messageLine(compared([], []), english), 'dev -> prod · no drift · compared 14:02');
  });

  it('says why it may be out of date', () => {
    const state: ComparisonState = { ...compared([table('a')], []), stale: 'rules-changed' };
    assert.match(messageLine(state, english) ?? '', /out of date: the rules have changed/);
  });

  it('names what was found but is not compared', () => {
    assert.match(
      messageLine(compared([table('a')], [], 2), english) ?? '',
      /not compared yet: aggregates 2$/,
    );
  });

  it('is not there before anything was compared', () => {
    assert.equal(messageLine(initialState, english), undefined);
  });
});

describe('progress in words', () => {
  const reading = (done: number): ReadProgress => ({
    phase: 'reading',
    what: 'functions',
    done,
    total: 5000,
  });

  it('has the phase and counts as people read them', () => {
    const progress = { source: reading(2140) };
    assert.equal(progressLine({ ...initialState, progress }, english), 'reading functions, 2,140 of 5,000');
  });

  it('is about the side that is further behind', () => {
    const progress = { source: reading(4000), target: reading(12) };
    assert.equal(progressLine({ ...initialState, progress }, english), 'reading functions, 12 of 5,000');
  });

  it('says that it connects as long as nothing is read', () => {
    assert.equal(progressLine(initialState, english), 'connecting');
  });
});

describe('the line in the status bar', () => {
  const state = compared([{ id: 'table:a' }], []);

  it('names both databases, counts, and says in the tooltip what differs', () => {
    assert.deepEqual(statusLine(state, english), {
      text: '$(diff) dev -> prod: 1',
      tooltip: 'dev -> prod: 1 missing',
      offersRefresh: false,
    });
  });

  it('warns, says why and offers a refresh when what is shown is out of date', () => {
    for (const [stale, why] of [
      ['rules-changed', 'the rules have changed, refresh'],
      ['applied', 'the target was changed, refresh'],
    ] as const) {
      const line = statusLine({ ...state, stale }, english);
      assert.deepEqual(line, {
        text: '$(warning) dev -> prod: 1?',
        tooltip: `dev -> prod: 1 missing, out of date: ${why}`,
        offersRefresh: true,
      });
      assert.match(messageLine({ ...state, stale }, english) ?? '', new RegExp(`out of date: ${why}`));
    }
    const error = new Error('Nothing listens there.');
    const failed = statusLine({ ...state, phase: 'failed', stale: 'refresh-failed', error }, english);
    assert.equal(failed?.text, '$(error) dev -> prod');
    assert.match(failed.tooltip, /out of date: the last refresh failed: Nothing listens there\.$/);
    assert.equal(
      statusLine({ ...state, phase: 'comparing', stale: 'applied' }, english)?.offersRefresh,
      false,
    );
  });

  it('is not there as long as nothing is chosen', () => {
    assert.equal(statusLine(initialState, english), undefined);
  });
});

describe('applies that were kept', () => {
  const comparedAt = new Date('2026-01-01T12:00:00Z');
  const target = { label: 'prod', address: 'host/prod' };
  const open = (): never => sides.source.database() as never;
  const database = { ...target, parallelSessions: false, open };
  const entry: JournalEntry = {
    version: 1,
    id: '1',
    startedAt: '2026-01-01T12:30:00.000Z',
    source: { label: 'dev', address: 'host/dev' },
    target,
    status: 'applied',
    steps: [],
    leftOut: [],
    lost: [],
  };
  const changes = (changed: Partial<JournalEntry>): boolean =>
    wasApplied([{ ...entry, ...changed }], { databases: { source: database, target: database }, comparedAt });

  it('make a comparison stale when they came after it and may have changed the target', () => {
    assert.equal(changes({}), true);
    assert.equal(changes({ status: 'in-doubt' }), true);
    assert.equal(
      changes({ startedAt: '2026-01-01T11:59:00.000Z', endedAt: '2026-01-01T12:01:00.000Z' }),
      true,
    );
    assert.equal(changes({ startedAt: '2026-01-01T11:00:00.000Z' }), false);
    assert.equal(changes({ status: 'failed' }), false);
    assert.equal(changes({ target: { label: 'prod', address: 'other/prod' } }), false);
  });
});
