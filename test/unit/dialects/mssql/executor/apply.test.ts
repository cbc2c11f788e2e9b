import assert from 'node:assert/strict';
import { apply } from '../../../../../src/core/executor/apply.js';
import { editedPlan } from '../../../../../src/core/executor/editedPlan.js';
import { readTraffic } from '../../../../../src/core/executor/traffic.js';
import { makeRollback } from '../../../../../src/core/planner/rollback.js';
import { planScript } from '../../../../../src/core/planner/planScript.js';
import type { Database, Session } from '../../../../../src/core/dialect/session.js';
import { CancelledError, DbvcError } from '../../../../../src/core/errors.js';
import { silentLogger } from '../../../../../src/core/logger.js';
import { mssqlDialect } from '../../../../../src/dialects/mssql/dialect.js';
import { compareSqlServer, connectSqlServer, planAll } from '../../../../support/sqlServer/convergence.js';
import { SqlProblem } from '../../../../support/sqlServer/catalogModel.js';
import {
  readerOfNothing,
  startSqlServer,
  type TestSqlServer,
} from '../../../../support/sqlServer/sqlServer.js';

const options = { jobs: 1, lockTimeout: 5_000, statementTimeout: 0, logger: silentLogger };
const before = 'CREATE TABLE dbo.t (a int NULL)';
const after = `CREATE TABLE dbo.t (a int NULL, b int NULL)
GO
CREATE TABLE dbo.u (a int NULL)
GO
CREATE VIEW dbo.v AS SELECT a FROM dbo.u`;

