import assert from 'node:assert/strict';
import { readSides } from '../../src/core/comparison/readSides.js';
import type { Dialect } from '../../src/core/dialect/dialect.js';
import type { Database } from '../../src/core/dialect/session.js';
import { diff } from '../../src/core/differ/diff.js';
import type { Drift } from '../../src/core/differ/drift.js';
import { CancelledError, DbvcError } from '../../src/core/errors.js';
import { apply } from '../../src/core/executor/apply.js';
import { changedSteps, editedPlan } from '../../src/core/executor/editedPlan.js';
import type { ApplyOutcome } from '../../src/core/executor/outcome.js';
import { silentLogger } from '../../src/core/logger.js';
import { isMainPart } from '../../src/core/model/part.js';
import { makePlan } from '../../src/core/planner/makePlan.js';
import type { Plan } from '../../src/core/planner/plan.js';
import { planScript, rollbackScript } from '../../src/core/planner/planScript.js';
import { defaultRules } from '../../src/core/rules/rules.js';

/** Two databases that differ, made anew for each test, and what is true of them. */
export interface ContractPair {
  readonly source: Database;
  readonly target: Database;
  dispose(): Promise<void>;
}

/** An engine, or one way of reaching it, that must keep the contract of core/dialect. */
export interface ContractSubject {
  readonly name: string;
  dialect(): Promise<Dialect>;
  /** The pair has at least one missing, one modified and one extra object, and a dependent that must be rebuilt. */
  pair(): Promise<ContractPair>;
  /** Two texts that differ in layout and comments alone, and one that differs in a literal. */
  readonly texts: { readonly same: readonly [string, string]; readonly different: string };
  /** Statements that the guard must refuse, and harmless ones that look alike. */
  readonly forbidden: readonly string[];
  readonly harmless: readonly string[];
  /** A statement that runs for at least ten seconds. */
  readonly slow: string;
  /** Whether a session that reads refuses to write on the server itself. */
  readonly write: string;
}

