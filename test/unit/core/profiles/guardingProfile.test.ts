import assert from 'node:assert/strict';
import { parseConnectionString } from '../../../../src/core/profiles/connectionString.js';
import { guardingProfile } from '../../../../src/core/profiles/guardingProfile.js';
import type { Profile } from '../../../../src/core/profiles/profile.js';
import { resolveConnection } from '../../../../src/core/profiles/resolveConnection.js';
import { fakeMachine } from './fakeMachine.js';

const machine = fakeMachine();

async function guardOf(address: string, ...profiles: readonly Profile[]): Promise<string | undefined> {
  const { settings } = await resolveConnection(parseConnectionString(address), machine);
  return (await guardingProfile(settings, profiles, machine))?.name;
}

const production: Profile = {
  name: 'prod',
  url: 'postgresql://me@db.example:5433/shop',
  environment: 'production',
};

describe('the profile whose marks hold for an address that is written out', () => {
  it('is the one of the same host, port and database, whoever logs in', async () => {
    assert.equal(await guardOf('postgresql://other@DB.example.:5433/shop', production), 'prod');
    assert.equal(await guardOf('host=db.example port=5433 dbname=shop user=x', production), 'prod');
    assert.equal(
      await guardOf('host=db.example hostaddr=10.0.0.1 port=5433 dbname=shop user=x', production),
      'prod',
    );
  });

  it('is none for another database, port, host or engine', async () => {
    for (const address of [
      'postgresql://me@db.example:5433/other',
      'postgresql://me@db.example/shop',
      'postgresql://me@db2.example:5433/shop',
      'mssql://me@db.example:5433/shop',
    ]) {
      assert.equal(await guardOf(address, production), undefined, address);
    }
  });

  it('takes all names of this machine for one', async () => {
    const local: Profile = { name: 'here', host: 'localhost', database: 'shop', user: 'me', readOnly: true };
    assert.equal(await guardOf('postgresql://me@127.0.0.1/shop', local), 'here');
    assert.equal(await guardOf('postgresql://me@[::1]/shop', local), 'here');
  });

  it('prefers the stricter mark, and passes over profiles without one or with a service that is not there', async () => {
    const plain: Profile = { name: 'plain', url: production.url };
    const locked: Profile = { name: 'locked', url: production.url, readOnly: true };
    const elsewhere: Profile = { name: 'elsewhere', service: 'nowhere', environment: 'production' };
    assert.equal(await guardOf(production.url ?? '', plain, elsewhere), undefined);
    assert.equal(await guardOf(production.url ?? '', plain, elsewhere, production, locked), 'locked');
  });
});
