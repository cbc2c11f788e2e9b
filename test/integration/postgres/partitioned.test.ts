import assert from 'node:assert/strict';
import type { PlanRequest } from '../../../src/core/planner/plan.js';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import { stepsOf, type Plan } from '../../../src/core/planner/plan.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { connectDatabase } from '../../support/connectDatabase.js';
import { compareDatabases, everything, planAll, summary } from '../../support/convergence.js';
import { startPostgres } from '../../support/postgres/testServer.js';
import type { Drift } from '../../../src/core/differ/drift.js';
import type { Rules } from '../../../src/core/rules/rules.js';

const partitioned = `create table events (id int, day date) partition by range (day);
  create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01')`;

async function driftOf(source: string, target: string, rules: Rules = everything): Promise<Drift> {
  const server = await startPostgres(16);
  const databases = [await server.createDatabase(source), await server.createDatabase(target)] as const;
  try {
    const [from, to] = databases;
    const dialect = await loadDialect('postgres');
    return await compareDatabases(
      await connectDatabase(from.url),
      await connectDatabase(to.url),
      dialect,
      rules,
    );
  } finally {
    for (const database of databases) await database.drop();
  }
}

function statementsOf(plan: Plan): readonly string[] {
  return stepsOf(plan).flatMap(({ statements }) => statements.map(({ sql }) => sql));
}

describe('partitioned tables and their partitions', () => {
  it('says that it copies a table that is partitioned on one side, or in another way, and loses no partition without consent', async () => {
    const dialect = await loadDialect('postgres');
    const plain = 'create table events (id int, day date)';
    const other = 'create table events (id int, day date) partition by list (id)';
    for (const [source, target] of [
      [partitioned, plain],
      [plain, partitioned],
      [other, partitioned],
    ] as const) {
      const drift = await driftOf(source, target);
      const plan = planAll(drift, dialect);
      assert.deepEqual(plan.leftOut, []);
      assert.ok(!statementsOf(plan).some((sql) => /DROP TABLE public.events\b/.test(sql)));
      const risks = stepsOf(plan).flatMap((step) => step.risks);
      assert.ok(
        risks.some(({ message }) => message.startsWith('copies all rows of public.events into a new')),
      );
      assert.ok(risks.every(({ kind }) => kind !== 'data-loss'));
      const careful = makePlan(drift, { takeAlong: true, allowDrops: false, allowDataLoss: false }, dialect);
      if (target === plain) assert.deepEqual(careful.leftOut, []);
      else
        assert.match(
          careful.leftOut.map(({ reason }) => reason).join('\n'),
          /which only the target has, stays/,
        );
    }
  });

  it('does not list the partitions that follow a change of the whole', async () => {
    const source = `${partitioned}; alter table events add v int not null default 1; alter table events alter id type bigint;
      create index e on events (id); alter table events add check (id > 0)`;
    assert.deepEqual(summary(await driftOf(source, partitioned)), [
      'table:public.events modified',
      '  column public.events.id modified',
      '    type: "integer" -> "bigint"',
      '  column public.events.v missing_in_target',
      '  constraint events_id_check on public.events missing_in_target',
      '  default of public.events.v missing_in_target',
      '  index public.e missing_in_target',
    ]);
  });

  it('makes the indexes of partitions with that of the whole when only this one is chosen', async () => {
    const dialect = await loadDialect('postgres');
    const drift = await driftOf(`${partitioned}; create index e on events (id)`, partitioned);
    const objects = new Set(drift.objects.map(({ objectId }) => objectId));
    assert.deepEqual(
      statementsOf(
        makePlan(drift, { objects, takeAlong: false, allowDrops: false, allowDataLoss: false }, dialect),
      ),
      [
        'CREATE INDEX e ON ONLY public.events USING btree (id)',
        'CREATE INDEX events_2026_id_idx ON public.events_2026 USING btree (id)',
        'ALTER INDEX public.e ATTACH PARTITION public.events_2026_id_idx',
      ],
    );
  });

  it('drops a partition that only the target has when it is chosen by name, or goes with the whole', async () => {
    const dialect = await loadDialect('postgres');
    const all: PlanRequest = { takeAlong: true, allowDrops: true, allowDataLoss: true };
    const whole = partitioned.slice(0, partitioned.indexOf(';'));
    const dropped = 'DROP TABLE public.events_2026';

    const left = makePlan(await driftOf(whole, partitioned), all, dialect);
    assert.deepEqual(statementsOf(left), []);
    assert.deepEqual(
      left.leftOut.map(({ described, because }) => [described, because]),
      [['table public.events_2026', 'drops']],
    );
    const named = await driftOf(whole, partitioned, { ...everything, include: ['events_2026'] });
    assert.deepEqual(statementsOf(makePlan(named, all, dialect)), [dropped]);
    const gone = statementsOf(makePlan(await driftOf('', partitioned), all, dialect));
    assert.deepEqual(gone, [dropped, 'DROP TABLE public.events']);
  });

  it('makes a table anew when the type of a column changes that it is partitioned by', async () => {
    const dialect = await loadDialect('postgres');
    const drift = await driftOf(partitioned.replace('day date', 'day timestamp'), partitioned);
    const plan = planAll(drift, dialect);
    assert.deepEqual(plan.leftOut, []);
    assert.ok(
      stepsOf(plan).some(
        ({ reason }) => reason === 'public.events is partitioned by public.events.day, whose type changes',
      ),
    );
  });
});
