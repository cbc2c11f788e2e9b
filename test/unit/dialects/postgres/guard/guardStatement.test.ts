import assert from 'node:assert/strict';
import fc from 'fast-check';
import { postgresLexer } from '../../../../../src/dialects/postgres/normalizer/lexer.js';
import { parseStatements } from '../../../../../src/dialects/postgres/normalizer/sqlParser.js';
import { isForbiddenParse } from '../../../../../src/dialects/postgres/guard/forbiddenParse.js';
import { guardStatement } from '../../../../../src/dialects/postgres/guard/guardStatement.js';

/** Statements that never run, and the word that is named as the reason. */
const forbidden: readonly (readonly [sql: string, word: string])[] = [
  ['DROP DATABASE shop', 'DATABASE'],
  ['CREATE DATABASE shop', 'DATABASE'],
  ['ALTER DATABASE shop SET TABLESPACE x', 'DATABASE'],
  ['ALTER DATABASE shop RENAME TO x', 'DATABASE'],
  ['ALTER DATABASE shop OWNER TO x', 'DATABASE'],
  ['ALTER ROLE r SET search_path = x', 'ROLE'],
  ['ALTER ROLE ALL RESET ALL', 'ROLE'],
  ['DROP SCHEMA shop', 'SCHEMA'],
  ['DROP SCHEMA IF EXISTS shop CASCADE', 'SCHEMA'],
  ['DROP SCHEMA "a", "b" RESTRICT', 'SCHEMA'],
  ['ALTER SYSTEM SET fsync = off', 'SYSTEM'],
  ["COPY t TO PROGRAM 'sh'", 'PROGRAM'],
  ["COPY (SELECT a FROM t) TO PROGRAM 'sh'", 'PROGRAM'],
  ["COPY t (a, b) FROM '/etc/passwd'", "'/etc/passwd'"],
  ["COPY t FROM 'stdin'", "'stdin'"],
  ['CREATE ROLE r', 'ROLE'],
  ["CREATE USER u PASSWORD 'x'", 'USER'],
  ['ALTER USER mapping SUPERUSER', 'USER'],
  ['DROP GROUP g', 'GROUP'],
  ['ALTER ROLE r RENAME TO s', 'ROLE'],
  ['GRANT admin TO me', 'GRANT'],
  ['GRANT "on" TO me WITH ADMIN OPTION', 'GRANT'],
  ['REVOKE ADMIN OPTION FOR admin FROM me', 'REVOKE'],
  ['SET ROLE admin', 'ROLE'],
  ['SET LOCAL ROLE admin', 'ROLE'],
  ['SET SESSION ROLE admin', 'ROLE'],
  ["SET role = 'admin'", 'role'],
  ['SET "ROLE" TO admin', '"ROLE"'],
  ['SET U&"r\\006fle" TO admin', 'U&"r\\006fle"'],
  ['SET U&"r!006fle" UESCAPE \'!\' TO admin', 'U&"r!006fle" UESCAPE \'!\''],
  ['SET SESSION AUTHORIZATION admin', 'AUTHORIZATION'],
  ['SET LOCAL SESSION AUTHORIZATION admin', 'SESSION'],
  ['RESET ROLE', 'ROLE'],
  ['RESET SESSION AUTHORIZATION', 'SESSION'],
  ['RESET ALL', 'ALL'],
  ['SET standard_conforming_strings = off', 'standard_conforming_strings'],
  ['SET Standard_Conforming_Strings TO DEFAULT', 'Standard_Conforming_Strings'],
  ["SET NAMES 'SJIS'", 'NAMES'],
  ['SET client_encoding = SJIS', 'client_encoding'],
  ["SELECT set_config('role', 'admin', true)", "'role'"],
  ["SELECT pg_catalog.\"set_config\"('Role', 'admin', true)", "'Role'"],
  ["SELECT set_config('ro' || 'le', 'admin', true)", "'ro'"],
  ["SELECT set_config(E'r\\157le', 'admin', true)", "E'r\\157le'"],
  ["SELECT set_config('standard_conforming_strings', 'off', true)", "'standard_conforming_strings'"],
  ['REASSIGN OWNED BY a TO b', 'REASSIGN'],
  ['DROP OWNED BY a', 'OWNED'],
  ["CREATE TABLESPACE s LOCATION '/tmp'", 'TABLESPACE'],
  ['DROP TABLESPACE s', 'TABLESPACE'],
  ['ALTER TABLESPACE s RENAME TO r', 'TABLESPACE'],
  ['ALTER TABLE ALL IN TABLESPACE s SET TABLESPACE r', 'ALL'],
  ['ALTER MATERIALIZED VIEW ALL IN TABLESPACE s SET TABLESPACE r', 'ALL'],
  ['BEGIN', 'BEGIN'],
  ['BEGIN ISOLATION LEVEL SERIALIZABLE', 'BEGIN'],
  ['START TRANSACTION', 'START'],
  ['COMMIT', 'COMMIT'],
  ['COMMIT AND CHAIN', 'COMMIT'],
  ['END', 'END'],
  ['ROLLBACK', 'ROLLBACK'],
  ['ABORT', 'ABORT'],
  ["PREPARE TRANSACTION 'x'", 'PREPARE'],
  ["COMMIT PREPARED 'x'", 'COMMIT'],
  ['SAVEPOINT s', 'SAVEPOINT'],
  ['ROLLBACK TO SAVEPOINT s', 'ROLLBACK'],
  ['RELEASE s', 'RELEASE'],
  ["LOAD 'plpgsql'", 'LOAD'],
  ['VACUUM', 'VACUUM'],
  ['VACUUM FULL t', 'VACUUM'],
  ['CHECKPOINT', 'CHECKPOINT'],
  ['DISCARD ALL', 'DISCARD'],
  ['CREATE INDEX CONCURRENTLY i ON t (a)', 'CONCURRENTLY'],
  ['CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)', 'CONCURRENTLY'],
  ['DROP INDEX CONCURRENTLY i', 'CONCURRENTLY'],
  ['REINDEX TABLE CONCURRENTLY t', 'CONCURRENTLY'],
  ['REINDEX DATABASE shop', 'DATABASE'],
  ['ALTER TABLE p DETACH PARTITION s.q CONCURRENTLY', 'CONCURRENTLY'],
  ['CLUSTER', 'CLUSTER'],
  ['EXPLAIN ANALYZE VERBOSE DROP DATABASE x', 'DATABASE'],
  ["SELECT * FROM dblink('dbname=x', 'drop table t') AS t(a int)", 'dblink'],
  ["SELECT DBLINK_EXEC('drop table t')", 'DBLINK_EXEC'],
  ['INSERT INTO t SELECT "pg_read_file"(\'/etc/passwd\')', '"pg_read_file"'],
  ["WITH x AS (SELECT lo_export(1, '/tmp/x')) TABLE x", 'lo_export'],
  ["SELECT * FROM crosstab('drop table t') AS c(a int)", 'crosstab'],
  ["SELECT ts_rewrite('a'::tsquery, 'SELECT evil()')", 'ts_rewrite'],
  ["SELECT pg_ls_dir('/')", 'pg_ls_dir'],
  ['SELECT pg_advisory_unlock_all()', 'pg_advisory_unlock_all'],
  ['(SELECT pg_terminate_backend(1))', 'pg_terminate_backend'],
  ['FROBNICATE everything', 'FROBNICATE'],
];

