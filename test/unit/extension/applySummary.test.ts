import assert from 'node:assert/strict';
import { diff } from '../../../src/core/differ/diff.js';
import type { RiskKind } from '../../../src/core/model/risk.js';
import type { PartId } from '../../../src/core/model/partId.js';
import { makePlan } from '../../../src/core/planner/makePlan.js';
import type { Plan } from '../../../src/core/planner/plan.js';
import { defaultRules } from '../../../src/core/rules/rules.js';
import { applySummary } from '../../../src/extension/apply/applySummary.js';
import { english } from '../../support/englishText.js';
import { type FakeBehaviour, type FakePart, fakeCatalog, fakeDialect } from '../../support/fakeDialect.js';

const everything = { takeAlong: true, allowDrops: true, allowDataLoss: true };

function planOf(
  source: readonly FakePart[],
  target: readonly FakePart[],
  behaviour: FakeBehaviour = {},
): Plan {
  const dialect = fakeDialect(behaviour);
  const drift = diff(fakeCatalog('dev', source), fakeCatalog('prod', target), defaultRules, dialect);
  return makePlan(drift, everything, dialect);
}

function summary(plan: Plan, environment?: 'production'): { question: string; detail: string } {
  const target = { label: 'prod', ...(environment === undefined ? {} : { environment }) };
  return applySummary({ plan, kinds: fakeDialect().kinds, target }, english);
}

/** A plan of one step with these risks. */
function risky(risks: readonly (readonly [RiskKind, string])[]): Plan {
  const plan = planOf([{ id: 'table:public.a' }], []);
  const statement = { sql: 'x', risks: [] };
  return {
    ...plan,
    segments: [
      {
        expected: new Map(),
        steps: [
          {
            number: 1,
            action: 'create',
            objectId: 'table:public.a' as PartId,
            partIds: [],
            title: 'create',
            statements: [statement],
            risks: risks.map(([kind, message]) => ({ kind, message })),
          },
        ],
      },
    ],
  };
}

describe('the question before an apply', () => {
  it('names the target and its environment', () => {
    const plan = planOf([{ id: 'table:public.a' }], []);
    assert.equal(summary(plan).question, 'Apply to prod?');
    assert.equal(summary(plan, 'production').question, 'Apply to prod (PRODUCTION)?');
  });

  it('counts what is created, changed and dropped, by kind', () => {
    const plan = planOf(
      [
        { id: 'table:public.a' },
        { id: 'table:public.b' },
        { id: 'view:public.v' },
        { id: 'function:public.f', attributes: { body: '1' } },
      ],
      [{ id: 'function:public.f', attributes: { body: '2' } }, { id: 'trigger:public.t' }],
    );
    assert.match(summary(plan).detail, /^Create: 2 tables, 1 view\nChange: 1 function\nDrop: 1 trigger/);
  });

  it('lists data loss before everything else, each once', () => {
    const { detail } = summary(
      risky([
        ['may-fail-on-rows', 'rows may be null'],
        ['long-lock', 'locks a'],
        ['data-loss', 'drops column x'],
        ['data-loss', 'drops column x'],
        ['rebuild', 'rebuilds v'],
      ]),
    );
    assert.match(detail, /\n\nDATA LOSS: drops column x\nLock: locks a\nMay fail: rows may be null\n\n/);
    assert.doesNotMatch(detail, /rebuilds v/);
  });

  it('stops after twenty lines and says how many more there are', () => {
    const risks = Array.from({ length: 33 }, (_, index) => ['data-loss', `loses ${String(index)}`] as const);
    const { detail } = summary(risky(risks));
    assert.equal(detail.match(/DATA LOSS/g)?.length, 20);
    assert.match(detail, /and 13 more, see the script/);
  });

  it('says that it is all or nothing, and how much is left', () => {
    const plan = planOf([{ id: 'table:public.a' }], []);
    assert.match(summary(plan).detail, /All in one transaction/);
    const left = { objectId: 'x' as PartId, described: 'x', reason: 'y', because: 'drops' as const };
    assert.match(summary({ ...plan, leftOut: [left] }).detail, /Left as they are: 1/);
  });
});
