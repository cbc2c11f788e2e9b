import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { localMachine } from '../../../../src/core/profiles/machine.js';

describe('This computer', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dbvc-machine-'));
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  it('reads files with their permissions, and knows which are not there', async () => {
    const machine = localMachine({ HOME: folder });
    const file = path.join(folder, '.pgpass');
    await writeFile(file, 'text');
    await chmod(file, 0o640);
    const read = await machine.readFile(file);
    assert.ok(read !== undefined);
    assert.equal(read.text, 'text');
    if (process.platform !== 'win32') assert.equal((read.mode ?? 0) & 0o777, 0o640);
    assert.equal(await machine.readFile(path.join(folder, 'missing')), undefined);
    assert.equal(await machine.readFile(path.join(file, 'below')), undefined);
    assert.deepEqual([await machine.exists(file), await machine.exists(`${file}x`)], [true, false]);
  });

  it('has a home and a user', () => {
    const machine = localMachine({ HOME: folder });
    assert.equal(machine.homeDirectory, folder);
    assert.notEqual(machine.userName, '');
    assert.equal(machine.platform, process.platform);
  });

  it('does not hide that a file cannot be read', async () => {
    await assert.rejects(localMachine({}).readFile(folder), { code: 'EISDIR' });
  });
});