/** Statements that a person's script may not hold, but a generated one may. */
const forbiddenInEdited: readonly (readonly [sql: string, word: string])[] = [
  ['ALTER DATABASE shop SET search_path = x', 'DATABASE'],
  ['ALTER DATABASE shop CONNECTION LIMIT 3', 'DATABASE'],
  ['ALTER ROLE r IN DATABASE shop RESET work_mem', 'ROLE'],
  ['DO $$ BEGIN DROP TABLE t; END $$', 'DO'],
  ['DO LANGUAGE plpgsql $$ BEGIN NULL; END $$', 'DO'],
  ['PREPARE p AS DELETE FROM t', 'PREPARE'],
  ['EXECUTE p', 'EXECUTE'],
  ['CREATE TABLE x AS EXECUTE p', 'EXECUTE'],
  ['CREATE TEMP TABLE x AS EXECUTE p', 'EXECUTE'],
  ['EXPLAIN ANALYZE EXECUTE p', 'EXECUTE'],
  ['EXPLAIN (ANALYZE, COSTS off) EXECUTE p', 'EXECUTE'],
  ['DEALLOCATE p', 'DEALLOCATE'],
  ["CREATE TABLE x AS SELECT set_config('role', 'admin', false)", "'role'"],
  ["CREATE UNLOGGED TABLE s.x AS SELECT dblink_exec('drop table t')", 'dblink_exec'],
  ["CREATE MATERIALIZED VIEW v AS SELECT * FROM dblink('x', 'select 1') AS t(a int)", 'dblink'],
  ["CREATE TABLE q PARTITION OF p FOR VALUES IN (set_config('role', 'admin', true))", "'role'"],
  ["CREATE UNIQUE INDEX ON t (set_config('role', a, true))", "'role'"],
  ["ALTER TABLE t ALTER a TYPE text USING pg_read_file('/etc/passwd')", 'pg_read_file'],
  ["ALTER TABLE ONLY t ADD CHECK (set_config('role', 'admin', true) = '')", "'role'"],
  ["ALTER FOREIGN TABLE t ADD a text DEFAULT pg_read_file('x')", 'pg_read_file'],
  ["ALTER DOMAIN d ADD CHECK (dblink_exec(value) = '')", 'dblink_exec'],
  ['DROP SCHEMA "shop" RESTRICT', 'SCHEMA'],
];

