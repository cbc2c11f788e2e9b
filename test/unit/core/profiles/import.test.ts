import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { asProfiles } from '../../../../src/core/profiles/import/asProfiles.js';
import { connectionsOfCompose } from '../../../../src/core/profiles/import/composeFile.js';
import { connectionsOfVariables, readEnvFile } from '../../../../src/core/profiles/import/envFile.js';
import {
  connectionsOfFile,
  connectionsOfFolder,
  connectionsOfPerson,
} from '../../../../src/core/profiles/import/findConnections.js';
import type { Found } from '../../../../src/core/profiles/import/foundConnection.js';
import {
  connectionsOfProfilesFile,
  profilesFile,
} from '../../../../src/core/profiles/import/profilesFile.js';
import { connectionsOfSettings } from '../../../../src/core/profiles/import/settingsOfOthers.js';
import type { Profile } from '../../../../src/core/profiles/profile.js';
import { errorOf } from './errorText.js';
import { fakeMachine } from './fakeMachine.js';

/** What was found, as plain data with the passwords revealed. */
function plain({ connections }: Found): readonly object[] {
  return connections.map(({ name, spot, profile, password }) => ({
    name,
    spot,
    profile,
    ...(password === undefined ? {} : { password: password.reveal() }),
  }));
}

describe('connections in a .env file', () => {
  it('are URLs under any name, and the variables of libpq', () => {
    const text = `
# the shop
DB_USER=ann
DATABASE_URL="postgresql://\${DB_USER}:hunter2@db.example:5433/shop?sslmode=require"
REPORTS_URL='jdbc:sqlserver://reports;databaseName=r;user=sa;password=hun$ter'
REDIS_URL=redis://cache
MONGO_URL=mongodb://u:p@h/d
PGHOST=localhost
PGDATABASE=dev
PGPASSWORD=hunter3
`;
    assert.deepEqual(plain(connectionsOfVariables(readEnvFile(text), '.env')), [
      {
        name: 'shop@db.example',
        spot: 'DATABASE_URL',
        profile: {
          engine: 'postgres',
          user: 'ann',
          host: 'db.example',
          port: 5433,
          database: 'shop',
          tls: { mode: 'require' },
        },
        password: 'hunter2',
      },
      {
        name: 'r@reports',
        spot: 'REPORTS_URL',
        profile: { engine: 'mssql', host: 'reports', database: 'r', user: 'sa' },
        password: 'hun$ter',
      },
      {
        name: 'dev@localhost',
        spot: 'PGHOST, PGDATABASE',
        profile: { engine: 'postgres', host: 'localhost', database: 'dev' },
        password: 'hunter3',
      },
    ]);
  });

  it('that cannot be read are named without anything of their password', () => {
    const { connections, problems } = connectionsOfVariables(
      { DATABASE_URL: 'postgresql://u:hunter2/x@h:port/d' },
      '.env',
    );
    assert.deepEqual(connections, []);
    assert.match(problems.join(), /^\.env, DATABASE_URL: /);
    assert.doesNotMatch(problems.join(), /hunter2/);
  });
});

