import assert from 'node:assert/strict';
import { typeChange } from '../../../../../src/dialects/postgres/kinds/columnType.js';

interface TypeCase {
  readonly from: string;
  readonly to: string;
  readonly risk?: 'data-loss' | 'may-fail-on-rows';
  readonly failsToo?: true;
  readonly using?: 'cast' | 'text';
}

const cases: readonly TypeCase[] = [
  { from: 'integer', to: 'bigint' },
  { from: 'bigint', to: 'integer', risk: 'may-fail-on-rows' },
  { from: 'character varying(5)', to: 'character varying(10)' },
  { from: 'character varying(5)', to: 'text' },
  // spaces at the end are cut off without an error
  { from: 'character varying(10)', to: 'character varying(5)', risk: 'data-loss', failsToo: true },
  { from: 'text', to: 'character varying(5)', risk: 'data-loss', failsToo: true },
  { from: 'text[]', to: 'character varying(5)[]', risk: 'data-loss', failsToo: true },
  { from: 'character(5)', to: 'character(3)', risk: 'may-fail-on-rows' },
  { from: 'integer', to: 'character varying(5)', risk: 'may-fail-on-rows' },
  { from: 'numeric(10,4)', to: 'numeric(10,2)', risk: 'data-loss' },
  { from: 'numeric(10,2)', to: 'numeric(5,2)', risk: 'may-fail-on-rows' },
  { from: 'timestamp(6) without time zone', to: 'timestamp(0) without time zone', risk: 'data-loss' },
  // nobody knows which zone was meant
  { from: 'timestamp without time zone', to: 'timestamp with time zone', risk: 'data-loss' },
  { from: 'date', to: 'timestamp with time zone', risk: 'data-loss' },
  { from: 'time without time zone', to: 'time with time zone', risk: 'data-loss' },
  { from: 'date', to: 'timestamp without time zone' },
  { from: 'interval', to: 'interval day to hour', risk: 'data-loss' },
  { from: 'interval day to hour', to: 'interval' },
  { from: 'interval(6)', to: 'interval(3)', risk: 'data-loss' },
  { from: 'interval hour to second', to: 'interval hour to second(2)', risk: 'data-loss' },
  // jsonb keeps neither the order of keys nor repeated ones
  { from: 'json', to: 'jsonb', risk: 'data-loss', failsToo: true },
  { from: 'json[]', to: 'jsonb[]', risk: 'data-loss', failsToo: true },
  { from: 'text', to: 'jsonb', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'text', to: 'json', risk: 'may-fail-on-rows', using: 'cast' },
  { from: 'jsonb', to: 'json' },
  // a cast rounds 1.5, but fails on true
  { from: 'jsonb', to: 'integer', risk: 'data-loss', failsToo: true, using: 'cast' },
  // a text is read as a date with whatever else it says left out
  { from: 'text', to: 'date', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'text', to: 'numeric(8,2)', risk: 'data-loss', failsToo: true, using: 'cast' },
  // 00712, {A0EE…}, yes, 010.0.0.1: read without an error, and not the same text again
  { from: 'text', to: 'integer', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'text[]', to: 'integer[]', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'text', to: 'uuid', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'text', to: 'boolean', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'text', to: 'inet', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'text', to: 'tsvector', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'text', to: 'bit(8)', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'character varying(10)', to: 'character(10)', risk: 'data-loss' },
  // ten is B'00001010' and back, not 1010
  { from: 'bit(8)', to: 'integer', risk: 'data-loss', failsToo: true, using: 'cast' },
  { from: 'integer', to: 'bit(8)', risk: 'data-loss', using: 'cast' },
  // whatever has no cast goes by way of its text, and may come to mean something else
  { from: 'point', to: 'box', risk: 'data-loss', failsToo: true, using: 'text' },
  { from: 'text', to: 'mood', risk: 'may-fail-on-rows', using: 'cast' },
  { from: 'feeling', to: 'mood', risk: 'may-fail-on-rows', using: 'text' },
];

const enums = new Set(['mood', 'feeling']);

describe('changes of column types', () => {
  for (const { from, to, risk, failsToo, using } of cases) {
    it(`says that ${from} to ${to} is ${risk ?? 'harmless'}`, () => {
      const change = typeChange(from, to, new Map(), enums);
      assert.equal(change.risk, risk);
      assert.equal(change.failsToo !== undefined, failsToo === true);
      assert.equal(change.using, using);
    });
  }
});
