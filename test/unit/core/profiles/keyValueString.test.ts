import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DbvcError } from '../../../../src/core/errors.js';
import { formatKeyValueString, parseKeyValueString } from '../../../../src/core/profiles/keyValueString.js';
import { connections, passwords } from './arbitraries.js';
import { errorOf, everythingIn } from './errorText.js';

describe('A key=value string', () => {
  const cases: readonly [text: string, parameters: object, password?: string][] = [
    [
      'host=localhost port=5432 dbname=mydb connect_timeout=10',
      { host: 'localhost', port: '5432', dbname: 'mydb', connect_timeout: '10' },
    ],
    ['host = localhost  dbname\t=\nmydb', { host: 'localhost', dbname: 'mydb' }],
    ["dbname='my db' user='o\\'brien'", { dbname: 'my db', user: "o'brien" }],
    ["password='a b\\\\c' host=h", { host: 'h' }, 'a b\\c'],
    ['user=a\\ b password=x\\=y', { user: 'a b' }, 'x=y'],
    ["user='' dbname=d", { dbname: 'd' }],
    ['dbname= user=x', { dbname: 'user=x' }],
    ["options='-c geqo=off'", { options: '-c geqo=off' }],
    ['host=a host=b', { host: 'b' }],
    ["host='h'dbname=d", { host: 'h', dbname: 'd' }],
  ];
  for (const [text, parameters, password] of cases) {
    it(`reads ${text}`, () => {
      const parsed = parseKeyValueString(text);
      assert.deepEqual(parsed.parameters, parameters);
      assert.equal(parsed.password?.reveal(), password);
    });
  }

  const malformed: readonly [text: string, message: RegExp][] = [
    ['host', /the beginning has a word without a =/],
    ['host=h dbname', /the text after the value of "host" has a word without a =/],
    ['=x', /the beginning has a = without a keyword/],
    ["host='h", /the value of "host" has no closing quote/],
    ['host=h frob=1', /the parameter "frob" is not one/],
    ['host=h port=x', /the port is not a number/],
    ['password=my secret host=h', /the text after the value of "password" has a word without a =/],
    ['password=my secret=x host=h', /one of the parameters is not one/],
  ];
  for (const [text, message] of malformed) {
    it(`says what is wrong with ${text}`, () => {
      const error = errorOf(() => parseKeyValueString(text));
      assert.match(error.message, message);
      assert.doesNotMatch(everythingIn(error), /secret/);
      assert.equal(error.code, 'invalid-input');
    });
  }

  it('comes back the same from writing and reading', () => {
    fc.assert(
      fc.property(connections, (connection) => {
        const again = parseKeyValueString(formatKeyValueString(connection, true));
        assert.deepEqual(again.parameters, connection.parameters);
        assert.equal(again.password?.reveal(), connection.password?.reveal());
      }),
    );
  });

  it('never shows a password in an error, however it was pasted', () => {
    fc.assert(
      fc.property(
        passwords,
        fc.constantFrom('', ' host=h', ' port=x', ' frob=1', ' word'),
        (password, rest) => {
          try {
            parseKeyValueString(`user=ann password=${password}${rest}`);
          } catch (error) {
            assert.ok(error instanceof DbvcError, String(error));
            assert.ok(!everythingIn(error).includes(password), everythingIn(error));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