describe('applying to SQL Server', () => {
  let server: TestSqlServer;

  beforeEach(async () => {
    server = await startSqlServer();
  });
  afterEach(() => server.close());

  const pair = async (): Promise<{
    target: ReturnType<TestSqlServer['createDatabase']>;
    plan: ReturnType<typeof planAll>;
  }> => {
    const [source, target] = [server.createDatabase(after), server.createDatabase(before)];
    return { target, plan: planAll(await compareSqlServer(source.url, target.url)) };
  };

  it('leaves the target as it was, whichever statement fails, and says what and where', async () => {
    const { target, plan } = await pair();
    const statements = plan.segments.flatMap(({ steps }) => steps.flatMap((step) => step.statements));
    for (const { sql } of statements) {
      const saved = JSON.stringify(target.model.views);
      server.failOn(sql, 547, 'The statement conflicted with "CK".');
      const outcome = await apply(plan, await connectSqlServer(target.url), mssqlDialect, options);
      assert.equal(outcome.status, 'failed');
      assert.equal(outcome.error.details.statement, sql);
      assert.equal(outcome.error.details.sqlState, '547');
      assert.equal(JSON.stringify(target.model.views), saved);
    }
  });

  it('says what is wrong where the server says it in two errors', async () => {
    const { target, plan } = await pair();
    server.failOn('CREATE TABLE', 1785, "Introducing FOREIGN KEY constraint 'FK' may cause cycles.");
    const outcome = await apply(plan, await connectSqlServer(target.url), mssqlDialect, options);
    assert.equal(outcome.status === 'failed' && outcome.error.details.sqlState, '1785');
  });

  it('says how large the tables are, or that it is not known, without holding an apply up', async () => {
    const { target, plan } = await pair();
    const traffic = await readTraffic(plan, await connectSqlServer(target.url), mssqlDialect);
    assert.ok(traffic !== undefined);
    // The model answers no question about rows, as a server does where the login may not ask.
    assert.equal(traffic.known, false);
    assert.notEqual(traffic.reason, '');
  });

  it('runs all steps in one transaction', async () => {
    const { target, plan } = await pair();
    const outcome = await apply(plan, await connectSqlServer(target.url), mssqlDialect, options);
    assert.equal(outcome.status, 'applied');
    const words = server.tds.batches.filter((sql) => /BEGIN TRANSACTION|COMMIT TRANSACTION/.test(sql));
    assert.equal(words.length, 2);
  });

  it('applies for a login that may not read the tables, which it then cannot lock, and says so', async () => {
    const { target, plan } = await pair();
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (message: string) => warnings.push(message) };
    const database = await connectSqlServer(target.url.replace('sa:', `${readerOfNothing}:`));
    const outcome = await apply(plan, database, mssqlDialect, { ...options, logger });
    assert.equal(outcome.status, 'applied');
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /^The login may not lock table \[dbo\]\.\[t\]: others can change/);
    const held = server.tds.batches.filter((sql) => sql.includes('TABLOCK'));
    assert.match(
      held[0] ?? '',
      /^IF HAS_PERMS_BY_NAME\(N'\[dbo\]\.\[t\]', N'OBJECT', N'SELECT'\) = 1 SELECT/,
    );
  });

  it('writes a script that does nothing or all, also where a batch does not compile', async () => {
    for (const number of [102, 547]) {
      const { target, plan } = await pair();
      const saved = JSON.stringify(target.model.views);
      server.failOn('CREATE TABLE [dbo].[u]', number, "Incorrect syntax near 'x'.");
      assert.equal(target.runScript(planScript(plan, mssqlDialect)).length, 1);
      assert.equal(JSON.stringify(target.model.views), saved);
    }
  });

  it('refuses a target that has changed since the comparison', async () => {
    const { target, plan } = await pair();
    target.runScript('ALTER TABLE dbo.t ADD c int NULL');
    await assert.rejects(
      apply(plan, await connectSqlServer(target.url), mssqlDialect, options),
      (error: unknown) => {
        assert.ok(error instanceof DbvcError);
        assert.equal(error.code, 'target-changed');
        return true;
      },
    );
  });

  it('keeps a second DBVC out, and lets it in when the first has gone', async () => {
    const { target, plan } = await pair();
    const database = await connectSqlServer(target.url);
    const other = await database.open({ purpose: 'apply' });
    await mssqlDialect.executor.acquireApplyLock(other);
    await assert.rejects(apply(plan, database, mssqlDialect, options), (error: unknown) => {
      assert.ok(error instanceof DbvcError);
      assert.equal(error.code, 'busy');
      return true;
    });
    await other.close();
    assert.equal((await apply(plan, database, mssqlDialect, options)).status, 'applied');
  });

  it('rolls back when what was made is not what was promised', async () => {
    const { target, plan } = await pair();
    const database = await connectSqlServer(target.url);
    const saved = JSON.stringify(target.model.views);
    // As a DDL trigger would.
    const addObject = target.model.addObject.bind(target.model);
    target.model.addObject = (...parameters) => {
      const id = addObject(...parameters);
      target.model
        .rows('columns')
        .push({ ...target.model.rows('columns')[0], name: 'stowaway', column_id: 9 });
      return id;
    };
    const outcome = await apply(plan, database, mssqlDialect, options);
    assert.equal(outcome.status === 'failed' && outcome.error.code, 'verification-failed');
    assert.equal(JSON.stringify(target.model.views), saved);
  });

  it('does not ask rows to hold a lock that nobody can read', async () => {
    const [source, target] = ['int', 'bigint'].map((type) =>
      server.createDatabase(`CREATE TABLE dbo.t (a int NOT NULL, b ${type} NULL)
GO
CREATE CLUSTERED INDEX CX_t ON dbo.t (a)
GO
ALTER INDEX CX_t ON dbo.t DISABLE`),
    );
    assert.ok(source !== undefined && target !== undefined);
    const plan = planAll(await compareSqlServer(source.url, target.url));
    const outcome = await apply(plan, await connectSqlServer(target.url), mssqlDialect, options);
    assert.equal(outcome.status, 'applied');
  });

  it('ends a script whose default or constraint is not there any more, and does not pass it over', async () => {
    const [source, target] = ['', ' DEFAULT ((1)) CHECK ([a]>(0))'].map((rest) =>
      server.createDatabase(`CREATE TABLE dbo.t (a int NULL${rest})`.replace(' CHECK', ', CHECK')),
    );
    assert.ok(source !== undefined && target !== undefined);
    const script = planScript(planAll(await compareSqlServer(source.url, target.url)), mssqlDialect);
    for (const view of ['default_constraints', 'check_constraints']) {
      const saved = target.model.copy();
      const [row] = target.model.rows(view);
      assert.ok(row !== undefined);
      target.runScript(`ALTER TABLE dbo.t DROP CONSTRAINT [${String(row['name'])}]`);
      const [problem, ...more] = target.runScript(script);
      assert.deepEqual([problem?.number, more], [50000, []]);
      assert.match(problem?.message ?? '', /any more/);
      target.model.views = saved;
    }
  });

  describe('what runs in no transaction', () => {
    const table = (type: string): string =>
      `CREATE FULLTEXT CATALOG c WITH ACCENT_SENSITIVITY = ON
GO
CREATE TABLE dbo.t (id int NOT NULL, a nvarchar(20) NULL, b ${type} NULL, CONSTRAINT PK_t PRIMARY KEY (id))
GO
CREATE FULLTEXT INDEX ON dbo.t (a LANGUAGE 1033) KEY INDEX PK_t ON c WITH (CHANGE_TRACKING = AUTO, STOPLIST = SYSTEM)`;
    const changed = (): { source: string; target: ReturnType<TestSqlServer['createDatabase']> } => ({
      source: server.createDatabase(table('bigint').replace('nvarchar(20)', 'nvarchar(30)')).url,
      target: server.createDatabase(table('int')),
    });

    it('gets a segment of its own, which is announced, around one transaction for all else', async () => {
      const { source, target } = changed();
      const plan = planAll(await compareSqlServer(source, target.url));
      assert.deepEqual(
        plan.segments.map(({ steps, outsideTransaction, reason }) => [
          steps.length,
          outsideTransaction === true,
          reason,
        ]),
        [
          [1, true, 'drop full-text index on [dbo].[t] cannot run in a transaction'],
          [2, false, 'what comes before cannot run in a transaction'],
          [1, true, 'create full-text index on [dbo].[t] cannot run in a transaction'],
        ],
      );
      assert.match(planScript(plan, mssqlDialect), /^-- In several transactions: drop full-text index/m);
      const outcome = await apply(plan, await connectSqlServer(target.url), mssqlDialect, options);
      assert.equal(outcome.status, 'applied');
    });

    it('says what stays where a later step fails, and how to take that back', async () => {
      const { source, target } = changed();
      const plan = planAll(await compareSqlServer(source, target.url));
      const saved = target.model.copy();
      server.failOn('ALTER COLUMN [b]', 547, 'The statement conflicted.');
      const outcome = await apply(plan, await connectSqlServer(target.url), mssqlDialect, options);
      assert.equal(outcome.status, 'failed');
      assert.equal(outcome.committedSegments, 1);
      assert.deepEqual(target.model.rows('fulltext_indexes'), []);
      const undo = planScript(makeRollback(plan, mssqlDialect, 1), mssqlDialect);
      assert.deepEqual(target.runScript(undo), []);
      assert.deepEqual(target.model.rows('fulltext_index_columns'), saved['fulltext_index_columns']);
    });

    it('keeps a script from going on where it fails', async () => {
      const { source, target } = changed();
      const plan = planAll(await compareSqlServer(source, target.url));
      const saved = JSON.stringify(target.model.views);
      server.failOn('DROP FULLTEXT', 7652, 'It is in use.');
      assert.equal(target.runScript(planScript(plan, mssqlDialect)).length, 1);
      assert.equal(JSON.stringify(target.model.views), saved);
    });

    it('stays what it is when a person edits the script, and is taken from nobody else', async () => {
      const { source, target } = changed();
      const plan = planAll(await compareSqlServer(source, target.url));
      const script = planScript(plan, mssqlDialect);
      const edited = await editedPlan(plan, script.replace('nvarchar(30)', 'nvarchar(40)'), mssqlDialect);
      assert.deepEqual(
        edited.segments.map(({ steps, outsideTransaction }) => [steps.length, outsideTransaction === true]),
        [
          [1, true],
          [2, false],
          [1, true],
        ],
      );
      await assert.rejects(
        editedPlan(plan, script.replace('DROP FULLTEXT INDEX', 'DROP FULLTEXT CATALOG'), mssqlDialect),
        /stands outside|transactions/,
      );
    });

    it('goes on after what an edited script may leave otherwise', async () => {
      const { source, target } = changed();
      const plan = planAll(await compareSqlServer(source, target.url));
      const script = planScript(plan, mssqlDialect).replace('nvarchar(30)', 'nvarchar(40)');
      const edited = await editedPlan(plan, script, mssqlDialect);
      const database = await connectSqlServer(target.url);
      const first = await apply(edited, database, mssqlDialect, options);
      assert.equal(first.status === 'failed' && first.error.code, 'verification-failed');
      const accepted = first.status === 'failed' ? (first.error.details.lines ?? []) : [];
      target.runScript(planScript(makeRollback(plan, mssqlDialect, 1), mssqlDialect));
      const outcome = await apply(edited, database, mssqlDialect, { ...options, accepted });
      assert.deepEqual(outcome.status === 'failed' ? outcome.error.message : outcome.status, 'applied');
    });
  });

  describe('a patch that is one step in no transaction', () => {
    const stoplist = `CREATE FULLTEXT STOPLIST s
GO
ALTER FULLTEXT STOPLIST s ADD N'the' LANGUAGE 1033`;
    const lone = async (): Promise<Awaited<ReturnType<typeof pair>>> => {
      const [source, target] = [server.createDatabase(stoplist), server.createDatabase('')];
      return { target, plan: planAll(await compareSqlServer(source.url, target.url)) };
    };
    /** The database, with what `happens` after a statement about full-text search was run. */
    const interrupted = async (url: string, happens: (session: Session) => void): Promise<Database> => {
      const database = await connectSqlServer(url);
      return {
        ...database,
        open: async (how) => {
          const session = await database.open(how);
          const query = session.query.bind(session);
          session.query = async (sql, ...rest) => {
            const rows = await query(sql, ...rest);
            if (sql.includes('FULLTEXT') && !sql.startsWith('SELECT')) happens(session);
            return rows;
          };
          return session;
        },
      };
    };

    it('is announced as what it is', async () => {
      const { plan } = await lone();
      assert.deepEqual(
        plan.segments.map(({ outsideTransaction }) => outsideTransaction),
        [true],
      );
      assert.match(planScript(plan, mssqlDialect), /^-- In no transaction: create full-text stoplist/m);
    });

    it('says that what was done before it failed stays', async () => {
      const { target, plan } = await lone();
      const rows = target.model.rows.bind(target.model);
      let isArmed = true;
      target.model.rows = (view) => {
        if (isArmed && view === 'fulltext_stopwords' && rows('fulltext_stoplists').length > 0) {
          isArmed = false;
          throw new SqlProblem(7633, 'The language is not one of the server.');
        }
        return rows(view);
      };
      const outcome = await apply(plan, await connectSqlServer(target.url), mssqlDialect, options);
      assert.equal(outcome.status, 'failed');
      assert.equal(rows('fulltext_stoplists').length, 1);
      assert.equal(outcome.committedSegments, 0);
      assert.equal(outcome.unfinished?.number, 1);
    });

    it('says that nothing stays where it failed at once', async () => {
      const { target, plan } = await lone();
      server.failOn('CREATE FULLTEXT', 7642, 'It exists.');
      const outcome = await apply(plan, await connectSqlServer(target.url), mssqlDialect, options);
      assert.equal(outcome.status, 'failed');
      assert.equal(outcome.unfinished, undefined);
    });

    it('is no harmless cancellation once it has done something, nor a failure before', async () => {
      const { target, plan } = await lone();
      const cancel = new AbortController();
      await assert.rejects(
        apply(plan, await connectSqlServer(target.url), mssqlDialect, {
          ...options,
          signal: cancel.signal,
          progress: ({ phase }) => {
            if (phase === 'running') cancel.abort();
          },
        }),
        CancelledError,
      );
      const database = await interrupted(target.url, () => {
        throw new CancelledError();
      });
      const outcome = await apply(plan, database, mssqlDialect, options);
      assert.equal(outcome.status === 'failed' && outcome.cancelled, true);
      assert.equal(outcome.status === 'failed' && outcome.unfinished?.number, 1);
    });

    it('does not say that the target is as it was where the connection was lost', async () => {
      const { target, plan } = await lone();
      const lost = (): never => {
        throw new DbvcError('connection-lost', 'The connection was lost.');
      };
      const database = await interrupted(target.url, (session) => {
        session.query = () => Promise.reject(new DbvcError('connection-lost', 'The connection was lost.'));
        lost();
      });
      const outcome = await apply(plan, database, mssqlDialect, options);
      assert.equal(outcome.status === 'failed' && outcome.unfinished?.number, 1);
    });

    it('gives its place in an edited script to nothing else', async () => {
      const { plan } = await lone();
      const script = planScript(plan, mssqlDialect);
      const batch = script.slice(
        script.indexOf('CREATE FULLTEXT'),
        script.indexOf('\nGO', script.indexOf('CREATE FULLTEXT')),
      );
      const other = (sql: string): string => `BEGIN TRANSACTION;\nGO\n${sql}\nGO\nCOMMIT TRANSACTION;`;
      for (const sql of ['CREATE TABLE dbo.u (a int NULL)', '']) {
        await assert.rejects(
          editedPlan(plan, script.replace(batch, other(sql)), mssqlDialect),
          (error: unknown) => {
            assert.ok(error instanceof DbvcError);
            assert.equal(error.code, 'invalid-input');
            return true;
          },
        );
      }
    });
  });

  it('notices a transaction that ended before its time', async () => {
    const { target } = await pair();
    const session = await (await connectSqlServer(target.url)).open({ purpose: 'apply' });
    await mssqlDialect.executor.begin(session, { lockTimeout: 0, statementTimeout: 0 });
    await assert.rejects(session.query('COMMIT TRANSACTION'), /ended before its time/);
    await session.close();
  });
});
