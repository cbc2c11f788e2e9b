import assert from 'node:assert/strict';
import { DbvcError } from '../../../../../src/core/errors.js';
import { parseConnectionString } from '../../../../../src/core/profiles/connectionString.js';
import { localMachine } from '../../../../../src/core/profiles/machine.js';
import { resolveConnection } from '../../../../../src/core/profiles/resolveConnection.js';
import { connectError } from '../../../../../src/dialects/mssql/session/connectErrors.js';

describe('what goes wrong while connecting to SQL Server', () => {
  const said = async (error: Error): Promise<Error> => {
    const parsed = parseConnectionString('mssql://sa:secret@db:1433/shop');
    return connectError(error, (await resolveConnection(parsed, localMachine({}))).settings);
  };

  it('reads as a mistake of the program where it is one', async () => {
    const error = await said(new TypeError("Cannot read properties of undefined (reading 'x')"));
    assert.ok(error instanceof DbvcError);
    assert.equal(error.code, 'internal');
    assert.match(error.message, /DBVC failed while connecting to db:1433\/shop: Cannot read/);
  });

  it('reads as a server that is not there where the network says so', async () => {
    const error = await said(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ESOCKET' }));
    assert.ok(error instanceof DbvcError);
    assert.equal(error.code, 'connection-failed');
  });
});
