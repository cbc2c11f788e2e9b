import assert from 'node:assert/strict';
import type { Candidate } from '../../../src/core/comparison/candidate.js';
import { Comparison } from '../../../src/core/comparison/comparison.js';
import { silentLogger } from '../../../src/core/logger.js';
import { noRules } from '../../../src/core/rules/rules.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { longestTask } from '../../support/longTasks.js';
import type { TestDatabase } from '../../support/postgres/testDatabase.js';
import { startPostgres } from '../../support/postgres/testServer.js';

/** How long a task may keep an editor in the same process waiting, in milliseconds. */
const limit = 50;

const manyTables = `
  do $$ begin
    for i in 1..1000 loop
      execute format('create table public.t%1$s (id bigint primary key, parent bigint references public.t%2$s,
        name text not null, email varchar(80) default %3$L, amount numeric(10, 2) default 0, day date)',
        i, greatest(i / 2, 1), 'x');
      execute format('create index on public.t%s (name)', i);
      execute format('create function public.f%1$s(a int) returns int language sql as %2$L', i, 'select a + ' || i);
      if i % 5 = 0 then execute format('create view public.v%1$s as select id, name from public.t%1$s', i); end if;
    end loop;
  end $$`;

describe('a comparison of thousands of objects', function () {
  this.timeout(120_000);
  let source: TestDatabase;
  let target: TestDatabase;
  before(async () => {
    source = await (await startPostgres(18)).createDatabase(manyTables);
    target = await source.clone();
    await target.query(
      'drop view public.v5; alter table public.t7 add extra text; drop function public.f9(int)',
    );
    await target.close();
  });
  after(async () => {
    await source.drop();
    await target.drop();
  });

  it(`keeps whatever else is done in the process waiting for less than ${String(limit)} ms at a time`, async () => {
    const comparison = new Comparison({ loadDialect, now: () => new Date(), logger: silentLogger });
    const candidate = ({ name, url }: TestDatabase): Candidate => ({
      key: name,
      label: name,
      address: name,
      engine: 'postgres',
      database: () => connectDatabase(url),
    });
    comparison.choose('source', candidate(source));
    comparison.choose('target', candidate(target));
    const options = { rules: noRules, jobs: 4, statementTimeout: 60_000, lockTimeout: 5_000 };
    const compare = async (): Promise<void> => {
      const { drift } = await comparison.compare(options);
      assert.equal(drift.objects.length, 3);
    };
    // The compiler's threads count too while the code is new, so what the work itself takes is the best of a few.
    const longest = [await longestTask(compare), await longestTask(compare), await longestTask(compare)];
    assert.ok(
      Math.min(...longest) < limit,
      `the longest tasks took ${longest.map(Math.round).join(', ')} ms`,
    );
  });
});
