import assert from 'node:assert/strict';
import type { Dialect } from '../../../src/core/dialect/dialect.js';
import { diff } from '../../../src/core/differ/diff.js';
import type { Drift, ObjectDifference, Status } from '../../../src/core/differ/drift.js';
import type { PartId } from '../../../src/core/model/partId.js';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import { planScript } from '../../../src/core/planner/planScript.js';
import type { Plan } from '../../../src/core/planner/plan.js';
import { defaultRules } from '../../../src/core/rules/rules.js';
import type { Demo } from '../../../src/demo/demo.js';
import { loadDialect } from '../../../src/dialects/registry.js';
import { applyPlan, compareDatabases, reading, summary } from '../../support/convergence.js';
import { openDemo } from '../../support/demo/openDemo.js';

const withStatus = (drift: Drift, ...wanted: readonly Status[]): readonly ObjectDifference[] =>
  drift.objects.filter(({ status }) => wanted.includes(status));

const ids = (objects: readonly ObjectDifference[]): ReadonlySet<PartId> =>
  new Set(objects.map(({ objectId }) => objectId));

describe('The web shop of the demo', function () {
  // Some compare after each of two dozen applies.
  this.timeout(300_000);
  let demo: Demo;
  let dialect: Dialect;
  let original: Drift;

  /** What differs now: patches change the target alone, so the source is not read again for each. */
  const compare = async (): Promise<Drift> => {
    const target = await dialect.introspector.read(demo.target, reading);
    return diff(original.source, target, defaultRules, dialect);
  };
  /** What Apply All plans: all that is missing or modified, without drops of what exists in the target alone. */
  const planApplyAll = (drift: Drift): Plan =>
    makePlan(
      drift,
      {
        objects: ids(withStatus(drift, 'missing_in_target', 'modified')),
        takeAlong: false,
        allowDrops: false,
        allowDataLoss: false,
      },
      dialect,
    );
  /** What Apply Patch plans for one object, after its own confirmation. */
  const planPatch = (drift: Drift, objectId: PartId): Plan =>
    makePlan(
      drift,
      { objects: new Set([objectId]), takeAlong: true, allowDrops: true, allowDataLoss: true },
      dialect,
    );

  before(async () => {
    demo = await openDemo();
    dialect = await loadDialect('postgres');
    original = await compareDatabases(demo.source, demo.target, dialect, defaultRules);
  });
  after(() => demo.close());

  it('differs in every status and the usual kinds, and hides nothing that matters', () => {
    const count = (status: Status): number => withStatus(original, status).length;
    assert.ok(count('missing_in_target') >= 8, String(count('missing_in_target')));
    assert.ok(count('modified') >= 8, String(count('modified')));
    assert.ok(count('extra_in_target') >= 4, String(count('extra_in_target')));
    assert.ok(
      original.objects.length >= 20 && original.objects.length <= 30,
      String(original.objects.length),
    );
    const drifted = new Set(original.objects.map(({ kind }) => kind));
    const shown = 'schema enum domain composite sequence table view materialized-view function trigger'.split(
      ' ',
    );
    assert.deepEqual([...drifted].sort(), shown.sort());
    assert.deepEqual(original.uncompared, []);
    assert.ok(original.unchangedCount >= 15, String(original.unchangedCount));
  });

  it('shows every difference in its documents', () => {
    const hides = (rule: string): boolean => defaultRules.ignore.includes(rule);
    for (const { objectId } of original.objects) {
      const [left, right] = [original.target, original.source].map((catalog) =>
        dialect.generator.document(objectId, catalog, hides),
      );
      assert.notEqual(left, right, objectId);
    }
  });

  it('is brought to what exists in the target alone by Apply All, with its rows', async () => {
    const plan = planApplyAll(original);
    assert.deepEqual(plan.leftOut, []);
    assert.deepEqual(plan.required, []);
    const risks = plan.segments.flatMap(({ steps }) => steps).flatMap((step) => step.risks);
    assert.ok(!risks.some(({ kind }) => kind === 'data-loss'), 'nothing loses data');
    assert.ok(planScript(plan, dialect).includes('rebuilt around column public.products.price'));
    await applyPlan(plan, demo.target, dialect);
    const left = await compare();
    assert.deepEqual(
      ids(left.objects),
      ids(withStatus(original, 'extra_in_target')),
      summary(left).join('\n'),
    );

    assert.deepEqual(left.hidden, []);

    const session = await demo.target.open({ purpose: 'apply' });
    const [rows] = await session.query(
      `select (select count(*)::int4 from public.orders) as orders,
              (select count(*)::int4 from public.customers where not newsletter) as customers,
              (select count(*)::int4 from reporting.best_sellers) as sellers`,
    );
    assert.deepEqual(rows, { orders: 24, customers: 6, sellers: 10 });
    await session.close();
  });

  for (const direction of ['forwards', 'backwards'] as const) {
    it(`equals the source after Apply All and Apply Patch on each of the rest, ${direction}`, async () => {
      await demo.reset();
      await applyPlan(planApplyAll(await compare()), demo.target, dialect);
      let drift = await compare();
      const order = [...ids(drift.objects)];
      if (direction === 'backwards') order.reverse();
      for (const objectId of order) {
        // The patch of another one may have taken it along.
        if (!ids(drift.objects).has(objectId)) continue;
        await applyPlan(planPatch(drift, objectId), demo.target, dialect);
        drift = await compare();
        assert.ok(!ids(drift.objects).has(objectId), `${objectId} has left the drift`);
      }
      assert.deepEqual(summary(drift), []);
    });
  }

  it('has the same drift again after a reset', async () => {
    await demo.reset();
    assert.deepEqual(summary(await compare()), summary(original));
  });

  it('can be patched object by object, in the order of the tree', async () => {
    for (const { objectId } of original.objects) {
      const drift = await compare();
      if (!ids(drift.objects).has(objectId)) continue;
      const plan = planPatch(drift, objectId);
      await applyPlan(plan, demo.target, dialect);
    }
    assert.deepEqual(summary(await compare()), []);
  });
});
