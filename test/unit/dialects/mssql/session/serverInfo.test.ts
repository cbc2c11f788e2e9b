import assert from 'node:assert/strict';
import { DbvcError } from '../../../../../src/core/errors.js';
import { isHosted, readServerInfo } from '../../../../../src/dialects/mssql/session/serverInfo.js';

const row = {
  version: '12.0.2000.8',
  edition: 5,
  server: 'shop',
  database_name: 'db',
  database_id: 5,
  user_name: 'dbo',
};

describe('what SQL Server says of itself', () => {
  for (const [edition, name] of [
    [5, 'Azure SQL Database'],
    [8, 'Azure SQL Managed Instance'],
    [12, 'SQL database in Fabric'],
  ] as const) {
    it(`knows ${name}, whose version says nothing`, () => {
      const info = readServerInfo([{ ...row, edition }]);
      assert.equal(info.versionText, name);
      assert.ok(isHosted(info));
    });
  }

  it('refuses warehouses of Azure, which say the same version, and servers before 2017', () => {
    for (const facts of [
      { ...row, edition: 6, version: '10.0.12345.0' },
      { ...row, edition: 11 },
      { ...row, edition: 3, version: '13.0.5026.0' },
    ])
      assert.throws(() => readServerInfo([facts]), DbvcError);
  });
});