const allowed: readonly string[] = [
  '',
  ' -- nothing but a comment; DROP DATABASE x',
  ';;',
  'CREATE TABLE t (a int DEFAULT 1, "DROP DATABASE" text)',
  "COMMENT ON TABLE t IS 'DROP DATABASE x; COMMIT'",
  "COMMENT ON TABLE t IS E'\\'; DROP DATABASE x; --'",
  'COMMENT ON TABLE t IS $x$; DROP DATABASE x; $x$',
  "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DROP DATABASE x'; END $$",
  'CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$',
  'CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT CASE a WHEN 1 THEN 2 END; SELECT 3; END',
  'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 AS end; SELECT 2 AS case; END; SELECT 1',
  'CREATE FUNCTION "end"() RETURNS int LANGUAGE sql AS \'SELECT 1\'',
  'CREATE FUNCTION begin() RETURNS int LANGUAGE sql AS $$SELECT 1$$; SELECT 1',
  'CREATE RULE r AS ON DELETE TO t DO INSTEAD (DELETE FROM a; DELETE FROM b)',
  'CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()',
  "CREATE VIEW v AS SELECT * FROM dblink('x', 'select 1') AS t(a int)",
  'CREATE TABLE IF NOT EXISTS s.dblink_log (id int REFERENCES dblink_hosts (id))',
  'INSERT INTO dblink_log (id) VALUES (1)',
  'CREATE UNIQUE INDEX i ON crosstabs (a)',
  'CREATE USER MAPPING FOR me SERVER s',
  'CREATE USER MAPPING IF NOT EXISTS FOR me SERVER s',
  'DROP USER MAPPING IF EXISTS FOR me SERVER s',
  'CREATE SCHEMA database',
  'DROP TABLE "schema"',
  'DROP TABLE database.role',
  'ALTER TABLE t RENAME COLUMN a TO rollback',
  'ALTER TABLE t SET TABLESPACE s',
  'ALTER TABLE t ADD COLUMN concurrently int',
  'ALTER TABLE p DETACH PARTITION q',
  'CREATE TABLE program (role text)',
  'GRANT SELECT (a) ON t TO me',
  'REVOKE ALL ON SCHEMA s FROM PUBLIC',
  'ALTER DEFAULT PRIVILEGES FOR ROLE r GRANT SELECT ON TABLES TO me',
  'SET search_path = public',
  'SET standard_conforming_strings = on',
  "SET client_encoding = 'UTF8'",
  "SET NAMES 'utf8'",
  'SET CONSTRAINTS ALL IMMEDIATE',
  "SET LOCAL lock_timeout TO '5s'",
  'SET my.role = x',
  "SELECT pg_catalog.set_config('search_path', '', false)",
  "SELECT set_config('my.role', role, false) FROM t",
  'SELECT begin, role AS commit FROM t',
  'COPY t FROM STDIN WITH (FORMAT csv)',
  'COPY (SELECT 1) TO STDOUT',
  'EXPLAIN (COSTS off) SELECT 1',
  'EXPLAIN (SELECT 1)',
  'REINDEX TABLE t',
  'CLUSTER t USING i',
  'REFRESH MATERIALIZED VIEW CONCURRENTLY v',
  'WITH x AS (DELETE FROM t RETURNING a) INSERT INTO u SELECT a FROM x',
  "INSERT INTO t VALUES ('COMMIT'), ('a''; ROLLBACK; --')",
  'CALL p(1)',
  "SELECT 'a' -- it\n 'b'; ALTER TABLE t ADD b int",
];

