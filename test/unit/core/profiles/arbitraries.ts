import fc from 'fast-check';
import type { PostgresConnection } from '../../../../src/core/profiles/parsedConnection.js';
import { tlsModes } from '../../../../src/core/profiles/connectionSettings.js';
import { Secret } from '../../../../src/core/secret.js';

const wellFormed = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);
const text = fc.string({ minLength: 1, unit: 'binary' }).filter(wellFormed);

/** Passwords long enough that finding one in a message is no accident, with all that syntaxes trip over. */
export const passwords = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '/',
        '?',
        '@',
        ':',
        '#',
        '&',
        '=',
        ' ',
        '%',
        '+',
        ';',
        "'",
        '"',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
      ),
      fc.constantFrom('a', 'Z', '7', 'é', '✓'),
    ),
    { minLength: 6, maxLength: 24 },
  )
  .map((characters) => characters.join(''))
  .filter((password) => /[aZ7é✓]/.test(password));

const host = fc.oneof(
  fc.constantFrom('localhost', 'db.example.org', '::1', '2001:db8::1', '/var/run/postgresql', '/tmp/a b'),
  text.filter((name) => !/[,:[\]]/.test(name)),
);

const parameters = fc.record(
  {
    host,
    port: fc.integer({ min: 1, max: 65_535 }).map(String),
    dbname: text,
    user: text,
    sslmode: fc.constantFrom(...tlsModes),
    sslrootcert: text,
    application_name: text,
    options: text,
    connect_timeout: fc.nat(100).map(String),
    service: text,
    passfile: text,
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** Connections with any parameter, with and without a password. */
export const connections: fc.Arbitrary<PostgresConnection> = fc
  .tuple(parameters, fc.option(text))
  .map(([values, password]) => ({
    engine: 'postgres',
    parameters: values,
    ...(password === null ? {} : { password: new Secret(password) }),
    ignored: [],
  }));
