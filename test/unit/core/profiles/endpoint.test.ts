import assert from 'node:assert/strict';
import { parseEndpoint } from '../../../../src/core/profiles/endpoint.js';
import type { Profile } from '../../../../src/core/profiles/profile.js';
import { errorOf } from './errorText.js';

const profiles: readonly Profile[] = [{ name: 'prod' }, { name: 'shadow' }, { name: 'host=h' }];
const context = {
  profiles,
  pathExists: (path: string) => ['shadow', './shadow', 'snapshots', 'a.sql', 'demo:source'].includes(path),
};

describe('An endpoint', () => {
  it('is a connection string first', () => {
    assert.equal(parseEndpoint('postgresql://h/d', context).kind, 'connection');
    assert.equal(parseEndpoint('host=h', context).kind, 'connection');
  });

  it('is then a demo database', () => {
    assert.deepEqual(parseEndpoint('demo:source', context), {
      kind: 'demo',
      engine: 'postgres',
      database: 'source',
    });
    assert.deepEqual(parseEndpoint('demo:sqlserver-target', context), {
      kind: 'demo',
      engine: 'mssql',
      database: 'target',
    });
    assert.deepEqual(parseEndpoint(' demo:target ', context), {
      kind: 'demo',
      engine: 'postgres',
      database: 'target',
    });
    assert.match(errorOf(() => parseEndpoint('demo:both', context)).details.hint ?? '', /demo:source/);
  });

  it('is then a profile', () => {
    assert.deepEqual(parseEndpoint('prod', context), { kind: 'profile', profile: profiles[0] });
  });

  it('is refused when a profile shadows a path', () => {
    const error = errorOf(() => parseEndpoint('shadow', context));
    assert.equal(error.code, 'invalid-input');
    assert.match(error.message, /profile and of a path/);
    assert.match(errorOf(() => parseEndpoint('./shadow', context)).message, /later version/);
  });

  for (const path of ['snapshots', 'a.sql', 'missing.sql', './missing', 'C:\\x']) {
    it(`is told that paths come later: ${path}`, () => {
      assert.equal(errorOf(() => parseEndpoint(path, context)).code, 'not-supported');
    });
  }

  it('lists the profiles when it is nothing that exists', () => {
    const error = errorOf(() => parseEndpoint('pord', context));
    assert.equal(error.code, 'invalid-input');
    assert.match(error.details.hint ?? '', /prod, shadow/);
    assert.match(
      errorOf(() => parseEndpoint('x', { ...context, profiles: [] })).details.hint ?? '',
      /no profiles/,
    );
    assert.match(errorOf(() => parseEndpoint(' ', context)).message, /empty/);
  });
});
