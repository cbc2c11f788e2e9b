import assert from 'node:assert/strict';
import type { JournalEntry } from '../../../src/core/executor/journal.js';
import { entryRow, historyContextValue, stepRows } from '../../../src/extension/history/historyRows.js';
import { english } from '../../support/englishText.js';

const entry: JournalEntry = {
  version: 1,
  id: '2026-01-02-x',
  startedAt: '2026-01-02T14:02:00Z',
  source: { label: 'dev', address: 'localhost/dev' },
  target: { label: 'prod', address: 'db/prod', environment: 'production' },
  person: 'ada',
  role: 'owner',
  status: 'applied',
  steps: ['create table a', 'drop table b'],
  leftOut: ['view v: it exists only in the target'],
  lost: ['drop table b: its rows'],
};

describe('the rows of the History view', () => {
  it('name the target, when, with what result, by whom, and what is lost', () => {
    const row = entryRow(entry, '2 Jan, 14:02', english);
    assert.equal(row.label, 'prod');
    assert.equal(row.description, '2 Jan, 14:02 · applied · 2 steps · PRODUCTION');
    assert.match(row.tooltip, /^dev -> prod, PRODUCTION \(db\/prod\)/);
    assert.match(row.tooltip, /by ada \/ owner/);
    assert.match(row.tooltip, /cannot bring back:\n- drop table b: its rows/);
    assert.equal(row.accessibleLabel, 'prod, PRODUCTION, 2 Jan, 14:02, applied, 2 steps');
    assert.deepEqual(
      stepRows(row).map(({ label }) => label),
      ['1. create table a', '2. drop table b'],
    );
  });

  it('offer to undo only what may have changed something', () => {
    const valueOf = (status: JournalEntry['status']): string =>
      historyContextValue(entryRow({ ...entry, status }, '', english));
    assert.equal(valueOf('applied'), 'dbvc.entry;status=applied;undoable');
    assert.equal(valueOf('in-doubt'), 'dbvc.entry;status=in-doubt;undoable');
    assert.equal(valueOf('failed'), 'dbvc.entry;status=failed');
    assert.equal(valueOf('cancelled'), 'dbvc.entry;status=cancelled');
  });
});
