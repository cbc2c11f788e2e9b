import assert from 'node:assert/strict';
import { parseConnectionString } from '../../../src/core/profiles/connectionString.js';
import { type Profile, profileSchema } from '../../../src/core/profiles/profile.js';
import { profileConnection } from '../../../src/core/profiles/profileConnection.js';
import {
  connectionContextValue,
  type ConnectionEntry,
  type ConnectionRow,
  type ConnectionsRow,
  connectionRows,
} from '../../../src/extension/connections/connectionRows.js';
import type { ConnectionState } from '../../../src/extension/connections/connectionStates.js';
import {
  draftOf,
  emptyDraft,
  profileOf,
  withAddressField,
} from '../../../src/extension/connections/form/connectionDraft.js';
import { passwordKey } from '../../../src/extension/connections/passwordKey.js';
import { addressOfConnection } from '../../../src/core/profiles/addressOfConnection.js';
import { profileAddress, suggestedName } from '../../../src/extension/connections/profileText.js';
import { foldersOf } from '../../../src/core/profiles/folders.js';
import { freeName } from '../../../src/core/profiles/freeName.js';
import { english } from '../../support/englishText.js';

function row(
  entry: Partial<ConnectionEntry>,
  state: ConnectionState = { status: 'unknown' },
  sideOf: { source?: string; target?: string } = {},
): ConnectionRow {
  const [first] = connectionRows(
    {
      entries: [
        {
          key: 'profile:prod',
          origin: 'user',
          name: 'prod',
          address: 'db:5432/shop',
          engine: 'postgres',
          ...entry,
        },
      ],
      broken: [],
      sideOf,
      state: () => state,
    },
    english,
  );
  assert.ok(first?.type === 'connection');
  return first;
}

describe('the folders of the Connections view', () => {
  const shape = (rows: readonly ConnectionsRow[]): readonly unknown[] =>
    rows.map((one) => (one.type === 'folder' ? [one.path, ...shape(one.children)] : one.label));

  it('lie in one another, before the connections, by name', () => {
    const entry = (name: string, folder?: string): ConnectionEntry => ({
      key: `profile:${name}`,
      origin: 'user',
      name,
      address: 'h/d',
      engine: 'postgres',
      ...(folder === undefined ? {} : { folder }),
    });
    const entries = [
      entry('loose'),
      entry('b', 'Shop / Europe'),
      entry('a', 'Shop/Europe'),
      entry('c', 'Shop'),
      entry('d', '/Admin/'),
    ];
    const input = { entries, broken: [], sideOf: {}, state: () => ({ status: 'unknown' }) as const };
    assert.deepEqual(shape(connectionRows(input, english)), [
      ['Admin', 'd'],
      ['Shop', ['Shop/Europe', 'a', 'b'], 'c'],
      'loose',
    ]);
    assert.deepEqual(foldersOf(entries.map(({ folder }) => folder)), ['Admin', 'Shop', 'Shop/Europe']);
  });
});

describe('the rows of the Connections view', () => {
  it('have the name first, and where it leads in the description', () => {
    assert.equal(row({}).label, 'prod');
    assert.equal(row({}).description, 'db:5432/shop');
  });

  it('make production unmistakable without a colour', () => {
    assert.equal(row({ environment: 'production' }).description, 'PRODUCTION · db:5432/shop');
  });

  it('say what a database is to the comparison, and that nothing may be applied to it', () => {
    const { description, accessibleLabel } = row(
      { readOnly: true },
      { status: 'unknown' },
      { target: 'profile:prod' },
    );
    assert.equal(description, 'target · read-only · db:5432/shop');
    assert.equal(accessibleLabel, 'prod, target, read-only, db:5432/shop, PostgreSQL');
  });

  it('name their engine, until the server does', () => {
    assert.equal(row({ engine: 'mssql' }).tooltip, 'prod\ndb:5432/shop\nSQL Server');
    const connected = row({}, { status: 'connected', server: 'PostgreSQL 18.1' });
    assert.equal(connected.tooltip, 'prod\ndb:5432/shop\nconnected: PostgreSQL 18.1');
  });

  it('say why a connection failed', () => {
    const failed = row({}, { status: 'failed', message: 'refused' });
    assert.match(failed.tooltip, /failed: refused$/);
    assert.equal(connectionContextValue(failed), 'dbvc.connection;origin=user;failed');
  });

  it('have every fact in their context value', () => {
    const full = row(
      { readOnly: true, environment: 'production', origin: 'workspace' },
      { status: 'unknown' },
      { source: 'profile:prod' },
    );
    assert.equal(connectionContextValue(full), 'dbvc.connection;origin=workspace;source;readOnly;production');
  });

  it('are grouped by folder, folders first, and what is broken comes last', () => {
    const entry = (name: string, folder?: string): ConnectionEntry => ({
      key: `profile:${name}`,
      origin: 'user',
      name,
      address: '',
      engine: 'postgres',
      ...(folder === undefined ? {} : { folder }),
    });
    const rows = connectionRows(
      {
        entries: [entry('z'), entry('b', 'Shop'), entry('a', 'Shop')],
        broken: [{ origin: 'user', name: '#3', problem: 'host: must not be empty' }],
        sideOf: {},
        state: () => ({ status: 'unknown' }),
      },
      english,
    );
    assert.deepEqual(
      rows.map((one) => [one.label, one.type === 'folder' ? one.children.map(({ label }) => label) : []]),
      [
        ['Shop', ['a', 'b']],
        ['z', []],
        ['#3', []],
      ],
    );
    assert.deepEqual(rows.map(connectionContextValue), [
      'dbvc.folder',
      'dbvc.connection;origin=user',
      'dbvc.broken;origin=user',
    ]);
  });
});

