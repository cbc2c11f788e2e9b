import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DbvcError } from '../../../../src/core/errors.js';
import type { NewJournalEntry } from '../../../../src/core/executor/journal.js';
import { journalFolder } from '../../../../src/core/executor/journalFolder.js';

const entry: NewJournalEntry = {
  startedAt: '2026-01-02T03:04:05.678Z',
  source: { label: 'dev', address: 'db:5432/dev' },
  target: { label: 'prod', address: 'db:5432/prod', environment: 'production' },
  person: 'ada',
  steps: ['create table public.t'],
  leftOut: [],
  lost: [],
  script: 'CREATE TABLE t ();\n',
  rollback: 'DROP TABLE t;\n',
};

describe('a journal in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), 'dbvc-journal-')), 'state', 'journal');
  });
  afterEach(async () => {
    await rm(path.dirname(path.dirname(folder)), { recursive: true, force: true });
  });

  it('has an entry before the apply starts, with both scripts', async () => {
    const open = await journalFolder(folder).begin(entry);
    const [kept] = await journalFolder(folder).list();
    assert.equal(kept?.status, 'started');
    assert.equal(kept.endedAt, undefined);
    assert.equal(kept.target.environment, 'production');
    assert.equal(await readFile(open.scriptLocation, 'utf8'), entry.script);
    assert.equal(await readFile(open.rollbackLocation, 'utf8'), entry.rollback);
    assert.equal(await journalFolder(folder).read(open.id, 'script'), entry.script);
    assert.equal(await journalFolder(folder).read(open.id, 'rollback'), entry.rollback);
    await assert.rejects(journalFolder(folder).read('../elsewhere', 'script'), { code: 'invalid-input' });
  });

  it('records the end, and another rollback script where only a part was committed', async () => {
    const journal = journalFolder(folder);
    const open = await journal.begin(entry);
    await open.finish(
      { status: 'partly-applied', endedAt: '2026-01-02T03:04:06.000Z', committedSegments: 1, error: 'no' },
      'DROP TABLE other;\n',
    );
    const [kept] = await journal.list();
    assert.equal(kept?.status, 'partly-applied');
    assert.equal(kept.committedSegments, 1);
    assert.equal(kept.error, 'no');
    assert.equal(await readFile(open.rollbackLocation, 'utf8'), 'DROP TABLE other;\n');
    assert.deepEqual((await readdir(path.dirname(open.rollbackLocation))).sort(), [
      'apply.sql',
      'entry.json',
      'rollback.sql',
    ]);
  });

  it('is readable by its owner alone', async function () {
    if (process.platform === 'win32') this.skip();
    const open = await journalFolder(folder).begin(entry);
    const place = path.dirname(open.scriptLocation);
    for (const [file, mode] of [
      [folder, 0o700],
      [place, 0o700],
      [open.scriptLocation, 0o600],
      [open.rollbackLocation, 0o600],
      [path.join(place, 'entry.json'), 0o600],
    ] as const) {
      assert.equal((await stat(file)).mode & 0o777, mode, file);
    }
  });

  it('lists the newest first, and leaves out what it cannot read', async () => {
    const journal = journalFolder(folder);
    assert.deepEqual(await journal.list(), []);
    await journal.begin(entry);
    await journal.begin({ ...entry, startedAt: '2026-02-02T03:04:05.678Z' });
    await mkdir(path.join(folder, 'zzz'));
    await writeFile(path.join(folder, 'zzz', 'entry.json'), '{"version": 2');
    await mkdir(path.join(folder, 'yyy'));
    assert.deepEqual(
      (await journal.list()).map(({ startedAt }) => startedAt),
      ['2026-02-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'],
    );
  });

  it('keeps two entries of the same moment apart', async () => {
    const journal = journalFolder(folder);
    await Promise.all([journal.begin(entry), journal.begin(entry)]);
    assert.equal((await journal.list()).length, 2);
  });

  it('says that nothing was applied when it cannot be written', async () => {
    await mkdir(path.dirname(folder), { recursive: true });
    await writeFile(folder, 'a file in its place');
    await assert.rejects(
      journalFolder(folder).begin(entry),
      (error: unknown) => error instanceof DbvcError && error.message.includes('nothing was applied'),
    );
  });
});
