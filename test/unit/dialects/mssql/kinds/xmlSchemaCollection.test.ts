import assert from 'node:assert/strict';
import { planScript, rollbackScript } from '../../../../../src/core/planner/planScript.js';
import { mssqlDialect } from '../../../../../src/dialects/mssql/dialect.js';
import { summary } from '../../../../support/convergence.js';
import { applyPlan, compareSqlServer, planAll } from '../../../../support/sqlServer/convergence.js';
import { startSqlServer, type TestSqlServer } from '../../../../support/sqlServer/sqlServer.js';

const schema = (name: string): string =>
  `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:${name}"><xsd:element name="e" type="xsd:string"/></xsd:schema>`;

describe('an XML schema collection that columns are typed by', () => {
  let server: TestSqlServer;

  before(async () => {
    server = await startSqlServer();
  });
  after(() => server.close());

  const typed = (...names: readonly string[]): string =>
    `CREATE XML SCHEMA COLLECTION dbo.c AS N'${names.map(schema).join('')}'
GO
CREATE TABLE dbo.t (a xml(dbo.c) NULL)`;

  it('gets the schemas that it lacks, which its rollback cannot take away and says so', async () => {
    const [source, target] = [server.createDatabase(typed('a', 'b')), server.createDatabase(typed('a'))];
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.match(
      planScript(plan, mssqlDialect),
      /ALTER XML SCHEMA COLLECTION \[dbo\]\.\[c\] ADD N'<xsd:schema [^']*urn:b[^']*'\n/,
    );
    assert.match(rollbackScript(plan, mssqlDialect), /cannot bring back:\n.*collection \[dbo\]\.\[c\]/);
    await applyPlan(plan, target.url);
    assert.deepEqual(summary(await compareSqlServer(source.url, target.url)), []);
  });

  it('is left where it has a schema in another way, and the reason is said', async () => {
    const [source, target] = [server.createDatabase(typed('a')), server.createDatabase(typed('a', 'b'))];
    const plan = planAll(await compareSqlServer(source.url, target.url));
    assert.deepEqual(plan.segments, []);
    assert.match(plan.leftOut[0]?.reason ?? '', /has no ALTER, and is in use/);
  });
});
