import assert from 'node:assert/strict';
import {
  applyLocally,
  applySettings,
  beginsTransaction,
  sessionSettings,
} from '../../../../../src/dialects/postgres/session/settings.js';

const linux = 'PostgreSQL 18.4 on x86_64-pc-linux-gnu';

describe('The settings of a session', () => {
  it('are read-only for reading, and leave writing to the server for applying', () => {
    const read = new Map(sessionSettings({ purpose: 'read' }, { version: 180_004, description: linux }));
    const apply = new Map(sessionSettings({ purpose: 'apply' }, { version: 180_004, description: linux }));
    assert.equal(read.get('default_transaction_read_only'), 'on');
    assert.equal(apply.has('default_transaction_read_only'), false);
  });

  const versions: readonly [version: number, description: string, names: readonly string[]][] = [
    [130_023, linux, []],
    [140_000, linux, ['idle_session_timeout', 'client_connection_check_interval']],
    [140_000, 'PostgreSQL 14 on x86_64-apple-darwin', ['idle_session_timeout']],
    [170_000, linux, ['idle_session_timeout', 'client_connection_check_interval', 'transaction_timeout']],
  ];
  for (const [version, description, names] of versions) {
    it(`name only what ${String(version)} knows (${description})`, () => {
      const found = sessionSettings({ purpose: 'read' }, { version, description }).map(([name]) => name);
      for (const name of [
        'idle_session_timeout',
        'client_connection_check_interval',
        'transaction_timeout',
      ]) {
        assert.equal(found.includes(name), names.includes(name), name);
      }
    });
  }

  it('carry the timeouts, and switch off those that are not given', () => {
    const context = { version: 130_000, description: linux };
    const given = new Map(
      sessionSettings({ purpose: 'read', statementTimeout: 60_000, lockTimeout: 5_000 }, context),
    );
    assert.deepEqual([given.get('statement_timeout'), given.get('lock_timeout')], ['60000', '5000']);
    const none = new Map(sessionSettings({ purpose: 'read' }, context));
    assert.deepEqual([none.get('statement_timeout'), none.get('lock_timeout')], ['0', '0']);
  });

  it('are one statement for a session, and SET LOCAL for a transaction', () => {
    const settings = [
      ['search_path', ''],
      ['default_transaction_read_only', 'on'],
      ['default_transaction_isolation', 'read committed'],
    ] as const;
    assert.match(applySettings(settings), /^select pg_catalog\.set_config\('search_path', '', false\),/);
    assert.deepEqual(applyLocally(settings), ["SET LOCAL search_path = ''", 'SET TRANSACTION READ ONLY']);
  });

  it('are laid on what opens a transaction', () => {
    for (const sql of ['begin', ' BEGIN isolation level serializable', 'start\n transaction read only']) {
      assert.ok(beginsTransaction(sql), sql);
    }
    for (const sql of ['select 1', 'beginning', 'commit', 'start']) assert.ok(!beginsTransaction(sql), sql);
  });
});