describe('the key of a saved password', () => {
  const profile: Profile = { name: 'prod', host: 'db', port: 5432, database: 'shop', user: 'me' };

  it('stays when labels, database or TLS change', () => {
    const edited: Profile = {
      ...profile,
      database: 'other',
      environment: 'production',
      readOnly: true,
      folder: 'x',
      tls: { mode: 'verify-full' },
    };
    assert.equal(passwordKey(edited), passwordKey(profile));
  });

  it('is another one for another server or user: a password never goes where it was not meant to', () => {
    for (const change of [
      { host: 'evil' },
      { port: 5433 },
      { user: 'you' },
      { name: 'dev' },
      { service: 's' },
    ]) {
      assert.notEqual(passwordKey({ ...profile, ...change }), passwordKey(profile));
    }
    assert.notEqual(
      passwordKey({ name: 'a', url: 'postgresql://x/' }),
      passwordKey({ name: 'a', url: 'postgresql://y/' }),
    );
  });

  it('is another one where the environment names another server', () => {
    const keyUnder = (env: Record<string, string>, one: Profile): string => passwordKey(one, env);
    for (const one of [
      { name: 'a', host: '${env:HOST}' },
      { name: 'a', url: 'postgresql://u@${env:HOST}/d' },
    ]) {
      assert.notEqual(keyUnder({ HOST: 'x' }, one), keyUnder({ HOST: 'y' }, one));
      assert.equal(keyUnder({ HOST: 'x', PGHOST: 'z' }, one), keyUnder({ HOST: 'x' }, one));
    }
    assert.notEqual(keyUnder({ PGHOST: 'x' }, { name: 'a' }), keyUnder({ PGHOST: 'y' }, { name: 'a' }));
    assert.equal(keyUnder({}, { name: 'a' }), keyUnder({ PGUSER: 'me' }, { name: 'a' }));
  });
});

describe('what a pasted string becomes', () => {
  it('is fields where there are fields for all of it, without the password', () => {
    const parsed = parseConnectionString(
      'postgresql://me:secret@db:6000/shop?sslmode=verify-full&sslrootcert=/ca.pem',
    );
    assert.deepEqual(addressOfConnection(parsed), {
      engine: 'postgres',
      host: 'db',
      port: 6000,
      database: 'shop',
      user: 'me',
      tls: { mode: 'verify-full', rootCertificate: '/ca.pem' },
    });
  });

  it('is a URL where it says more than the fields can hold, and that URL says the same', () => {
    for (const text of [
      'postgresql://me:secret@db:6000/shop?connect_timeout=3&application_name=a%20b',
      'host=/var/run/postgresql dbname=shop user=me password=secret options=-csearch_path=x',
      'postgresql://me:secret@[::1]:6000/shop?options=-c%20a%3Db',
    ]) {
      const parsed = parseConnectionString(text);
      const address = addressOfConnection(parsed);
      assert.doesNotMatch(JSON.stringify(address), /secret/);
      const profile = profileSchema.parse({ name: 'x', ...address });
      const again = profileConnection(profile, {});
      assert.ok(parsed.engine === 'postgres' && again.engine === 'postgres');
      assert.deepEqual(again.parameters, parsed.parameters);
    }
  });
});

describe('a connection that is being filled in', () => {
  it('becomes the profile that it was made from', () => {
    const profile: Profile = {
      name: 'prod',
      engine: 'postgres',
      host: 'db',
      port: 5433,
      database: 'shop',
      user: 'me',
      environment: 'production',
      readOnly: true,
      folder: 'Shop',
      tls: { mode: 'require' },
    };
    assert.deepEqual(profileOf(draftOf(profile, 'ask')), profile);
    assert.equal(draftOf(profile, 'ask').method, 'fields');
    assert.equal(draftOf({ name: 'x', url: 'postgresql://h/d' }, 'saved').method, 'string');
  });

  it('loses a field that is emptied', () => {
    const typed = withAddressField(withAddressField(emptyDraft, 'port', ' 5433 '), 'user', 'me');
    const address = { engine: 'postgres', host: 'localhost', port: 5433 };
    assert.deepEqual(typed.address, { ...address, user: 'me' });
    assert.deepEqual(withAddressField(typed, 'user', ' ').address, address);
  });
});

describe('names and addresses of profiles', () => {
  it('never repeat a name', () => {
    assert.equal(freeName('a', []), 'a');
    assert.equal(freeName('a', ['a', 'a 2']), 'a 3');
  });

  it('suggest the database at its host', () => {
    assert.equal(suggestedName({ host: 'db', database: 'shop' }), 'shop@db');
    assert.equal(suggestedName({ host: '/run/postgresql', database: 'shop' }), 'shop@localhost');
    assert.equal(suggestedName({ service: 'prod' }), 'prod');
  });

  it('say where a profile leads', () => {
    assert.equal(profileAddress({ name: 'a', host: 'db', port: 1, database: 'x' }), 'db:1/x');
    assert.equal(profileAddress({ name: 'a', host: '::1', database: 'x' }), '[::1]/x');
    assert.equal(profileAddress({ name: 'a', service: 'prod' }), 'service prod');
    assert.equal(profileAddress({ name: 'a', url: 'postgresql://me@db:1/x?a=b' }), 'db:1/x?a=b');
  });
});
