import assert from 'node:assert/strict';
import { diff } from '../../../../src/core/differ/diff.js';
import type { Catalog } from '../../../../src/core/model/catalog.js';
import type { PartId } from '../../../../src/core/model/partId.js';
import { dataLosses } from '../../../../src/core/planner/dataLosses.js';
import { makePlan } from '../../../../src/core/planner/makePlan.js';
import { catalogAfter } from '../../../../src/core/planner/rollback.js';
import { type Plan, type PlanRequest, stepsOf } from '../../../../src/core/planner/plan.js';
import { defaultRules } from '../../../../src/core/rules/rules.js';
import { type FakeBehaviour, type FakePart, fakeCatalog, fakeDialect } from '../../../support/fakeDialect.js';

const everything: PlanRequest = { takeAlong: true, allowDrops: true, allowDataLoss: true };

function planBetween(
  source: readonly FakePart[] | Catalog,
  target: readonly FakePart[] | Catalog,
  behaviour: FakeBehaviour = {},
  request: Partial<PlanRequest> = {},
): Plan {
  const dialect = fakeDialect(behaviour);
  const sides = [source, target].map((side, index) =>
    'parts' in side ? side : fakeCatalog(index === 0 ? 'source' : 'target', side),
  ) as [Catalog, Catalog];
  return makePlan(diff(...sides, defaultRules, dialect), { ...everything, ...request }, dialect);
}

function sqlOf(plan: Plan): readonly string[] {
  return stepsOf(plan).flatMap((step) => step.statements.map(({ sql }) => sql));
}

const replaceViews: FakeBehaviour = {
  alter: (target, source) => {
    if (target.kind === 'column') {
      const statements = [{ sql: `alter ${source.id}`, risks: [] }];
      return { how: 'in-place', statements, disturbs: ['view:v' as PartId] };
    }
    return { how: 'replace', reason: 'no ALTER' };
  },
};

