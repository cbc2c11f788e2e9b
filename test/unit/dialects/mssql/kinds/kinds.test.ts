import { assertConverges } from '../../../../support/sqlServer/convergence.js';
import { sqlServerCases } from '../../../../support/sqlServer/convergenceCases.js';
import { assertGolden } from '../../../../support/sqlServer/golden.js';
import { startSqlServer, type TestSqlServer } from '../../../../support/sqlServer/sqlServer.js';

describe("SQL Server's kinds, on a model of its catalog", () => {
  let server: TestSqlServer;

  before(async () => {
    server = await startSqlServer();
  });
  after(() => server.close());

  for (const { title, before, after } of sqlServerCases) {
    it(`converges both ways, by the scripts that are expected: ${title}`, async () => {
      assertGolden(title, await assertConverges(server, before, after));
    });
  }
});
