import assert from 'node:assert/strict';
import { errorText } from '../../../../src/cli/render/errorText.js';
import { createColors } from '../../../../src/cli/terminal/colors.js';
import { DbvcError } from '../../../../src/core/errors.js';

const plain = createColors(false);
const text = (error: unknown, verbose = false): string => errorText(error, plain, verbose);

describe('errors on the command line', () => {
  it('say what, where and what to do, each on its own line', () => {
    const error = new DbvcError('permission-denied', 'The role may not create tables.', {
      side: 'target',
      object: 'table public.users',
      hint: 'GRANT CREATE ON SCHEMA public TO ada;',
    });
    assert.equal(
      text(error),
      'error: The role may not create tables.\n' +
        '  on the target, table public.users\n' +
        '  hint: GRANT CREATE ON SCHEMA public TO ada;\n',
    );
  });

  it('show the statement around the position with a caret below it', () => {
    const statement = [
      'CREATE VIEW v AS',
      '  SELECT 😀, größe,',
      '\t\tnope',
      'FROM t',
      'WHERE a',
      'AND b',
    ].join('\n');
    const position = Array.from(statement.slice(0, statement.indexOf('nope'))).length + 1;
    const lines = text(new DbvcError('statement-failed', 'no', { statement, position })).split('\n');
    assert.deepEqual(lines, [
      'error: no',
      '    CREATE VIEW v AS',
      '      SELECT 😀, größe,',
      '      nope',
      '      ^',
      '    FROM t',
      '    WHERE a',
      '',
    ]);
  });

  it('point at the right column behind wide characters and in long lines', () => {
    const caretOf = (statement: string, word: string): void => {
      const position = Array.from(statement.slice(0, statement.indexOf(word))).length + 1;
      const lines = text(new DbvcError('statement-failed', 'no', { statement, position })).split('\n');
      const [line = '', caret = ''] = [lines[1], lines[2]];
      const wide = [...line.slice(0, line.indexOf(word)).matchAll(/😀/gu)].length;
      // An emoji is two code units and two columns.
      assert.equal(caret.indexOf('^'), line.indexOf(word), `${line}\n${caret}`);
      assert.ok(wide >= 0);
    };
    caretOf('SELECT 😀😀 nope', 'nope');
    caretOf(`SELECT ${'a + '.repeat(100)}nope${' + b'.repeat(100)}`, 'nope');
  });

  it("add the server's own words and SQLSTATE with --verbose only", () => {
    const error = new DbvcError('statement-failed', 'The table is missing.', {
      sqlState: '42P01',
      serverMessage: 'relation "x" does not exist',
    });
    assert.doesNotMatch(text(error), /42P01|relation/);
    assert.match(text(error, true), /server: relation "x" does not exist \(SQLSTATE 42P01\)/);
  });

  it('list further lines once', () => {
    const error = new DbvcError('invalid-input', 'The file cannot be used. f:1:2: bad (and 1 more)', {
      lines: ['f:1:2: bad', 'f:3:4: worse'],
    });
    assert.equal(text(error), 'error: The file cannot be used. f:1:2: bad (and 1 more)\n  f:3:4: worse\n');
  });

  it('never show a stack trace', () => {
    const defect = text(new TypeError('x is not a function'), true);
    assert.match(defect, /^error: x is not a function\n {2}This is a defect of DBVC/);
    assert.doesNotMatch(defect, / at /);
    assert.doesNotMatch(text(Object.assign(new Error('EACCES: denied'), { code: 'EACCES' })), /defect/);
  });

  it('never pass on control characters', () => {
    const error = new DbvcError('statement-failed', 'a\u001b]0;title\u0007b', {
      object: 'x\u001b[2Jy',
      statement: 'SELECT \u001b[31m1',
      position: 1,
      hint: '\u0008',
    });
    assert.doesNotMatch(text(error), /[^\P{Cc}\n]/u);
  });
});