describe('databases in a compose file', () => {
  const text = `
x-common: &common
  POSTGRES_USER: ann
services:
  db:
    image: postgres:16-alpine
    environment:
      <<: *common
      POSTGRES_PASSWORD: \${DB_PASSWORD:-fallback}
      POSTGRES_DB: shop
    ports: ["127.0.0.1:\${DB_PORT}:5432"]
  geo:
    image: docker.io/postgis/postgis
    environment: [POSTGRES_PASSWORD]
    ports:
      - target: 5432
        published: "5434"
  sql:
    image: mcr.microsoft.com/mssql/server:2022-latest
    environment: { MSSQL_SA_PASSWORD: "Hunter2!" }
    ports: ["1434:1433"]
  hidden:
    image: postgres
  app:
    image: shop/web
    ports: ["80:80"]
`;
  const variables = { DB_PORT: '5433', POSTGRES_PASSWORD: 'outside' };

  it('are those that publish a port, with what the file refers to filled in', () => {
    const found = connectionsOfCompose(text, 'compose.yaml', variables);
    assert.deepEqual(plain(found), [
      {
        name: 'db',
        spot: 'service db',
        profile: { engine: 'postgres', database: 'shop', user: 'ann', host: '127.0.0.1', port: 5433 },
        password: 'fallback',
      },
      {
        name: 'geo',
        spot: 'service geo',
        profile: {
          engine: 'postgres',
          database: 'postgres',
          user: 'postgres',
          host: 'localhost',
          port: 5434,
        },
        password: 'outside',
      },
      {
        name: 'sql',
        spot: 'service sql',
        profile: {
          engine: 'mssql',
          database: 'master',
          user: 'sa',
          tls: { mode: 'require' },
          host: 'localhost',
          port: 1434,
        },
        password: 'Hunter2!',
      },
    ]);
    assert.deepEqual(found.problems, [
      'compose.yaml, service hidden: it publishes no port, so that it cannot be reached from here.',
    ]);
  });

  it('are none in what is no compose file, and what is no YAML is said without its text', () => {
    assert.deepEqual(connectionsOfCompose('a: [1]', 'c.yml', {}), { connections: [], problems: [] });
    const { problems } = connectionsOfCompose('services:\n  db: {password: hunter2\n', 'c.yml', {});
    assert.match(problems.join(), /^c\.yml is not YAML/);
    assert.doesNotMatch(problems.join(), /hunter2/);
  });
});

describe('connections in the settings of other extensions', () => {
  const settings: Readonly<Record<string, unknown>> = {
    'mssql.connectionGroups': [
      { id: 'r', name: 'ROOT' },
      { id: 'a', name: 'Shop', parentId: 'r' },
      { id: 'b', name: 'Europe', parentId: 'a' },
    ],
    'mssql.connections': [
      {
        profileName: 'ms prod',
        server: 'db.example\\X,1444',
        database: 'shop',
        authenticationType: 'SqlLogin',
        user: 'sa',
        password: 'hunter2',
        encrypt: 'Mandatory',
        trustServerCertificate: true,
        groupId: 'b',
      },
      { profileName: 'windows', server: 'x', authenticationType: 'Integrated' },
      { profileName: 'string', connectionString: 'Server=h;User ID=u;Password=hunter2;Encrypt=false' },
    ],
    'pgsql.connections': [
      {
        profileName: 'pg dev',
        server: 'localhost',
        port: '5433',
        database: '',
        user: 'ann',
        authenticationType: 'SqlLogin',
        sslmode: 'prefer',
        password: 'hunter2',
      },
      { profileName: 'cloud', server: 'h', authenticationType: 'AzureMFA' },
    ],
    'sqltools.connections': [
      {
        name: 'team',
        driver: 'PostgreSQL',
        server: '${env:PGHOST}',
        port: 5432,
        database: 'd',
        username: 'u',
        password: 'hunter2',
        group: 'Team',
        pgOptions: { ssl: { rejectUnauthorized: false } },
      },
      { name: 'lite', driver: 'SQLite', database: 'x' },
      { name: 'url', driver: 'PostgreSQL', connectString: 'postgresql://u:hunter2@h/d' },
      'nonsense',
    ],
  };

  it('come without their secrets, in their folders', () => {
    const found = connectionsOfSettings((name) => settings[name]);
    assert.doesNotMatch(inspect(found, { depth: null }), /hunter2/);
    assert.deepEqual(
      found.connections.map(({ name, profile }) => ({ name, ...profile })),
      [
        {
          name: 'ms prod',
          engine: 'mssql',
          host: 'db.example\\X',
          port: 1444,
          database: 'shop',
          user: 'sa',
          tls: { mode: 'require' },
          folder: 'Shop/Europe',
        },
        { name: 'string', engine: 'mssql', host: 'h', user: 'u', tls: { mode: 'disable' } },
        {
          name: 'pg dev',
          engine: 'postgres',
          host: 'localhost',
          port: 5433,
          user: 'ann',
          tls: { mode: 'prefer' },
        },
        {
          name: 'team',
          engine: 'postgres',
          host: '${env:PGHOST}',
          port: 5432,
          database: 'd',
          user: 'u',
          tls: { mode: 'require' },
          folder: 'Team',
        },
        { name: 'url', engine: 'postgres', host: 'h', user: 'u', database: 'd' },
      ],
    );
    assert.deepEqual(found.problems, [
      'mssql.connections, "windows": it logs in by Integrated, and DBVC by user and password only.',
      'pgsql.connections, "cloud": it logs in by AzureMFA, and DBVC by user and password only.',
    ]);
  });

  it('are none where the settings hold anything else', () => {
    for (const value of [undefined, null, 1, 'x', {}, [null, 1, [], {}]]) {
      assert.ok(connectionsOfSettings(() => value).connections.length <= 2);
    }
  });
});

