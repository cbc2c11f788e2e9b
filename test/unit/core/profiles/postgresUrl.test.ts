import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DbvcError } from '../../../../src/core/errors.js';
import type { PostgresConnection } from '../../../../src/core/profiles/parsedConnection.js';
import { formatPostgresUrl, parsePostgresUrl } from '../../../../src/core/profiles/postgresUrl.js';
import { Secret } from '../../../../src/core/secret.js';
import { errorOf, everythingIn } from './errorText.js';
import { connections, passwords } from './arbitraries.js';

describe('A PostgreSQL URL', () => {
  const cases: readonly [url: string, parameters: object, password?: string][] = [
    ['postgresql://', {}],
    ['postgres://localhost', { host: 'localhost' }],
    ['POSTGRESQL://localhost', { host: 'localhost' }],
    ['postgresql://localhost/', { host: 'localhost' }],
    ['postgresql://localhost:5433', { host: 'localhost', port: '5433' }],
    ['postgresql://localhost:/db', { host: 'localhost', dbname: 'db' }],
    ['postgresql://localhost/mydb', { host: 'localhost', dbname: 'mydb' }],
    ['postgresql://user@localhost', { host: 'localhost', user: 'user' }],
    ['postgresql://user:secret@localhost', { host: 'localhost', user: 'user' }, 'secret'],
    ['postgresql://user:@localhost', { host: 'localhost', user: 'user' }],
    ['postgresql://:secret@localhost', { host: 'localhost' }, 'secret'],
    ['postgresql://u:a:b:c@h', { host: 'h', user: 'u' }, 'a:b:c'],
    ['postgresql://u:p@ss@h', { host: 'h', user: 'u' }, 'p@ss'],
    ['postgresql://u:p%40%2F%3f%23@h/d', { host: 'h', user: 'u', dbname: 'd' }, 'p@/?#'],
    ['postgresql://u:pl+us%2B@h', { host: 'h', user: 'u' }, 'pl+us+'],
    ['postgresql://u:ha#sh@h', { host: 'h', user: 'u' }, 'ha#sh'],
    [
      'postgresql://other@localhost/otherdb?connect_timeout=10&application_name=my%20app',
      {
        host: 'localhost',
        user: 'other',
        dbname: 'otherdb',
        connect_timeout: '10',
        application_name: 'my app',
      },
    ],
    ['postgresql:///mydb?host=localhost&port=5433', { dbname: 'mydb', host: 'localhost', port: '5433' }],
    ['postgresql://[2001:db8::1234]/database', { host: '2001:db8::1234', dbname: 'database' }],
    ['postgresql://[::1]:6000', { host: '::1', port: '6000' }],
    ['postgresql:///dbname?host=/var/lib/postgresql', { dbname: 'dbname', host: '/var/lib/postgresql' }],
    ['postgresql://%2Fvar%2Flib%2Fpostgresql/dbname', { host: '/var/lib/postgresql', dbname: 'dbname' }],
    [
      'postgresql://h/d?options=-c%20search_path%3Dx',
      { host: 'h', dbname: 'd', options: '-c search_path=x' },
    ],
    ['postgresql://h/d?options=-csearch_path=x', { host: 'h', dbname: 'd', options: '-csearch_path=x' }],
    [
      'postgresql://h/d?sslmode=verify-full&sslrootcert=system',
      { host: 'h', dbname: 'd', sslmode: 'verify-full', sslrootcert: 'system' },
    ],
    ['postgresql://h/d?ssl=true', { host: 'h', dbname: 'd', sslmode: 'require' }],
    ['postgresql://h/d?user=me@tenant&password=x%26y', { host: 'h', dbname: 'd', user: 'me@tenant' }, 'x&y'],
    [
      'postgresql://h/d?service=prod&passfile=/p',
      { host: 'h', dbname: 'd', service: 'prod', passfile: '/p' },
    ],
    ['postgresql://h/d%C3%A4%20%22', { host: 'h', dbname: 'dä "' }],
    ['postgresql://h/d?keepalives=1&client_encoding=utf8&gssencmode=disable', { host: 'h', dbname: 'd' }],
  ];
  for (const [url, parameters, password] of cases) {
    it(`reads ${url}`, () => {
      const parsed = parsePostgresUrl(url);
      assert.deepEqual(parsed.parameters, parameters);
      assert.equal(parsed.password?.reveal(), password);
      assert.deepEqual(parsed.ignored, []);
    });
  }

  it('names the parameters of other tools that it leaves aside', () => {
    const url =
      'postgresql://h/d?schema=public&pgbouncer=true&sslmode=require&target_session_attrs=read-write';
    assert.deepEqual(parsePostgresUrl(url).ignored, ['schema', 'pgbouncer', 'target_session_attrs']);
  });

  const malformed: readonly [url: string, message: RegExp, code?: string][] = [
    ['postgresql://localhost:abc/db', /the port is not a number/],
    ['postgresql://localhost:0/db', /the port is not a number/],
    ['postgresql://localhost:70000/db', /the port is not a number/],
    ['postgresql://[::1/db', /the host begins with a \[/],
    ['postgresql://[::1]x/db', /the host begins with a \[/],
    ['postgresql://[]/db', /the host is an empty pair/],
    ['postgresql://::1/db', /the host holds several colons/],
    ['postgresql://u%zz@h/d', /the user name has a %/],
    ['postgresql://u:%4@h/d', /the password has a %/],
    ['postgresql://u:%ff@h/d', /the password is not UTF-8/],
    ['postgresql://h/%00', /the database name contains %00/],
    ['postgresql://h/d?sslmode', /a parameter after the \? has no =/],
    ['postgresql://h/d?sslmode=on', /"sslmode" is none of disable, allow/],
    ['postgresql://h/d?connect_timeout=soon', /"connect_timeout" is not a whole number/],
    ['postgresql://h/d?frob=1', /the parameter "frob" is not one/],
    ['postgresql://h/d?ssl=maybe', /"ssl" is neither/],
    ['postgresql://u:pa/ss@h/d', /the port is not a number|the database name contains an @/],
    ['postgresql://u:1/ss@h/d', /the database name contains an @/],
    ['postgresql://h1,h2/d', /several hosts/, 'not-supported'],
    ['postgresql://h1:1,h2:2/d', /several hosts/, 'not-supported'],
    ['postgresql:///d?host=h1,h2', /several hosts/, 'not-supported'],
    ['postgresql://h/d?sslcrl=x', /does not support the connection parameter "sslcrl"/, 'not-supported'],
    ['postgresql://h/d?gssencmode=require', /does not support/, 'not-supported'],
  ];
  for (const [url, message, code] of malformed) {
    it(`says what is wrong with ${url}`, () => {
      const error = errorOf(() => parsePostgresUrl(url));
      assert.match(error.message, message);
      assert.equal(error.code, code ?? 'invalid-input');
    });
  }

  it('comes back the same from writing and reading', () => {
    fc.assert(
      fc.property(connections, (connection) => {
        const again = parsePostgresUrl(formatPostgresUrl(connection, true));
        assert.deepEqual(again.parameters, connection.parameters);
        assert.equal(again.password?.reveal(), connection.password?.reveal());
      }),
    );
  });

  it('is written without the password unless asked for', () => {
    const connection: PostgresConnection = {
      engine: 'postgres',
      parameters: { host: 'h', user: 'u' },
      password: new Secret('hunter2'),
      keyPassword: new Secret('hunter3'),
      ignored: [],
    };
    assert.equal(formatPostgresUrl(connection), 'postgresql://u@h');
  });

  it('never shows a password in an error, however it was pasted', () => {
    fc.assert(
      fc.property(
        passwords,
        fc.constantFrom(
          '',
          '/db',
          ':5432/db',
          ':x/db',
          '/db?sslmode=maybe',
          '/db?frob=1',
          '/db?x',
          '/%zz',
          ',h2/db',
        ),
        fc.boolean(),
        (password, rest, encoded) => {
          const url = `postgresql://ann:${encoded ? encodeURIComponent(password) : password}@host${rest}`;
          try {
            parsePostgresUrl(url);
          } catch (error) {
            assert.ok(error instanceof DbvcError, String(error));
            assert.ok(!everythingIn(error).includes(password), everythingIn(error));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never takes a piece of a pasted password for another part', () => {
    fc.assert(
      fc.property(passwords, (password) => {
        let parsed: PostgresConnection;
        try {
          parsed = parsePostgresUrl(`postgresql://ann:${password}@host/db`);
        } catch (error) {
          assert.ok(error instanceof DbvcError, String(error));
          return;
        }
        assert.deepEqual(parsed.parameters, { user: 'ann', host: 'host', dbname: 'db' });
      }),
      { numRuns: 1000 },
    );
  });
});
