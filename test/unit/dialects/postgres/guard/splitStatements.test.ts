import assert from 'node:assert/strict';
import { splitStatements } from '../../../../../src/dialects/postgres/guard/splitStatements.js';

async function split(sql: string): Promise<string[]> {
  const result = await splitStatements(sql);
  assert.ok(result.unreadable === undefined, JSON.stringify(result.unreadable));
  for (const { sql: text, start, end } of result.statements) assert.equal(sql.slice(start, end), text);
  return result.statements.map((statement) => statement.sql);
}

describe('splitStatements', () => {
  for (const [title, sql, statements] of [
    ['at semicolons, without them and without what stands around', ' a; b ;\n-- c\n', ['a', 'b']],
    ['nothing out of comments and semicolons', '; /* a; b */ ;; -- c', []],
    [
      'not inside literals, identifiers and comments',
      `a ';' ";" $$;$$ /* ; */ E'\\';' ; b`,
      [`a ';' ";" $$;$$ /* ; */ E'\\';'`, 'b'],
    ],
    [
      'not inside the actions of a rule',
      'CREATE RULE r AS ON DELETE TO t DO (a; b); c',
      ['CREATE RULE r AS ON DELETE TO t DO (a; b)', 'c'],
    ],
    [
      'around an SQL-standard body',
      "SELECT 'ü😀';CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END ; SELECT 3",
      [
        "SELECT 'ü😀'",
        'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 2; END',
        'SELECT 3',
      ],
    ],
    [
      'with a Unicode identifier and its escape at the end',
      'a U&"!0061" UESCAPE \'!\'; b',
      ['a U&"!0061" UESCAPE \'!\'', 'b'],
    ],
  ] as const) {
    it(`splits ${title}`, async () => {
      assert.deepEqual(await split(sql), statements);
    });
  }

  it('says where a script stops being readable', async () => {
    assert.deepEqual(await splitStatements("a; b 'c"), {
      unreadable: { position: 5, reason: 'a quoted text is not closed' },
    });
  });

  it('says that it cannot tell where a body ends that the parser does not read', async () => {
    const { unreadable } = await splitStatements(
      'CREATE FUNCTION f() BEGIN ATOMIC SELECT 1 FROM; END; COMMIT',
    );
    assert.equal(unreadable?.position, 20);
    assert.match(unreadable.reason, /^it can't be told where the routine's body ends: syntax error/);
  });
});
