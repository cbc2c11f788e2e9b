import assert from 'node:assert/strict';
import { isConvertible } from '../../../../../src/dialects/mssql/kinds/conversion.js';

describe('what SQL Server converts by itself', () => {
  it('is values that fit, by the table of its documentation', () => {
    const taken = [
      ['int', 'varchar(10)'],
      ['varchar(max)', 'xml'],
      ['nvarchar(4000)', 'sql_variant'],
      ['datetime', 'date'],
    ] as const;
    for (const [from, to] of taken) assert.equal(isConvertible(from, to), true, `${from} to ${to}`);
    const refused = [
      ['int', 'date'],
      ['xml', 'varchar(max)'],
      ['sql_variant', 'int'],
      ['varchar(max)', 'sql_variant'],
      ['nvarchar(MAX)', 'sql_variant'],
      ['varbinary(max)', 'sql_variant'],
    ] as const;
    for (const [from, to] of refused) assert.equal(isConvertible(from, to), false, `${from} to ${to}`);
  });
});
