import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DbvcError } from '../../../../src/core/errors.js';
import { isConnectionString, parseConnectionString } from '../../../../src/core/profiles/connectionString.js';
import { passwords } from './arbitraries.js';
import { errorOf, everythingIn } from './errorText.js';

/** What was read, as plain data with the password revealed. */
function read(text: string): object {
  const { password, ...rest } = parseConnectionString(text);
  const plain = { ...rest, ...(password === undefined ? {} : { password: password.reveal() }) };
  const { ignored, ...others } = plain;
  return ignored.length === 0 ? others : { ...others, ignored };
}

describe('A connection string', () => {
  const cases: readonly [text: string, expected: object][] = [
    ['  postgresql://u@h/d \n', { engine: 'postgres', parameters: { user: 'u', host: 'h', dbname: 'd' } }],
    ['host=h password=p', { engine: 'postgres', parameters: { host: 'h' }, password: 'p' }],
    [
      'jdbc:postgresql://h:5433/d?user=u&password=p%26',
      { engine: 'postgres', parameters: { host: 'h', port: '5433', dbname: 'd', user: 'u' }, password: 'p&' },
    ],
    [
      'jdbc:postgresql://h/d?ssl=true',
      { engine: 'postgres', parameters: { host: 'h', dbname: 'd', sslmode: 'verify-full' } },
    ],
    [
      'jdbc:postgresql://h/d?ssl=true&sslmode=require',
      { engine: 'postgres', parameters: { host: 'h', dbname: 'd', sslmode: 'require' } },
    ],
    [
      'jdbc:postgresql://[::1]:1/d?currentSchema=x&ApplicationName=my+app',
      {
        engine: 'postgres',
        parameters: { host: '::1', port: '1', dbname: 'd', application_name: 'my app' },
        ignored: ['currentSchema'],
      },
    ],
    ['jdbc:postgresql:d', { engine: 'postgres', parameters: { host: 'localhost', dbname: 'd' } }],
    ['jdbc:postgresql:///', { engine: 'postgres', parameters: { host: 'localhost' } }],
    [
      'mssql://sa:p%40ss@h:1434/db?encrypt=true&trustServerCertificate=true',
      {
        engine: 'mssql',
        host: 'h',
        port: 1434,
        database: 'db',
        user: 'sa',
        password: 'p@ss',
        tlsMode: 'require',
      },
    ],
    ['mssql://h/db', { engine: 'mssql', host: 'h', database: 'db' }],
    [
      'sqlserver://sa:p@h/SQLEXPRESS?database=db',
      { engine: 'mssql', host: 'h', instance: 'SQLEXPRESS', database: 'db', user: 'sa', password: 'p' },
    ],
    [
      'sqlserver://h:1433;database=db;user=sa;password={a;b}}c};encrypt=false',
      {
        engine: 'mssql',
        host: 'h',
        port: 1433,
        database: 'db',
        user: 'sa',
        password: 'a;b}c',
        tlsMode: 'disable',
      },
    ],
    ['sqlserver://h;user=sa;password=p@w', { engine: 'mssql', host: 'h', user: 'sa', password: 'p@w' }],
    [
      'jdbc:sqlserver://h\\inst:1433;databaseName=db;user=sa;password=p;loginTimeout=5',
      {
        engine: 'mssql',
        host: 'h',
        instance: 'inst',
        port: 1433,
        database: 'db',
        user: 'sa',
        password: 'p',
        connectTimeout: 5,
      },
    ],
    ['jdbc:sqlserver://;serverName=h;portNumber=99', { engine: 'mssql', host: 'h', port: 99 }],
    [
      'Server=tcp:h.database.windows.net,1433;Initial Catalog=db;User ID=u;Password="p;w""x";Encrypt=True;TrustServerCertificate=False;MultipleActiveResultSets=False',
      {
        engine: 'mssql',
        host: 'h.database.windows.net',
        port: 1433,
        database: 'db',
        user: 'u',
        password: 'p;w"x',
        tlsMode: 'verify-full',
        ignored: ['multipleactiveresultsets'],
      },
    ],
    [
      'Data Source=.\\SQLEXPRESS;Integrated Security=true',
      { engine: 'mssql', host: 'localhost', instance: 'SQLEXPRESS', ignored: ['integratedsecurity'] },
    ],
    ["password=x;server=h;pwd='it''s'", { engine: 'mssql', host: 'h', password: 'x' }],
  ];
  for (const [text, expected] of cases) {
    it(`is read: ${text.trim()}`, () => {
      assert.ok(isConnectionString(text));
      assert.deepEqual(read(text), expected);
    });
  }

  const wrong: readonly [text: string, code: string, message: RegExp][] = [
    ['mysql://h/d', 'not-supported', /"mysql"/],
    ['jdbc:oracle:thin:@h', 'not-supported', /"oracle"/],
    ['jdbc:', 'invalid-input', /does not name its engine/],
    ['mssql://h:x/d', 'invalid-input', /the port is not a number/],
    ['mssql://sa:p/w@h/d', 'invalid-input', /the host cannot be found/],
    ['sqlserver://h;user', 'invalid-input', /a word without a =/],
    ['sqlserver://h;password={abc', 'invalid-input', /the value of "password" has no closing \}/],
    ['Server=h;Encrypt=perhaps', 'invalid-input', /"Encrypt" is none of/],
    ['Server=h,x;', 'invalid-input', /the port is not a number/],
    ['Server=h;Password="x"y', 'invalid-input', /goes on after its closing quote/],
    ['Server=h;Connect Timeout=soon', 'invalid-input', /the connect timeout/],
    ['jdbc:postgresql://u:p@h/d', 'invalid-input', /the host contains an @/],
    ['jdbc:postgresql://h:x/d', 'invalid-input', /the port is not a number/],
    ['jdbc:postgresql://h1,h2/d', 'not-supported', /several hosts/],
    ['jdbc:postgresql://h/d?user', 'invalid-input', /a property after the \? has no =/],
    ['nonsense', 'invalid-input', /not a connection string/],
  ];
  for (const [text, code, message] of wrong) {
    it(`is refused: ${text}`, () => {
      const error = errorOf(() => parseConnectionString(text));
      assert.equal(error.code, code);
      assert.match(error.message, message);
    });
  }

  for (const text of [
    'prod',
    'my-profile',
    './path',
    'C:\\dumps\\a.sql',
    'demo:source',
    'a=b',
    'schema.sql',
    '',
  ]) {
    it(`is not taken for one: ${JSON.stringify(text)}`, () => {
      assert.equal(isConnectionString(text), false);
    });
  }

  const forms: readonly ((password: string) => string)[] = [
    (password) => `mssql://sa:${password}@h:x/d`,
    (password) => `sqlserver://h;user=sa;password=${password};encrypt=perhaps`,
    (password) => `sqlserver://h;user=sa;password={${password}};encrypt=perhaps`,
    (password) => `jdbc:sqlserver://h:x;user=sa;password=${password}`,
    (password) => `Server=h;Password=${password};Encrypt=perhaps;word`,
    (password) => `Server=h,x;Password="${password}"`,
    (password) => `jdbc:postgresql://h/d?password=${password}&sslmode=x&word`,
    (password) => `jdbc:postgresql://h:x/d?password=${password}`,
    (password) => `mysql://u:${password}@h/d`,
    (password) => `pg:${password}@h/d`,
  ];
  it('takes a role for PostgreSQL, and refuses one for SQL Server in words', () => {
    assert.deepEqual(read('postgresql://u@h/d?role=app_owner'), {
      engine: 'postgres',
      parameters: { user: 'u', host: 'h', dbname: 'd', role: 'app_owner' },
    });
    for (const text of ['mssql://u@h/d?role=owner', 'Server=h;Role=owner']) {
      const error = errorOf(() => parseConnectionString(text));
      assert.equal(error.code, 'not-supported');
      assert.match(error.message, /role on PostgreSQL only/);
    }
  });

  it('never shows a password in an error, whatever the form', () => {
    fc.assert(
      fc.property(passwords, fc.constantFrom(...forms), (password, form) => {
        try {
          parseConnectionString(form(password));
        } catch (error) {
          assert.ok(error instanceof DbvcError, String(error));
          assert.ok(!everythingIn(error).includes(password), everythingIn(error));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('throws nothing but the errors of the family, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'postgresql://',
          'mssql://',
          'sqlserver://',
          'jdbc:postgresql:',
          'jdbc:',
          'host=',
          'Server=',
          '',
        ),
        fc.string({ unit: 'binary' }),
        (start, rest) => {
          try {
            parseConnectionString(start + rest);
          } catch (error) {
            assert.ok(error instanceof DbvcError, String(error));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
