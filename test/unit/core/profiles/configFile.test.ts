import assert from 'node:assert/strict';
import { parseConfigFile } from '../../../../src/core/profiles/configFile.js';
import { profileLabels } from '../../../../src/core/profiles/profile.js';
import { profileConnection } from '../../../../src/core/profiles/profileConnection.js';
import { errorOf, everythingIn } from './errorText.js';

const read = (text: string): ReturnType<typeof parseConfigFile> => parseConfigFile(text, '.dbvc.jsonc');

describe('A configuration file', () => {
  it('may hold comments, trailing commas, profiles and a comparison', () => {
    const file = read(`{
      // comment
      "profiles": [
        { "name": "dev", "url": "postgresql://ann@localhost/dev?sslmode=disable" },
        { "name": "prod", "host": "db", "port": 5433, "database": "shop", "user": "ann", "environment": "production",
          "readOnly": true, "folder": "Shop", "tls": { "mode": "verify-full", "rootCertificate": "ca.pem" }, },
        { "name": "ms", "engine": "mssql", "host": "h\\\\i", "database": "d", "user": "sa" },
      ],
      "comparison": { "source": "dev", "target": "prod", "include": ["public.*"], "exclude": [], "ignore": ["owners"],
        "renames": { "public.users": "public.customers" } },
    }`);
    assert.equal(file.comparison?.source, 'dev');
    const [dev, prod, ms] = file.profiles ?? [];
    assert.ok(dev !== undefined && prod !== undefined && ms !== undefined);
    assert.deepEqual(profileConnection(dev, {}), {
      engine: 'postgres',
      parameters: { user: 'ann', host: 'localhost', dbname: 'dev', sslmode: 'disable' },
      ignored: [],
    });
    assert.deepEqual(profileConnection(prod, {}), {
      engine: 'postgres',
      parameters: {
        host: 'db',
        port: '5433',
        dbname: 'shop',
        user: 'ann',
        sslmode: 'verify-full',
        sslrootcert: 'ca.pem',
      },
      ignored: [],
    });
    assert.deepEqual(profileConnection(ms, {}), {
      engine: 'mssql',
      host: 'h',
      instance: 'i',
      database: 'd',
      user: 'sa',
      ignored: [],
    });
    assert.deepEqual(profileLabels(prod), {
      label: 'prod',
      profile: 'prod',
      environment: 'production',
      readOnly: true,
    });
  });

  it('may be an empty object', () => {
    assert.deepEqual(read('{}'), {});
  });

  const wrong: readonly [title: string, text: string, line: RegExp][] = [
    ['not JSON', '{\n  "profiles": [\n}', /\.dbvc\.jsonc:3:1: /],
    ['empty', '', /\.dbvc\.jsonc:1:1/],
    ['not an object', '[]', /:1:1: the file: must be an object$/],
    ['an unknown key', '{\n "profile": []\n}', /:2:2: the file: "profile" is not known here$/],
    [
      'a key one level too high',
      '{"ignore":[]}',
      /"ignore" is not known here; "ignore" belongs in "comparison"$/,
    ],
    ['no list', '{"profiles":{}}', /:1:2: profiles: must be a list$/],
    [
      'an unknown environment',
      '{"profiles":[{"name":"a","environment":"prod"}]}',
      /: must be one of "development", "staging", "production"$/,
    ],
    ['an empty name', '{"comparison":{"renames":{"":"a"}}}', /: must not be empty$/],
    ['a wrong type', '{"profiles":[\n  {"name": "a", "port": "5432"}]}', /:2:17: profiles\.0\.port: /],
    ['a port out of range', '{"profiles":[{"name":"a","port":70000}]}', /profiles\.0\.port/],
    ['no name', '{"profiles":[{"host":"a"}]}', /:1:14: profiles\.0\.name: is missing$/],
    ['a name twice', '{"profiles":[{"name":"a"},{"name":"a"}]}', /profiles\.1\.name: is the name of two/],
    [
      'a URL and a host',
      '{"profiles":[{"name":"a","url":"postgresql://h","host":"h"}]}',
      /profiles\.0\.host: cannot stand beside/,
    ],
    [
      'a URL that cannot be read',
      '{"profiles":[{"name":"a","url":"postgresql://h:x"}]}',
      /profiles\.0\.url: .*the port/,
    ],
    ['an unknown TLS mode', '{"profiles":[{"name":"a","tls":{"mode":"on"}}]}', /profiles\.0\.tls\.mode/],
    ['an empty endpoint', '{"comparison":{"source":""}}', /comparison\.source: must not be empty/],
  ];
  for (const [title, text, line] of wrong) {
    it(`is refused with line and column: ${title}`, () => {
      const error = errorOf(() => read(text));
      assert.equal(error.code, 'invalid-input');
      assert.match((error.details.lines ?? []).join('\n'), line);
      assert.match(error.message, /\.dbvc\.jsonc cannot be used/);
    });
  }

  const secrets: readonly string[] = [
    '{"profiles":[{"name":"a","password":"hunter2"}]}',
    '{"profiles":[{"name":"a","tls":{"keyPassword":"hunter2"}}]}',
    '{"profiles":[{"name":"a","pwd":"hunter2"}]}',
    '{"profiles":[{"name":"a","url":"postgresql://u:hunter2@h/d"}]}',
    '{"profiles":[{"name":"a","url":"postgresql://u:hunter2/@h:x/d"}]}',
    '{"comparison":{"source":"postgresql://u:hunter2@h/d"}}',
    '{"comparison":{"target":"host=h password=hunter2"}}',
    '{"password":"hunter2"}',
  ];
  for (const text of secrets) {
    it(`is refused when it holds a password, which is not repeated: ${text}`, () => {
      const error = errorOf(() => read(text));
      assert.equal(error.code, 'invalid-input');
      assert.doesNotMatch(everythingIn(error), /hunter2/);
    });
  }
});
