import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quoteIdentifier, quoteLiteral } from '../../../../src/dialects/postgres/generator/quoting.js';
import { startPostgres } from '../../../support/postgres/testServer.js';

/** Names as people and generators make them: plain ones, keywords' letters, quotes, dots, blanks, any character but NUL. */
const names = fc.oneof(
  fc.stringMatching(/^[a-z_][a-z0-9_$]{0,20}$/),
  fc.stringMatching(/^[A-Za-z0-9_$". \\']{1,20}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }).filter((name) => !name.includes('\0')),
);

for (const major of [13, 14, 15, 16, 17, 18] as const) {
  describe(`quoting on PostgreSQL ${String(major)}`, () => {
    it('quotes every keyword that the server quotes', async () => {
      const server = await startPostgres(major);
      const words = await server.query(
        `select word, pg_catalog.quote_ident(word) as quoted from pg_catalog.pg_get_keywords()`,
      );
      const missing = words
        .filter(({ word, quoted }) => word !== quoted && quoteIdentifier(String(word)) !== quoted)
        .map(({ word }) => word);
      assert.deepEqual(missing, []);
    });

    it('writes names as quote_ident does, or with more quotes', async () => {
      const server = await startPostgres(major);
      const samples = fc.sample(names, 2000);
      const rows = await server.query(
        `select name, pg_catalog.quote_ident(name) as quoted from pg_catalog.unnest($1::text[]) as name`,
        [samples],
      );
      for (const { name, quoted } of rows) {
        const ours = quoteIdentifier(String(name));
        if (ours !== `"${String(name).replaceAll('"', '""')}"`) assert.equal(ours, quoted);
      }
      assert.equal(rows.length, samples.length);
    });

    it('writes texts that mean themselves, with and without standard_conforming_strings', async () => {
      const server = await startPostgres(major);
      for (const setting of ['on', 'off']) {
        const samples = fc.sample(names, 300);
        const list = samples.map((text) => `(${quoteLiteral(text)})`).join(', ');
        const database = await server.createDatabase();
        try {
          await database.query(
            `set standard_conforming_strings = ${setting}; set escape_string_warning = off`,
          );
          const rows = await database.query(`select v.text from (values ${list}) as v(text)`);
          assert.deepEqual(
            rows.map((row) => row['text']),
            samples,
          );
        } finally {
          await database.drop();
        }
      }
    });
  });
}
