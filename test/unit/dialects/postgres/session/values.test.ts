import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseList, valueParser } from '../../../../../src/dialects/postgres/session/values.js';

/** Writes an array as the server's array_out does when every item needs quotes. */
function writeList(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
}

describe('A value from PostgreSQL', () => {
  const cases: readonly [oid: number, text: string, value: unknown][] = [
    [16, 't', true],
    [16, 'f', false],
    [21, '-7', -7],
    [23, '2147483647', 2147483647],
    [26, '4294967295', 4294967295],
    [20, '9007199254740993', '9007199254740993'],
    [701, '0.1', '0.1'],
    [18, 'c', 'c'],
    [25, 'text', 'text'],
    [114, '{"a":[1]}', { a: [1] }],
    [3802, 'null', null],
    [1009, '{a,"b,c"}', ['a', 'b,c']],
    [1003, '{}', []],
    [1028, '{1,2}', ['1', '2']],
    [1007, '{1,2}', '{1,2}'],
    [99_999, '(a,b)', '(a,b)'],
  ];
  for (const [oid, text, value] of cases) {
    it(`of type ${String(oid)} comes as promised: ${text}`, () => {
      assert.deepEqual(valueParser(oid)(text), value);
    });
  }

  it('that is a list comes item by item, whatever the items hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (items) => {
        assert.deepEqual(parseList(writeList(items)), items);
      }),
    );
  });

  it('that is a list may start anywhere, and hold the word NULL', () => {
    assert.deepEqual(parseList('[0:1]={a,b}'), ['a', 'b']);
    assert.deepEqual(parseList('{"NULL",nULLs}'), ['NULL', 'nULLs']);
  });

  it('that is no list of strings is a defect of the query', () => {
    assert.throws(() => parseList('{a,NULL}'), { code: 'internal' });
    assert.throws(() => parseList('{{a},{b}}'), { code: 'internal' });
  });
});