describe('what is found on a computer', () => {
  const machine = fakeMachine({
    env: { DATABASE_URL: 'postgresql://h/env' },
    files: {
      '/p/.env': 'PORT=5499\nDATABASE_URL=postgresql://u:hunter2@h/dotenv',
      '/p/docker-compose.yml':
        'services: {db: {image: postgres, ports: ["${PORT}:5432"], environment: {POSTGRES_PASSWORD: x}}}',
      '/home/ann/.pg_service.conf': '[shop]\nhost=db\npassword=hunter2\n[other]\nhost=x',
      '/home/ann/.pgpass': '# c\n*:*:*:*:hunter2\ndb:5432:shop:ann:hunter2\nh:*:d:u:hunter2\n',
    },
  });

  it('is what the files of the project say, with the .env file beside a compose file', async () => {
    const found = await connectionsOfFolder('/p', machine);
    assert.deepEqual(
      found.connections.map(({ name, place, profile }) => [name, place, profile.port]),
      [
        ['dotenv@h', '.env', undefined],
        ['db', 'docker-compose.yml', 5499],
      ],
    );
  });

  it("is what the person's own files and environment say, with the passwords left where they are", async () => {
    const found = await connectionsOfPerson(machine);
    assert.doesNotMatch(inspect(found, { depth: null }), /hunter2/);
    assert.deepEqual(
      found.connections.map(({ name, spot, profile }) => [name, spot, profile.service]),
      [
        ['env@h', 'DATABASE_URL', undefined],
        ['shop', '[shop]', 'shop'],
        ['other', '[other]', 'other'],
        ['shop@db', 'line 3', undefined],
        ['d@h', 'line 4', undefined],
      ],
    );
  });

  it('gets names of its own, once for each place', async () => {
    const { connections } = await connectionsOfFolder('/p', machine);
    const imported = asProfiles([...connections, ...connections], ['db', 'db 2']);
    assert.deepEqual(
      imported.map(({ profile }) => profile.name),
      ['dotenv@h', 'db 3'],
    );
    assert.doesNotMatch(JSON.stringify(imported.map(({ profile }) => profile)), /hunter2/);
  });

  it('hides nothing where a file cannot be read', async () => {
    const broken = {
      ...machine,
      readFile: () => Promise.reject(Object.assign(new Error('x'), { code: 'EACCES' })),
    };
    const found = await connectionsOfFile('/p/.env', '.env', broken);
    assert.deepEqual(found.problems, ['.env cannot be read (EACCES).']);
  });
});

describe('profiles as a file', () => {
  it('come back as they were', () => {
    const profiles: readonly Profile[] = [
      { name: 'a', url: 'postgresql://u@h/d', environment: 'production', folder: 'X/Y' },
      { name: 'b', host: '${env:H}', role: 'owner', readOnly: true },
    ];
    const found = connectionsOfProfilesFile(profilesFile(profiles), 'team.json');
    assert.deepEqual(
      asProfiles(found.connections, []).map(({ profile }) => profile),
      profiles,
    );
  });

  it('are refused with a password in them, which is not quoted', () => {
    const text = '{"profiles":[{"name":"a","url":"postgresql://u:hunter2@h/d"}]}';
    assert.doesNotMatch(errorOf(() => connectionsOfProfilesFile(text, 'x.json')).message, /hunter2/);
  });
});