/** What the guard says about a statement, as the text that stands where it points. */
async function pointedAt(sql: string, origin: 'generated' | 'edited'): Promise<string[]> {
  return (await guardStatement(sql, origin)).map(({ position }) => sql.slice(position - 1));
}

describe('the guard', () => {
  for (const [sql, word] of forbidden) {
    it(`refuses ${sql}`, async () => {
      for (const origin of ['generated', 'edited'] as const) {
        const [found, ...more] = await pointedAt(sql, origin);
        assert.ok(found?.startsWith(word), `${origin}: ${String(found)}`);
        assert.deepEqual(more, []);
      }
    });
  }

  for (const [sql, word] of forbiddenInEdited) {
    it(`refuses ${sql} in a script that a person edited`, async () => {
      const [found] = await pointedAt(sql, 'edited');
      assert.ok(found?.startsWith(word), found);
      assert.deepEqual(await guardStatement(sql, 'generated'), []);
    });
  }

  for (const sql of allowed) {
    it(`lets through ${JSON.stringify(sql)}`, async () => {
      assert.deepEqual(await guardStatement(sql, 'generated'), []);
      assert.deepEqual(await guardStatement(sql, 'edited'), []);
    });
  }

  it('lets through only the exact statement with which the planner drops a schema', async () => {
    assert.deepEqual(await guardStatement('DROP SCHEMA "a""b" RESTRICT', 'generated'), []);
    for (const sql of [
      'DROP SCHEMA shop RESTRICT',
      'DROP SCHEMA "shop"',
      'DROP SCHEMA IF EXISTS "shop" RESTRICT',
      'DROP SCHEMA U&"shop" RESTRICT',
      'DROP SCHEMA "shop" CASCADE',
      'DROP SCHEMA "a", "b" RESTRICT',
    ]) {
      assert.notDeepEqual(await guardStatement(sql, 'generated'), [], sql);
    }
  });

  for (const [title, sql, found] of [
    ['after another statement', 'SELECT 1; DROP DATABASE x', 'DATABASE x'],
    ['behind a literal with a backslash', "SELECT 'a\\'; DROP DATABASE x; --'", 'DATABASE x'],
    ['behind an identifier with a quote', 'SELECT 1 AS "a""b"; COMMIT', 'COMMIT'],
    ['behind nested comments', '/* /* ; */ DROP */ COMMIT', 'COMMIT'],
    ['behind a comment that looks closed', "SELECT 1 -- '\n; COMMIT --'", 'COMMIT'],
    [
      'behind a dollar quote with another inside',
      'SELECT $a$ $b$ $a$; COMMIT; SELECT $b$ x $b$',
      'COMMIT; SELECT',
    ],
    ['behind a word with dollars in it', 'SELECT a$$ FROM t; COMMIT; SELECT b$$', 'COMMIT; SELECT'],
    ['behind an E literal', "SELECT E'\\\\'; COMMIT; SELECT '\\'", 'COMMIT; SELECT'],
    ['behind a continued E literal', "SELECT E'a'\n'\\''; COMMIT", 'COMMIT'],
    ['behind a carriage return that ends a comment', 'SELECT 1 -- \r; COMMIT', 'COMMIT'],
    [
      'behind a routine with the name of a keyword',
      'CREATE FUNCTION begin() RETURNS int LANGUAGE sql AS $$SELECT 1$$; COMMIT',
      'COMMIT',
    ],
    [
      'behind a standard body with a column called case',
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1 case; END; COMMIT',
      'COMMIT',
    ],
    [
      'behind a standard body',
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; END; COMMIT',
      'COMMIT',
    ],
    [
      'behind characters outside ASCII and a standard body',
      "COMMENT ON TABLE t IS '😀ü'; CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; COMMIT",
      'COMMIT',
    ],
    ['behind unbalanced parentheses', 'SELECT 1); COMMIT', 'COMMIT'],
  ] as const) {
    it(`finds what stands ${title}`, async () => {
      const texts = await pointedAt(sql, 'edited');
      assert.ok(
        texts.some((text) => text.startsWith(found)),
        texts.join(' | '),
      );
    });
  }

  for (const sql of [
    "SELECT 'open",
    'SELECT "open',
    'SELECT $x$ open $$',
    '/* open /* */',
    'SELECT 1;\0 DROP DATABASE x',
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1',
    '\\! rm -rf',
  ]) {
    it(`refuses ${JSON.stringify(sql)}, which it can't read`, async () => {
      const violations = await guardStatement(sql, 'generated');
      assert.equal(violations.length, 1);
    });
  }

  it('names every forbidden statement of a script, with its position', async () => {
    const sql = 'COMMIT;\nSELECT 1;\nDROP ROLE r';
    assert.deepEqual(await guardStatement(sql, 'edited'), [
      { reason: 'begins or ends a transaction, which DBVC does around all steps', position: 1 },
      { reason: 'changes roles, which belong to the whole server', position: 24 },
    ]);
  });

  const layout = fc.constantFrom(
    ' ',
    '\n',
    '\t',
    ' /* x */ ',
    ' -- \'"$$\n',
    ' /* /* */ ; " */ ',
    '\r\n',
    '\f',
  );
  const randomCase = (text: string, upper: readonly boolean[]): string =>
    Array.from(text)
      .map((letter, index) =>
        upper[index % upper.length] === true ? letter.toUpperCase() : letter.toLowerCase(),
      )
      .join('');

  it('refuses a forbidden statement in any case, with any layout and comments between its tokens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...forbidden, ...forbiddenInEdited),
        fc.array(layout, { minLength: 1, maxLength: 5 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
        fc.constantFrom('', 'SELECT 1;', 'COMMENT ON TABLE t IS $$;$$ ; ', ';'),
        async ([sql], layouts, upper, before) => {
          const disguised = postgresLexer()
            .tokens(sql)
            .tokens.map(({ kind, start, end }, index) => {
              const text = sql.slice(start, end);
              return (
                (layouts[index % layouts.length] ?? ' ') +
                (kind === 'identifier' ? randomCase(text, upper) : text)
              );
            })
            .join('');
          assert.notDeepEqual(await guardStatement(before + disguised, 'edited'), []);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('lets through forbidden statements inside literals, identifiers, comments and bodies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...forbidden, ...forbiddenInEdited),
        fc.constantFrom<(sql: string) => string>(
          (sql) => `COMMENT ON TABLE t IS '${sql.replaceAll("'", "''")}; ${sql.replaceAll("'", "''")}'`,
          (sql) => `COMMENT ON TABLE t IS E'\\'; ${sql.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`,
          (sql) => `CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $body$ BEGIN ${sql}; END $body$`,
          (sql) => `ALTER TABLE t ADD COLUMN "${sql.replaceAll('"', '""')};" int`,
          (sql) => `/* ${sql}; /* ${sql} */ ; */ ALTER TABLE t ADD COLUMN a int`,
          (sql) => `ALTER TABLE t -- ; ${sql}\n ADD COLUMN a int -- ${sql}`,
        ),
        async ([sql], hide) => {
          assert.deepEqual(await guardStatement(hide(sql), 'edited'), [], hide(sql));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("agrees with PostgreSQL's parser on what is forbidden by its kind", async () => {
    for (const [sql] of forbidden) {
      const parsed = await parseStatements(sql);
      if ('error' in parsed) continue;
      const [statement] = parsed;
      assert.ok(statement !== undefined, sql);
      // What depends on names, values and calls is read from words alone.
      if (
        /^(SelectStmt|InsertStmt|IndexStmt|ReindexStmt|ClusterStmt|AlterTableStmt|ExplainStmt|VariableSetStmt)$/.test(
          statement.type,
        )
      )
        continue;
      if (/^DROP (SCHEMA|INDEX)/.test(sql)) continue;
      assert.ok(isForbiddenParse(statement, 'edited'), `${sql}: ${statement.type}`);
    }
    for (const sql of allowed) {
      const parsed = await parseStatements(sql);
      if ('error' in parsed) continue;
      assert.ok(!parsed.some((statement) => isForbiddenParse(statement, 'edited')), sql);
    }
  });
});
