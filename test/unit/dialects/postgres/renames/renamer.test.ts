import assert from 'node:assert/strict';
import type { Part } from '../../../../../src/core/model/part.js';
import type { PartId } from '../../../../../src/core/model/partId.js';
import { NameChanges } from '../../../../../src/dialects/postgres/renames/nameChanges.js';
import { readsAlike } from '../../../../../src/dialects/postgres/renames/readsAlike.js';
import { rewriteText } from '../../../../../src/dialects/postgres/renames/rewriteText.js';
import { fakeCatalog } from '../../../../support/fakeDialect.js';

const before = fakeCatalog('target', [
  { id: 'table:s.users', occupies: ['relation:s.users'] },
  { id: 'column:s.users.mail', parent: 'table:s.users' },
  { id: 'function:s.f(int)' },
  { id: 'enum:s.mood' },
]);
const after = fakeCatalog('source', [
  { id: 'table:s.Clients' },
  { id: 'column:s.Clients.email' },
  { id: 'function:s.g(int)' },
  { id: 'enum:s.select' },
]);

const partOf = (catalog: typeof before, id: string): Part => {
  const part = catalog.parts.get(id as PartId);
  assert.ok(part !== undefined, id);
  return part;
};

const changes = new NameChanges(before, [
  { from: partOf(before, 'table:s.users'), to: partOf(after, 'table:s.Clients') },
  { from: partOf(before, 'column:s.users.mail'), to: partOf(after, 'column:s.Clients.email') },
  { from: partOf(before, 'function:s.f(int)'), to: partOf(after, 'function:s.g(int)') },
  { from: partOf(before, 'enum:s.mood'), to: partOf(after, 'enum:s.select') },
]);
const all = ['table:s.users', 'column:s.users.mail', 'function:s.f(int)', 'enum:s.mood'].flatMap(
  (id) => changes.of(id as PartId) ?? [],
);

describe('the texts that follow a rename', () => {
  const ofQueries: readonly (readonly [string, string])[] = [
    ['SELECT users.mail FROM s.users', 'SELECT "Clients".email AS mail FROM s."Clients"'],
    ['SELECT users.mail AS email, 1 FROM s.users', 'SELECT "Clients".email, 1 FROM s."Clients"'],
    ['SELECT lower(users.mail) AS l FROM s.users', 'SELECT lower("Clients".email) AS l FROM s."Clients"'],
    [
      'SELECT mail FROM s.users WHERE mail IS NOT NULL',
      'SELECT email AS mail FROM s."Clients" WHERE email IS NOT NULL',
    ],
    ['SELECT u.mail FROM s.users u', 'SELECT u.email AS mail FROM s."Clients" u'],
    [
      'SELECT users_1.mail, users.id FROM s.users JOIN s.users users_1 ON true',
      'SELECT "Clients_1".email AS mail, "Clients".id FROM s."Clients" JOIN s."Clients" "Clients_1" ON true',
    ],
    // The same names of other things.
    [
      'SELECT o.mail, o.users FROM s.other o JOIN s.users ON true',
      'SELECT o.mail, o.users FROM s.other o JOIN s."Clients" ON true',
    ],
    ['SELECT users.mail FROM r.users', 'SELECT users.mail FROM r.users'],
    ["SELECT 'users.mail' AS mail FROM s.users", 'SELECT \'users.mail\' AS mail FROM s."Clients"'],
    ["SELECT s.f(1), 'ok'::s.mood FROM s.users", 'SELECT s.g(1), \'ok\'::s."select" FROM s."Clients"'],
    ["nextval('s.users'::regclass)", 'nextval(\'s."Clients"\'::regclass)'],
    ["nextval('s.users'::text)", "nextval('s.users'::text)"],
    ['REFERENCES s.users(mail, id)', 'REFERENCES s."Clients"(email, id)'],
    ['a s.mood[], b s.mood DEFAULT NULL', 'a s."select"[], b s."select" DEFAULT NULL'],
  ];
  for (const [text, expected] of ofQueries) {
    it(`${text} becomes ${expected}`, () => {
      assert.equal(rewriteText(text, all, { hasQueries: true }), expected);
    });
  }

  const ofTheTable: readonly (readonly [string, string])[] = [
    ["CHECK ((mail <> 'mail'::text))", "CHECK ((email <> 'mail'::text))"],
    [
      'CREATE INDEX mail ON s.users USING btree (mail DESC)',
      'CREATE INDEX mail ON s."Clients" USING btree (email DESC)',
    ],
    [
      'UPDATE OF mail ON s.users WHEN (new.mail IS NULL)',
      'UPDATE OF email ON s."Clients" WHEN (new.email IS NULL)',
    ],
    ['FOREIGN KEY (mail) REFERENCES s.other(mail)', 'FOREIGN KEY (email) REFERENCES s.other(mail)'],
  ];
  for (const [text, expected] of ofTheTable) {
    it(`of the table, ${text} becomes ${expected}`, () => {
      const reading = { hasQueries: true, relation: ['s', 'users'] };
      assert.equal(rewriteText(text, all, reading), expected);
    });
  }

  it('are read as what the server prints, in any of its spellings, and as nothing else', () => {
    const text = 'SELECT a.mail FROM s.users a JOIN s.users users_1 USING (mail)';
    for (const printed of [
      'SELECT a.email AS mail FROM s."Clients" a JOIN s."Clients" users_1 USING (mail)',
      'SELECT a.mail FROM s."Clients" a(id, mail) JOIN s."Clients" "Clients_1"(id, mail) USING (mail)',
    ]) {
      assert.equal(readsAlike(text, printed, all), true, printed);
    }
    for (const other of [
      'SELECT a.email AS email FROM s."Clients" a JOIN s."Clients" users_1 USING (mail)',
      'SELECT b.email AS mail FROM s."Clients" a JOIN s."Clients" users_1 USING (mail)',
      'SELECT a.email AS mail FROM s."Clients" a JOIN s."Clients" users_1 USING (mail, id)',
      'SELECT a.email AS mail FROM s."Clients" a(id) JOIN s."Clients" users_1 USING (mail)',
    ]) {
      assert.equal(readsAlike(text, other, all), false, other);
    }
  });
});