/** What every dialect keeps, whatever its engine: run it once for each subject. */
export function describeDialectContract(subject: ContractSubject): void {
  describe(`the dialect contract: ${subject.name}`, () => {
    let dialect: Dialect;
    let pair: ContractPair;

    before(async () => {
      dialect = await subject.dialect();
      await dialect.normalizer.load();
    });
    beforeEach(async () => {
      pair = await subject.pair();
    });
    afterEach(() => pair.dispose());

    const compare = async (): Promise<Drift> => {
      const options = { jobs: 2, statementTimeout: 60_000, lockTimeout: 5_000, logger: silentLogger };
      const { source, target } = await readSides(pair, dialect, options);
      return diff(source, target, defaultRules, dialect);
    };
    const all = { takeAlong: true, allowDrops: true, allowDataLoss: true };
    const options = { lockTimeout: 5_000, statementTimeout: 0, jobs: 1, logger: silentLogger };

    it('reads parts that belong to objects, have unique ids and depend on what exists', async () => {
      const { source } = await compare();
      const uncompared = new Set(source.uncompared.map(({ id }) => id));
      const kinds = new Set(dialect.kinds.map(({ name }) => name));
      for (const [id, part] of source.parts) {
        assert.equal(id, part.id);
        const main = source.parts.get(part.objectId);
        assert.ok(main !== undefined && isMainPart(main), `${id} belongs to an object`);
        assert.ok(kinds.has(main.kind), `${main.kind} is a kind that front ends know`);
        if (part.parent !== undefined) assert.ok(part.dependsOn.includes(part.parent));
        for (const on of part.dependsOn)
          assert.ok(source.parts.has(on) || uncompared.has(on), `${id} on ${on}`);
        assert.notEqual(dialect.generator.describe(part), '');
      }
    });

    it('finds no difference between a database and itself, read twice', async () => {
      const same = { source: pair.source, target: pair.source };
      const reading = { jobs: 1, statementTimeout: 60_000, lockTimeout: 5_000, logger: silentLogger };
      const { source, target } = await readSides(same, dialect, reading);
      assert.deepEqual(diff(source, target, { include: [], exclude: [], ignore: [] }, dialect).objects, []);
      assert.equal(source.server.identity, target.server.identity);
    });

    it('finds every status, and shows each difference in its documents', async () => {
      const drift = await compare();
      const statuses = new Set(drift.objects.map(({ status }) => status));
      assert.deepEqual([...statuses].sort(), ['extra_in_target', 'missing_in_target', 'modified']);
      assert.notEqual(drift.source.server.identity, drift.target.server.identity);
      for (const { objectId } of drift.objects) {
        const texts = [drift.source, drift.target].map((one) =>
          dialect.generator.document(objectId, one, () => false),
        );
        assert.notEqual(texts[0], texts[1], objectId);
        for (const text of texts)
          assert.ok(text === '' || (text.endsWith('\n') && !text.includes('\r')), objectId);
      }
    });

    it('applies its plan, finds nothing afterwards, and writes the same script twice', async () => {
      const drift = await compare();
      const plan = makePlan(drift, all, dialect);
      assert.deepEqual(plan.leftOut, []);
      assert.equal(planScript(plan, dialect), planScript(makePlan(drift, all, dialect), dialect));
      assert.notEqual(rollbackScript(plan, dialect), '');
      const outcome = await apply(plan, pair.target, dialect, options);
      assert.equal(outcome.status, 'applied', failureOf(outcome));
      assert.deepEqual((await compare()).objects, []);
    });

    it('reads the statements of its own script back, and applies them as it would apply the plan', async () => {
      const plan = makePlan(await compare(), all, dialect);
      const edited = await editedPlan(plan, planScript(plan, dialect), dialect);
      const statementsOf = ({ segments }: Plan): readonly (readonly string[])[] =>
        segments.map(({ steps }) => steps.flatMap((step) => step.statements.map(({ sql }) => sql)));
      assert.deepEqual(statementsOf(edited), statementsOf(plan));
      assert.deepEqual(changedSteps(edited), []);
      const outcome = await apply(edited, pair.target, dialect, options);
      assert.equal(outcome.status, 'applied', failureOf(outcome));
      assert.deepEqual((await compare()).objects, []);
    });

    it('drops nothing without permission, and lists what it leaves', async () => {
      const drift = await compare();
      const plan = makePlan(drift, { ...all, allowDrops: false, allowDataLoss: false }, dialect);
      const outcome = await apply(plan, pair.target, dialect, options);
      assert.equal(outcome.status, 'applied', failureOf(outcome));
      const extra = drift.objects
        .filter(({ status }) => status === 'extra_in_target')
        .map(({ objectId }) => objectId);
      const left = (await compare()).objects.map(({ objectId }) => objectId);
      for (const objectId of extra) assert.ok(left.includes(objectId), `${objectId} is still there`);
      assert.ok(extra.every((objectId) => plan.leftOut.some((one) => one.objectId === objectId)));
    });

    it('has a normaliser that is idempotent and hides layout, never content', () => {
      const canonical = (text: string): string => dialect.normalizer.canonical(text);
      const [first, second] = subject.texts.same;
      assert.equal(canonical(first), canonical(second));
      assert.equal(canonical(canonical(first)), canonical(first));
      assert.notEqual(canonical(first), canonical(subject.texts.different));
    });

    it('has a guard that knows what is forbidden from what looks like it', async () => {
      for (const sql of subject.forbidden) {
        assert.notDeepEqual(await dialect.executor.guard(sql, 'edited'), [], sql);
      }
      for (const sql of subject.harmless)
        assert.deepEqual(await dialect.executor.guard(sql, 'edited'), [], sql);
    });

    it('stops a running statement within two seconds of a cancellation', async () => {
      const session = await pair.source.open({ purpose: 'read' });
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 200);
      const started = performance.now();
      await assert.rejects(session.query(subject.slow, [], controller.signal), CancelledError);
      assert.ok(performance.now() - started < 2_200);
      await session.close();
    });

    it('does not let a session that reads write', async () => {
      const session = await pair.source.open({ purpose: 'read' });
      await assert.rejects(session.query(subject.write), DbvcError);
      await session.close();
    });
  });
}

function failureOf(outcome: ApplyOutcome): string {
  if (outcome.status === 'applied') return '';
  const { message, details } = outcome.error;
  return [message, details.statement, details.serverMessage, ...(details.lines ?? [])]
    .filter(Boolean)
    .join('\n');
}
