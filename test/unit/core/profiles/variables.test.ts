import assert from 'node:assert/strict';
import { type Profile, profileSchema } from '../../../../src/core/profiles/profile.js';
import { profileConnection } from '../../../../src/core/profiles/profileConnection.js';
import { errorOf, everythingIn } from './errorText.js';

describe('${env:NAME} in a profile', () => {
  it('stands for the variable in every field of the address', () => {
    const profile = profileSchema.parse({
      name: 'dev',
      host: '${env:HOST}.example',
      port: '${env:PORT}',
      database: '${env:DB}',
      user: '${env:USER_A}',
      tls: { mode: '${env:MODE}', rootCertificate: '${env:CERTS}/root.crt' },
    });
    const env = { HOST: 'db', PORT: '5433', DB: 'shop', USER_A: 'ann', MODE: 'verify-full', CERTS: '/etc/c' };
    assert.deepEqual(profileConnection(profile, env), {
      engine: 'postgres',
      parameters: {
        host: 'db.example',
        port: '5433',
        dbname: 'shop',
        user: 'ann',
        sslmode: 'verify-full',
        sslrootcert: '/etc/c/root.crt',
      },
      ignored: [],
    });
  });

  it('may be a whole URL, whose engine and password come with it', () => {
    const profile = profileSchema.parse({ name: 'dev', url: '${env:DATABASE_URL}' });
    const env = { DATABASE_URL: 'mssql://sa:hunter2@db:1444/shop' };
    const connection = profileConnection(profile, env);
    assert.equal(connection.engine, 'mssql');
    assert.equal(connection.password?.reveal(), 'hunter2');
    assert.ok(!JSON.stringify(profile).includes('hunter2'));
  });

  it('may be a part of a URL, also where only some words are allowed', () => {
    const url = 'postgresql://${env:U}:${env:PW}@${env:H}:${env:P}/shop?sslmode=${env:M}';
    const profile = profileSchema.parse({ name: 'dev', url });
    const env = { U: 'ann', PW: 'hunter2', H: 'db', P: '6000', M: 'disable' };
    const connection = profileConnection(profile, env);
    assert.ok(connection.engine === 'postgres');
    assert.deepEqual(connection.parameters, {
      user: 'ann',
      host: 'db',
      port: '6000',
      dbname: 'shop',
      sslmode: 'disable',
    });
    assert.equal(connection.password?.reveal(), 'hunter2');
  });

  it('names the variable that is not set or empty, and the field that needs it', () => {
    const profile: Profile = { name: 'dev', tls: { rootCertificate: '${env:CERTS}/root.crt' } };
    for (const env of [{}, { CERTS: '' }]) {
      const error = errorOf(() => profileConnection(profile, env));
      assert.equal(error.code, 'invalid-input');
      assert.match(
        error.message,
        /variable CERTS is not set, which "tls\.rootCertificate" of .* "dev" needs/,
      );
    }
  });

  it('names the field that a value does not fit, and quotes nothing of the value', () => {
    const profile: Profile = { name: 'dev', port: '${env:PORT}' };
    for (const port of ['hunter2', '70000', '1.5']) {
      const error = errorOf(() => profileConnection(profile, { PORT: port }));
      assert.match(error.message, /"port" of the connection "dev" cannot be used: /);
      assert.ok(!everythingIn(error).includes(port));
    }
    const url: Profile = { name: 'dev', url: '${env:URL}' };
    const error = errorOf(() => profileConnection(url, { URL: 'postgresql://u:hunter2/@h:x/d' }));
    assert.ok(!everythingIn(error).includes('hunter2'));
  });

  const refused: readonly (readonly [what: string, profile: object])[] = [
    ['a password that is written out beside a variable', { url: 'postgresql://u:hunter2@${env:HOST}/shop' }],
    ['a password of digits', { url: 'postgresql://u:1001@${env:HOST}/shop' }],
    ['half of a password', { url: 'postgresql://u:hunter${env:TWO}@db/shop' }],
    ['a password in a string of keywords', { url: 'host=${env:HOST} password=hunter2' }],
    ['a variable in the name', { name: '${env:NAME}' }],
    ['a variable in the folder', { folder: '${env:FOLDER}' }],
    ['a port that is only partly a variable', { port: '5${env:PORT}' }],
    ['a variable in the environment marker', { environment: '${env:STAGE}' }],
  ];
  for (const [what, profile] of refused) {
    it(`is refused with ${what}`, () => {
      assert.equal(profileSchema.safeParse({ name: 'dev', ...profile }).success, false);
    });
  }
});
