import assert from 'node:assert/strict';
import { postgresLexer } from '../../../src/dialects/postgres/normalizer/lexer.js';
import { POSTGRES_MAJORS } from '../../support/postgres/serverBinaries.js';
import { startPostgres } from '../../support/postgres/testServer.js';

const literals: readonly string[] = [
  "'x'\n'b'",
  "'x'\r'b'",
  "'x' -- a\n'b'",
  "'x'--'a'\n'b'",
  "'x'\n -- a\n\t'b'",
  "'x' 'b'",
  "'x' /* a */\n'b'",
  "E'x'\n'\\x41'",
  "'x'\nE'b'",
];

describe('literals on several lines', () => {
  for (const major of POSTGRES_MAJORS) {
    it(`are one where PostgreSQL ${String(major)} reads one`, async () => {
      const server = await startPostgres(major);
      for (const literal of literals) {
        const isOne = await server.query(`select ${literal} as joined`).then(
          () => true,
          () => false,
        );
        const [, ...rest] = postgresLexer().tokens(literal).tokens;
        assert.equal(rest.length > 0 && rest.every((token) => token.continues === true), isOne, literal);
      }
    });
  }
});
