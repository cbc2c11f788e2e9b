import assert from 'node:assert/strict';
import type { Session, SqlRow } from '../../../../../src/core/dialect/session.js';
import { DbvcError } from '../../../../../src/core/errors.js';
import type { Part } from '../../../../../src/core/model/part.js';
import { partId } from '../../../../../src/core/model/partId.js';
import { readTraffic } from '../../../../../src/dialects/mssql/executor/traffic.js';

/** A server whose database stays at the compatibility level of 2014: it knows no OPENJSON. */
function sessionAt120(sizes: readonly SqlRow[], holders: readonly SqlRow[]): Session {
  return {
    server: { engine: 'mssql', version: 0, versionText: '', database: '', user: '', identity: '' },
    query: (sql) =>
      /OPENJSON/i.test(sql)
        ? Promise.reject(new DbvcError('statement-failed', "Invalid object name 'OPENJSON'."))
        : Promise.resolve(sql.includes('dm_tran_locks') ? holders : sizes),
    queryMany: () => Promise.resolve([]),
    onNotice: () => () => undefined,
    close: () => Promise.resolve(),
  };
}

function table(...path: readonly string[]): Part {
  const id = partId('table', ...path);
  return { id, kind: 'table', objectId: id, path, attributes: {}, details: {}, dependsOn: [], occupies: [] };
}

describe('what goes on at tables of SQL Server', () => {
  it('is asked without what a database of an older compatibility level lacks', async () => {
    const t = table('dbo', 'a.b');
    const session = sessionAt120(
      [
        { schema: 'dbo', name: 'a.b', rows: '12' },
        { schema: 'dbo', name: 'other', rows: '99' },
      ],
      [
        {
          schema: 'dbo',
          name: 'a.b',
          session: 'session 7',
          login: 'ann',
          program: 'x',
          state: 'running',
          seconds: 3,
        },
        {
          schema: 'dbo',
          name: 'other',
          session: 'session 8',
          login: 'bob',
          program: '',
          state: '',
          seconds: 1,
        },
      ],
    );
    assert.deepEqual(
      [...(await readTraffic(session, [t]))],
      [[t.id, { rows: 12, holders: [{ who: 'session 7, ann, x, running', seconds: 3 }] }]],
    );
  });
});
