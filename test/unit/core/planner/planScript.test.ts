import assert from 'node:assert/strict';
import type { Dialect } from '../../../../src/core/dialect/dialect.js';
import { diff } from '../../../../src/core/differ/diff.js';
import { DbvcError } from '../../../../src/core/errors.js';
import type { PartId } from '../../../../src/core/model/partId.js';
import { makePlan } from '../../../../src/core/planner/makePlan.js';
import type { Plan, PlanRequest, PlanStep } from '../../../../src/core/planner/plan.js';
import { planScript, rollbackAfterFailure, rollbackScript } from '../../../../src/core/planner/planScript.js';
import { makeRollback } from '../../../../src/core/planner/rollback.js';
import { noRules } from '../../../../src/core/rules/rules.js';
import { fakeCatalog, fakeDialect } from '../../../support/fakeDialect.js';

const fake = fakeDialect({
  usableAfterCommit: (part) => (part.kind === 'type' ? "'b'" : undefined),
  dropRisks: (part) =>
    part.kind === 'table' ? [{ kind: 'data-loss', message: `loses the rows of ${part.id}` }] : [],
});
/** A dialect whose scripts are their headers. */
const dialect: Dialect = {
  ...fake,
  generator: { ...fake.generator, script: (_segments, header) => header.join('\n') },
};

function plan(request: Partial<PlanRequest> = {}): Plan {
  const source = fakeCatalog('dev', [
    { id: 'type:e', attributes: { labels: "a 'b'" } },
    { id: 'view:v', attributes: { body: "'b'" }, on: ['type:e'] },
  ]);
  const target = fakeCatalog('prod', [{ id: 'type:e', attributes: { labels: 'a' } }, { id: 'table:old' }]);
  const whole = { takeAlong: true, allowDrops: true, allowDataLoss: true };
  return makePlan(diff(source, target, noRules, dialect), { ...whole, ...request }, dialect);
}

const linesOf = (script: string): readonly string[] => script.split('\n');

describe('what a script says at its top', () => {
  it('is that it makes all equal', () => {
    assert.deepEqual(linesOf(planScript(plan(), dialect)).slice(0, 3), [
      'DBVC: makes the target equal to the source.',
      'Source: dev (Fake 1)',
      'Target: prod (Fake 1)',
    ]);
  });

  it('is what it leaves', () => {
    const lines = linesOf(planScript(plan({ allowDrops: false, allowDataLoss: false }), dialect));
    assert.equal(lines[0], 'DBVC: makes the target equal to the source, but for what is left as it is.');
    assert.ok(lines.includes('Left as it is: table old: it exists only in the target'));
  });

  it('is that it takes chosen objects only', () => {
    const [first] = linesOf(planScript(plan({ objects: new Set(['table:old' as PartId]) }), dialect));
    assert.equal(first, 'DBVC: makes chosen objects of the target equal to those of the source.');
  });

  it('is that it undoes, and what cannot come back', () => {
    assert.deepEqual(linesOf(rollbackScript(plan(), dialect)).slice(0, 4), [
      'DBVC: brings the target back to what it was before the patch.',
      'Target: prod (Fake 1)',
      'This script cannot bring back:',
      '  - drop table old: loses the rows of table:old',
    ]);
  });

  it('is that a step failed half-way, of which nobody knows what is there and which it does not undo', () => {
    const whole = plan();
    const [first, second] = whole.segments.map(({ steps }) => steps[0]);
    assert.ok(first !== undefined && second !== undefined);
    const after = (committedSegments: number, unfinished?: PlanStep): string | undefined =>
      rollbackAfterFailure(
        whole,
        {
          status: 'failed',
          error: new DbvcError('statement-failed', 'No.'),
          committedSegments,
          inDoubt: false,
          ...(unfinished === undefined ? {} : { unfinished }),
        },
        dialect,
      );
    assert.equal(after(0), undefined);
    const nothing = after(0, first) ?? '';
    assert.match(nothing, /of which 0 of 2 transactions had been committed/);
    assert.ok(nothing.includes(`Step 1 (${first.title}) failed in no transaction.`));
    assert.match(nothing, /Nothing else was done\.$/);
    const some = after(1, second) ?? '';
    assert.match(some, /of which 1 of 2 transactions had been committed/);
    assert.ok(some.includes(`(${second.title}) failed in no transaction. What it did before`));
    assert.match(some, /may make this script fail/);
    assert.equal(after(1)?.includes('failed in no transaction'), false);
  });

  it('is how much of a patch it undoes, and only of that what cannot come back', () => {
    const whole = plan();
    assert.equal(whole.segments.length, 2);
    const script = planScript(makeRollback(whole, dialect, 1), dialect);
    assert.match(
      script,
      /^DBVC: brings the target back to what it was before the patch, of which 1 of 2 transactions had been committed\.\nTarget: prod/,
    );
    assert.equal(
      script.includes('loses the rows'),
      whole.segments[0]?.steps.some(({ title }) => title === 'drop table old'),
    );
  });
});
