import assert from 'node:assert/strict';
import * as z from 'zod';
import {
  integer,
  jsonRows,
  optionalText,
  slicesOfJsonRows,
} from '../../../../../src/dialects/postgres/introspection/rows.js';

const shape = z.object({ number: integer, name: optionalText });

/** An answer as the server sends it. */
function answer(...rows: readonly (readonly unknown[])[]): readonly { row: string }[] {
  return rows.map((row) => ({ row: JSON.stringify(row) }));
}

describe('rows that come as JSON', () => {
  it('are taken apart, so many at a time', () => {
    const rows = answer([1, 'a'], [2, null], [3, 'c']);
    const expected = [
      { number: 1, name: 'a' },
      { number: 2, name: null },
      { number: 3, name: 'c' },
    ];
    assert.deepEqual(jsonRows(rows, shape), expected);
    assert.deepEqual([...slicesOfJsonRows(rows, shape, 2)], [expected.slice(0, 2), expected.slice(2)]);
    assert.deepEqual([...slicesOfJsonRows(rows, shape, 1)].flat(), expected);
    assert.deepEqual([...slicesOfJsonRows(rows, shape, 3)], [expected]);
  });

  it('may be long', () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(30_000));
    const rows = jsonRows(answer(...names.map((name, number) => [number, name])), shape);
    assert.deepEqual(
      rows.map(({ name }) => name),
      names,
    );
  });

  it('may hold whatever a name can hold', () => {
    const names = [',', '],[', '"', '\n', '🐘', ''];
    const rows = answer(...names.map((name, number) => [number, name]));
    assert.deepEqual(
      [...slicesOfJsonRows(rows, shape, 2)].flat().map(({ name }) => name),
      names,
    );
  });

  it('are none where the server found none, which is a slice too', () => {
    assert.deepEqual(jsonRows(answer(), shape), []);
    assert.deepEqual([...slicesOfJsonRows(answer(), shape, 2)], [[]]);
  });
});
