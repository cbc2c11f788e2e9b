import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withHeader } from '../../../../../src/dialects/mssql/kinds/moduleText.js';
import { canonicalTsql } from '../../../../../src/dialects/mssql/normalizer/mssqlNormalizer.js';

const same: readonly (readonly [title: string, one: string, other: string])[] = [
  ['white space', 'select  a\n\t, b', 'select a,b'],
  ['line endings', 'BEGIN\r\n  SET @a = 1;\r\nEND', 'BEGIN\n  SET @a = 1;\nEND'],
  ['case of keywords, names and variables', 'SELECT @A FROM [Foo].Bar', 'select @a from [foo].bar'],
  ['the layout of comments', 'a --  why \n+ /* x\n  y */ b', 'a\n-- why\n\n + /* x y */ b'],
];

const different: readonly (readonly [title: string, one: string, other: string])[] = [
  ['two words and one', 'a b', 'ab'],
  ['an operator and two', 'a <= b', 'a < = b'],
  ['case in literals', "'Foo'", "'foo'"],
  ['white space in literals', "N'a  b'", "N'a b'"],
  ['a Unicode literal and another', "N'a'", "'a'"],
  ['what looks like a comment in a literal', "'a -- b'", "'a'"],
  ['a comment that ends elsewhere', 'a /* /* x */ */ b', 'a /* x */ b'],
  ['a bracket in a name', '[a]]b]', '[a]b'],
  ['what is said in a comment', '-- a', '-- b'],
];

describe("SQL Server's normaliser", () => {
  for (const [title, one, other] of same) {
    it(`does not look at ${title}`, () => {
      assert.equal(canonicalTsql(one, true), canonicalTsql(other, true));
    });
  }
  for (const [title, one, other] of different) {
    it(`tells apart ${title}`, () => {
      assert.notEqual(canonicalTsql(one, true), canonicalTsql(other, true));
    });
  }

  it('looks at the case of names where the collation does, and never at that of keywords', () => {
    assert.equal(canonicalTsql('SELECT a FROM t', false), canonicalTsql('select a from t', false));
    assert.notEqual(canonicalTsql('SELECT a', false), canonicalTsql('SELECT A', false));
  });

  it('takes a text in double quotes for a literal where QUOTED_IDENTIFIER is off', () => {
    assert.notEqual(canonicalTsql('SELECT "A"', true, false), canonicalTsql('SELECT "a"', true, false));
  });

  it('is idempotent on whatever is typed', () => {
    const pieces = fc.constantFrom(
      "'",
      '"',
      '[',
      ']',
      '--',
      '/*',
      '*/',
      '\n',
      ' ',
      'a',
      'GO',
      '@x',
      'N',
      '0x1',
      '1.5',
      '<=',
      ';',
    );
    fc.assert(
      fc.property(
        fc.array(pieces).map((list) => list.join('')),
        (text) => {
          const once = canonicalTsql(text, true);
          assert.equal(canonicalTsql(once, true), once);
        },
      ),
    );
  });
});

describe('the header of a module', () => {
  const cases: readonly (readonly [text: string, wanted: string])[] = [
    ['CREATE VIEW v AS SELECT 1', 'CREATE VIEW [dbo].[w] AS SELECT 1'],
    ['create   view [a].[b]\nAS SELECT 1', 'CREATE VIEW [dbo].[w]\nAS SELECT 1'],
    ['CREATE  OR /* x */ ALTER VIEW a . b AS SELECT 1', 'CREATE VIEW [dbo].[w] AS SELECT 1'],
    [
      '-- why\nCREATE    VIEW db.dbo.v (a) AS SELECT 1 -- end\n',
      '-- why\nCREATE VIEW [dbo].[w] (a) AS SELECT 1 -- end',
    ],
    ['ALTER VIEW "v" AS SELECT 1', 'CREATE VIEW [dbo].[w] AS SELECT 1'],
  ];
  for (const [text, wanted] of cases) {
    it(`has the name that the catalog has: ${text}`, () => {
      assert.equal(withHeader(text, 'VIEW', '[dbo].[w]', true), wanted);
    });
  }

  it('is not found where there is none', () => {
    assert.equal(withHeader('SELECT 1', 'VIEW', '[dbo].[w]', true), undefined);
    assert.equal(withHeader('CREATE TABLE t (a int)', 'VIEW', '[dbo].[w]', true), undefined);
  });
});