describe('makePlan', () => {
  it('creates after what is needed, and by kind where nothing else decides', () => {
    const plan = planBetween(
      [
        { id: 'view:a', on: ['view:b'] },
        { id: 'view:b', on: ['table:t'] },
        { id: 'trigger:x' },
        { id: 'table:t' },
        { id: 'function:f' },
      ],
      [],
    );
    assert.deepEqual(sqlOf(plan), [
      'create table:t',
      'create function:f',
      'create view:b',
      'create view:a',
      'create trigger:x',
    ]);
  });

  it('drops dependents first', () => {
    const plan = planBetween(
      [],
      [{ id: 'table:t' }, { id: 'view:v', on: ['table:t'] }, { id: 'view:w', on: ['view:v'] }],
    );
    assert.deepEqual(sqlOf(plan), ['drop view:w', 'drop view:v', 'drop table:t']);
  });

  it('writes children into their parent, and apart where a cycle needs it', () => {
    const inlines: FakeBehaviour = { inlines: () => 'may' };
    const plan = planBetween(
      [
        { id: 'table:a' },
        { id: 'table:b' },
        { id: 'constraint:a.k', parent: 'table:a' },
        { id: 'constraint:a.f', parent: 'table:a', on: ['table:b'] },
        { id: 'constraint:b.f', parent: 'table:b', on: ['table:a'] },
      ],
      [],
      inlines,
    );
    assert.deepEqual(sqlOf(plan), [
      'create table:a with constraint:a.k',
      'create table:b',
      'create constraint:a.f',
      'create constraint:b.f',
    ]);
  });

  it('drops tables that refer to each other by taking the references away first', () => {
    const plan = planBetween(
      [],
      [
        { id: 'table:a' },
        { id: 'table:b' },
        { id: 'constraint:a.f', parent: 'table:a', on: ['table:b'] },
        { id: 'constraint:b.f', parent: 'table:b', on: ['table:a'] },
      ],
    );
    const sql = sqlOf(plan);
    assert.deepEqual([...sql].sort(), [
      'drop constraint:a.f',
      'drop constraint:b.f',
      'drop table:a',
      'drop table:b',
    ]);
    assert.deepEqual(sql.slice(2), ['drop table:a', 'drop table:b']);
  });

  it('rebuilds what a change disturbs, with what hangs on it and depends on it', () => {
    const parts = (type: string): FakePart[] => [
      { id: 'table:t' },
      { id: 'column:t.c', parent: 'table:t', attributes: { type } },
      { id: 'view:v', on: ['column:t.c'] },
      { id: 'comment:v', parent: 'view:v' },
      { id: 'view:w', on: ['view:v'] },
    ];
    const plan = planBetween(parts('long'), parts('short'), replaceViews);
    assert.deepEqual(sqlOf(plan), [
      'drop view:w',
      'drop view:v',
      'alter column:t.c',
      'create view:v',
      'create view:w',
      'create comment:v',
    ]);
    assert.deepEqual([...plan.objects].sort(), ['table:t', 'view:v', 'view:w']);
    assert.match(stepsOf(plan)[0]?.reason ?? '', /rebuilt around/);
  });

  it('refuses to rebuild what something uncompared hangs on, and says so', () => {
    const parts = (type: string): FakePart[] => [
      { id: 'table:t' },
      { id: 'column:t.c', parent: 'table:t', attributes: { type } },
      { id: 'view:v', on: ['column:t.c'] },
    ];
    const rule = { id: 'rule:r' as PartId, kind: 'rules', name: 'r', dependsOn: ['view:v' as PartId] };
    const plan = planBetween(parts('long'), fakeCatalog('target', parts('short'), [rule]), replaceViews);
    assert.deepEqual(sqlOf(plan), []);
    assert.equal(plan.leftOut[0]?.because, 'blocked');
    assert.match(plan.leftOut[0].reason, /r \(rules, not compared yet\)/);
  });

  it('leaves what exists only in the target unless drops are allowed, and what needs that too', () => {
    const target: FakePart[] = [
      { id: 'function:f' },
      { id: 'table:t' },
      { id: 'column:t.c', parent: 'table:t', on: ['function:f'] },
    ];
    const source: FakePart[] = [{ id: 'table:t' }];
    const none = planBetween(source, target, {}, { allowDrops: false, allowDataLoss: false });
    assert.deepEqual(sqlOf(none), []);
    assert.deepEqual(
      none.leftOut.map(({ because }) => because),
      ['drops', 'drops'],
    );
    const lossy: FakeBehaviour = {
      dropRisks: (part) => (part.kind === 'column' ? [{ kind: 'data-loss', message: 'loses values' }] : []),
    };
    const drops = planBetween(source, target, lossy, { allowDataLoss: false });
    assert.deepEqual(sqlOf(drops), []);
    assert.deepEqual(
      drops.leftOut.map(({ described, because }) => [described, because]),
      [
        ['column t.c', 'data-loss'],
        ['function f', 'needs-left-out'],
      ],
    );
    assert.deepEqual(sqlOf(planBetween(source, target, lossy)), ['drop column:t.c', 'drop function:f']);
  });

  it('leaves the parts that are not chosen, and what needs them', () => {
    const source: FakePart[] = [
      { id: 'table:t' },
      { id: 'column:t.new', parent: 'table:t' },
      { id: 'column:t.other', parent: 'table:t' },
      { id: 'view:v', on: ['column:t.new'] },
    ];
    const target: FakePart[] = [{ id: 'table:t' }, { id: 'column:t.old', parent: 'table:t' }];
    const leave = new Set(['column:t.new', 'column:t.old'] as PartId[]);
    const plan = planBetween(source, target, {}, { leave });
    assert.deepEqual(sqlOf(plan), ['create column:t.other']);
    assert.deepEqual(
      plan.leftOut.map(({ partId, because }) => [partId, because]),
      [['view:v', 'needs-left-out']],
    );
  });

  it('loses only the data that a person agreed to lose', () => {
    const lossy: FakeBehaviour = {
      dropRisks: () => [{ kind: 'data-loss', message: 'loses values' }],
    };
    const column = (name: string): FakePart => ({ id: `column:t.${name}`, parent: 'table:t' });
    const plan = planBetween(
      [{ id: 'table:t' }],
      [{ id: 'table:t' }, column('a'), column('b'), { id: 'table:gone' }, { id: 'table:kept' }],
      lossy,
      { allowDataLoss: false, consented: new Set(['column:t.a', 'table:gone'] as PartId[]) },
    );
    assert.deepEqual([...sqlOf(plan)].sort(), ['drop column:t.a', 'drop table:gone']);
    assert.deepEqual(
      plan.leftOut.map(({ partId, because }) => [partId, because]),
      [
        ['column:t.b', 'data-loss'],
        ['table:kept', 'data-loss'],
      ],
    );
  });

  it('makes nothing anew for little unless that is asked for, for all or for the part', () => {
    const costly: FakeBehaviour = {
      alter: () => ({ how: 'replace', reason: 'takes a new table', onlyIfAsked: { independent: true } }),
    };
    const sides = (text: string): FakePart[] => [
      { id: 'table:t' },
      { id: 'column:t.a', parent: 'table:t', attributes: { text } },
      { id: 'column:t.b', parent: 'table:t', attributes: { text } },
    ];
    const planWith = (request: Partial<PlanRequest>): Plan =>
      planBetween(sides('new'), sides('old'), costly, request);
    const left = planWith({});
    assert.deepEqual(sqlOf(left), []);
    assert.deepEqual(
      left.leftOut.map(({ partId, because, reason }) => [partId, because, reason]),
      [
        ['column:t.a', 'rebuild', 'takes a new table'],
        ['column:t.b', 'rebuild', 'takes a new table'],
      ],
    );
    assert.deepEqual(planWith({ allowRebuilds: true }).leftOut, []);
    // What wants a tick of its own.
    const dialect = fakeDialect(costly);
    assert.deepEqual(
      [...dataLosses(left.drift, (request) => makePlan(left.drift, request, dialect))],
      ['column:t.a', 'column:t.b'],
    );
    const consented = new Set(['column:t.b'] as PartId[]);
    assert.deepEqual(
      planWith({ consented }).leftOut.map(({ partId }) => partId),
      ['column:t.a'],
    );
  });

  it('names what a chosen object needs, and takes it along when told to', () => {
    const source: FakePart[] = [{ id: 'table:t' }, { id: 'view:v', on: ['table:t'] }, { id: 'view:z' }];
    const objects = new Set(['view:v' as PartId]);
    const alone = planBetween(source, [], {}, { objects, takeAlong: false });
    assert.deepEqual(
      alone.required.map(({ objectId, reason }) => [objectId, reason]),
      [['table:t', 'view v needs table t']],
    );
    assert.deepEqual(sqlOf(planBetween(source, [], {}, { objects })), ['create table:t', 'create view:v']);
  });

  it('takes along what would be broken by a chosen drop', () => {
    const target: FakePart[] = [{ id: 'table:t' }, { id: 'view:v', on: ['table:t'] }];
    const plan = planBetween([], target, {}, { objects: new Set(['table:t' as PartId]) });
    assert.deepEqual(
      plan.required.map(({ objectId }) => objectId),
      ['view:v'],
    );
    assert.deepEqual(sqlOf(plan), ['drop view:v', 'drop table:t']);
  });

  it('frees a name before it takes it', () => {
    const plan = planBetween(
      [{ id: 'view:x', occupies: ['relation:x'] }],
      [{ id: 'table:x', occupies: ['relation:x'] }],
      {},
      { objects: new Set(['view:x' as PartId]) },
    );
    assert.deepEqual(sqlOf(plan), ['drop table:x', 'create view:x']);
  });

  it('keeps out what needs something that is found but not compared', () => {
    const aggregate = { id: 'aggregate:m' as PartId, kind: 'aggregates', name: 'm', dependsOn: [] };
    const source = fakeCatalog('source', [{ id: 'view:v', on: ['aggregate:m'] }], [aggregate]);
    assert.equal(planBetween(source, []).leftOut[0]?.because, 'blocked');
    assert.deepEqual(sqlOf(planBetween(source, fakeCatalog('target', [], [aggregate]))), ['create view:v']);
  });

  it('cuts a segment where a later step uses what needs a commit', () => {
    const source: FakePart[] = [
      { id: 'type:e', attributes: { labels: "a 'b'" } },
      { id: 'table:t' },
      { id: 'column:t.c', parent: 'table:t', attributes: { default: "'b'" }, on: ['type:e'] },
      { id: 'table:u' },
    ];
    const behaviour: FakeBehaviour = {
      usableAfterCommit: (part) => (part.kind === 'type' ? "'b'" : undefined),
    };
    const plan = planBetween(
      source,
      [{ id: 'type:e', attributes: { labels: 'a' } }, { id: 'table:t' }],
      behaviour,
    );
    assert.deepEqual(
      plan.segments.map(({ steps }) => steps.length),
      [2, 1],
    );
    assert.match(plan.segments[1]?.reason ?? '', /only after a commit/);
  });

  it('says of a segment what later ones make of its parts', () => {
    const source: FakePart[] = [
      { id: 'type:e', attributes: { labels: "a 'b'" } },
      { id: 'table:t' },
      { id: 'column:t.c', parent: 'table:t', attributes: { default: "'b'" }, on: ['type:e'] },
    ];
    const behaviour: FakeBehaviour = {
      usableAfterCommit: (part) => (part.kind === 'type' ? "'b'" : undefined),
    };
    const plan = planBetween(source, [{ id: 'type:e', attributes: { labels: 'a' } }], behaviour);
    const [first, second] = plan.segments.map(({ expected }) => expected.get('column:t.c' as PartId));
    assert.equal(first?.pending, true);
    assert.equal(second?.pending, undefined);
    assert.ok(second !== undefined);
    assert.ok(!catalogAfter(plan, 1).parts.has('column:t.c' as PartId));
  });

  it('keeps on the target what the rules hide when it replaces a part', () => {
    const part = (body: string, owner: string): FakePart => ({
      id: 'view:v',
      attributes: { body, owner },
      attributeRules: { owner: 'owners' },
    });
    const plan = planBetween([part('new', 'alice')], [part('old', 'bob')], replaceViews);
    assert.deepEqual(sqlOf(plan), ['drop view:v old bob', 'create view:v new bob']);
  });

  it('makes what is named before what may run it, through what stays, unless that is a cycle', () => {
    const f: FakePart = { id: 'function:f', attributes: { names: 'function:g' } };
    const source: FakePart[] = [
      f,
      { id: 'view:w', on: ['function:f'] },
      { id: 'table:t', on: ['view:w'] },
      { id: 'function:g', attributes: { names: 'function:h view:z' } },
      { id: 'function:h', attributes: { names: 'function:g' } },
      { id: 'view:z' },
    ];
    const target: FakePart[] = [f, { id: 'view:w', on: ['function:f'] }];
    assert.deepEqual(
      sqlOf(planBetween(source, target, { mentions: true })).map((sql) => sql.split(' ', 2).join(' ')),
      ['create function:h', 'create view:z', 'create function:g', 'create table:t'],
    );
  });

  it('orders a chain of ten thousand views', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => ({
      id: `view:v${String(index)}`,
      on: index === 0 ? [] : [`view:v${String(index - 1)}`],
    }));
    const reader: FakePart = { id: 'table:t', on: ['view:v9999'] };
    assert.deepEqual(sqlOf(planBetween([...chain, reader], chain, { mentions: true })), ['create table:t']);
    const sql = sqlOf(planBetween(chain, []));
    assert.equal(sql[0], 'create view:v0');
    assert.equal(sql.at(-1), 'create view:v9999');
  });
});
