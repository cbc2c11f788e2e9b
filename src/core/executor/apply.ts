import type { Dialect } from '../dialect/dialect.js';
import type { ReadOptions } from '../dialect/introspector.js';
import type { Database, Session } from '../dialect/session.js';
import { CancelledError, DbvcError, throwIfCancelled } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Catalog } from '../model/catalog.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import { alignSpellings } from '../normalizer/alignSpellings.js';
import { type Plan, type PlanSegment, type PlanStep, stepsOf } from '../planner/plan.js';
import { catalogAfter } from '../planner/rollback.js';
import { expectAsPrinted } from '../renames/expectAsPrinted.js';
import type { ApplyOutcome, ApplyProgress } from './outcome.js';
import { alignRetyped } from './retyped.js';
import { changesSince, reliedOn } from './staleness.js';
import { contextOf } from './statementContext.js';
import { deviations } from './verification.js';

export interface ApplyOptions {
  /** Milliseconds; 0 means none. */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
  readonly jobs: number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: ApplyProgress) => void;
  readonly logger: Logger;
  /** What an edited plan leaves otherwise than the plan that it was made of promised, as a failed verification said. */
  readonly accepted?: readonly string[];
}

/**
 * Runs a plan on the target: guard, lock, staleness check, steps, verification, COMMIT, segment by segment. Refusals
 * before anything was executed are thrown, and so is a cancellation that left nothing behind; whatever happens later
 * comes back as an outcome. Anything but success leaves the current segment rolled back.
 */
export async function apply(
  plan: Plan,
  target: Database,
  dialect: Dialect,
  options: ApplyOptions,
): Promise<ApplyOutcome> {
  const started = performance.now();
  await refuse(plan, target, dialect);
  const steps = stepsOf(plan).length;
  // A script that a person emptied does not do what the patch promised.
  if (steps === 0 && plan.edited === undefined) return { status: 'applied', steps, milliseconds: 0 };
  options.progress?.({ phase: 'connecting' });
  const session = await target.open({ purpose: 'apply', ...signalOf(options) });
  const stopNotices = session.onNotice((severity, message) => {
    options.logger.info(`${severity}: ${message}`);
  });
  try {
    if (session.server.identity !== plan.drift.target.server.identity) {
      throw new DbvcError('target-changed', 'This is not the database that was compared.', {
        hint: 'Compare again, then apply.',
      });
    }
    if (session.server.pooler !== undefined) {
      const risk = 'its sessions may be shared, so that another DBVC is not kept out';
      options.logger.warn(`The target is behind ${session.server.pooler}: ${risk}.`);
    }
    await dialect.executor.acquireApplyLock(session);
    const run = new Run(plan, session, dialect, options);
    const failure = await run.all();
    if (failure !== undefined) return failure;
    // The end of the session releases it as well; a connection that dies after the COMMIT changes nothing.
    await dialect.executor.releaseApplyLock(session).catch(() => undefined);
    return { status: 'applied', steps, milliseconds: performance.now() - started };
  } finally {
    stopNotices();
    await session.close();
  }
}

async function refuse(plan: Plan, target: Database, dialect: Dialect): Promise<void> {
  if (target.readOnly === true) {
    throw new DbvcError(
      'read-only-profile',
      `The profile "${target.profile ?? target.label}" is read-only.`,
      {
        hint: 'Take the read-only mark off the profile to apply to it.',
      },
    );
  }
  const { source, target: server } = plan.drift;
  if (source.server.identity === server.server.identity) {
    throw new DbvcError('same-database', 'Source and target are the same database.');
  }
  for (const step of stepsOf(plan)) {
    for (const { sql } of step.statements) {
      const origin = plan.edited === undefined || plan.edited.own.has(sql) ? 'generated' : 'edited';
      const violation = (await dialect.executor.guard(sql, origin))[0];
      if (violation === undefined) continue;
      throw new DbvcError('statement-forbidden', `A statement is not allowed: ${violation.reason}`, {
        object: step.title,
        objectId: step.objectId,
        statement: sql,
        position: violation.position,
      });
    }
  }
}

function signalOf(options: ApplyOptions): { readonly signal?: AbortSignal } {
  return options.signal === undefined ? {} : { signal: options.signal };
}

/** One run of a plan on an open session. */
class Run {
  #committed = 0;
  #done = 0;
  #step: PlanStep | undefined;
  /** Whether a statement of the current segment was sent. */
  #began = false;
  readonly #hides = (rule: string): boolean => this.plan.drift.rules.ignore.includes(rule);

  constructor(
    private readonly plan: Plan,
    private readonly session: Session,
    private readonly dialect: Dialect,
    private readonly options: ApplyOptions,
  ) {}

  /** Runs all segments. Throws refusals and cancellations as long as nothing is committed. */
  async all(): Promise<ApplyOutcome | undefined> {
    for (const segment of this.plan.segments) {
      let stage: 'preparing' | 'running' | 'committing' = 'preparing';
      const isOutside = segment.outsideTransaction === true;
      try {
        await this.#prepare();
        // What was checked is let go: the step is its own transaction, or none.
        if (isOutside) await this.dialect.executor.commit(this.session);
        stage = 'running';
        await this.#runSteps(segment);
        if (isOutside) {
          this.#committed += 1;
          await this.#verify(segment);
          continue;
        }
        await this.#verify(segment);
        throwIfCancelled(this.options.signal);
        stage = 'committing';
        this.options.progress?.({ phase: 'committing' });
        await this.dialect.executor.commit(this.session);
        this.#committed += 1;
      } catch (error) {
        await this.dialect.executor.rollback(this.session).catch(() => undefined);
        const harmless = stage === 'preparing' || (stage === 'running' && error instanceof CancelledError);
        const stays = isOutside && this.#began && this.#step !== undefined && !(await this.#isAsBefore());
        if (this.#committed === 0 && harmless && !stays) throw error;
        return this.#failure(error, stage === 'committing', stays ? this.#step : undefined);
      }
    }
    return undefined;
  }

  /** Opens the transaction, locks, and makes sure that the target is still what the plan was made for. */
  async #prepare(): Promise<void> {
    const { plan, session, options, dialect } = this;
    const { lockTimeout, statementTimeout } = options;
    this.#began = false;
    await dialect.executor.begin(session, { lockTimeout, statementTimeout });
    options.progress?.({ phase: 'locking' });
    const before = catalogAfter(plan, this.#committed);
    const touched = [...before.parts.values()].filter((part) => plan.objects.has(part.objectId));
    await this.#lock(touched);
    options.progress?.({ phase: 'checking' });
    const changed = await this.#changes(this.#readOptions());
    if (changed.length === 0) return;
    const message =
      this.#committed === 0
        ? 'The target has changed since it was compared; nothing was applied.'
        : 'The target has changed since the last commit of the patch; the rest was not applied.';
    throw new DbvcError('target-changed', message, { lines: changed, hint: 'Compare again, then apply.' });
  }

  /** What is otherwise than it was compared, or than the last segment has left it. */
  async #changes(reading: ReadOptions): Promise<readonly string[]> {
    const { plan, dialect } = this;
    const previous = plan.segments[this.#committed - 1];
    const objects = reliedOn(plan);
    const now = await this.#read(objects, previous?.expected, reading);
    if (previous === undefined) return changesSince(catalogAfter(plan, 0), now, objects, dialect);
    // What an edited script may leave otherwise, an earlier segment may have left.
    return this.#deviations(previous.expected, now).filter((line) => !this.#isAccepted(line));
  }

  /** Whether what failed outside of a transaction has left nothing: where that cannot be seen, it may have. */
  async #isAsBefore(): Promise<boolean> {
    const { jobs, logger } = this.#readOptions();
    const changed = await this.#changes({ jobs, logger }).catch(() => undefined);
    return changed?.length === 0;
  }

  async #lock(parts: readonly Part[]): Promise<void> {
    const { dialect, session, plan, options } = this;
    try {
      const free = await dialect.executor.lock(session, parts, options.signal);
      if (free.length > 0) {
        const names = free.map((part) => dialect.generator.describe(part)).join(', ');
        options.logger.warn(
          `The login may not lock ${names}: others can change them until a step does. What the patch leaves is verified all the same.`,
        );
      }
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      const statement = error instanceof DbvcError ? (error.details.statement ?? '') : '';
      const context = contextOf(plan, undefined, statement, dialect);
      const failure = dialect.executor.translate(error, { ...context, object: 'What the patch touches' });
      throw this.#committed === 0 ? failure.with({ lines: ['Nothing was changed.'] }) : failure;
    }
  }

  async #runSteps(segment: PlanSegment): Promise<void> {
    const total = stepsOf(this.plan).length;
    for (const step of segment.steps) {
      throwIfCancelled(this.options.signal);
      this.#step = step;
      this.options.progress?.({ phase: 'running', step, done: this.#done, total });
      for (const { sql } of step.statements) {
        this.options.logger.debug(sql);
        try {
          this.#began = true;
          await this.session.query(sql, [], this.options.signal);
        } catch (error) {
          if (error instanceof CancelledError) throw error;
          throw this.dialect.executor.translate(error, contextOf(this.plan, step, sql, this.dialect));
        }
      }
      this.#done += 1;
    }
    this.#step = undefined;
  }

  async #verify(segment: PlanSegment): Promise<void> {
    this.options.progress?.({ phase: 'verifying' });
    if (this.plan.edited !== undefined) await this.dialect.executor.printAsUsual?.(this.session);
    const now = await this.#read(this.plan.objects, segment.expected);
    const wrong = [...this.#deviations(segment.expected, now), ...this.#changedBeside(now)].filter(
      (line) => !this.#isAccepted(line),
    );
    if (wrong.length === 0) return;
    if (this.plan.edited !== undefined && segment.outsideTransaction === true) {
      throw new DbvcError(
        'verification-failed',
        'After a step that cannot run in a transaction the target is not what the patch promised; the step stays.',
        { lines: wrong, hint: 'Compare again.' },
      );
    }
    if (this.plan.edited !== undefined) {
      throw new DbvcError(
        'verification-failed',
        'After the edited script the target would not be what the patch promised; it was rolled back.',
        { lines: wrong },
      );
    }
    if (segment.outsideTransaction === true) {
      throw new DbvcError(
        'verification-failed',
        'After a step that cannot run in a transaction the target is not what was promised; the step stays.',
        { lines: wrong, hint: 'Please report this with the lines above, and compare again.' },
      );
    }
    throw new DbvcError(
      'verification-failed',
      'After the patch the target would not be what was promised; it was rolled back.',
      { lines: wrong, hint: 'Please report this with the lines above; nothing was changed.' },
    );
  }

  /** What an edited script has changed beside the objects that its plan was about. */
  #changedBeside(now: Catalog): readonly string[] {
    const { plan, dialect } = this;
    const { target, renamed } = plan.drift;
    if (plan.edited === undefined) return [];
    const before = renamed?.before ?? target;
    const others = new Set(
      [before, now].flatMap(({ parts }) => [...parts.values()].map(({ objectId }) => objectId)),
    );
    for (const id of plan.objects) others.delete(id);
    return changesSince(before, now, others, dialect);
  }

  #deviations(promised: PlanSegment['expected'], now: Catalog): readonly string[] {
    const { plan, dialect } = this;
    const expected = expectAsPrinted(promised, plan.drift, now, dialect);
    return deviations(expected, now, plan.objects, this.#hides, dialect);
  }

  /** The target as the session sees it. What the plan takes from the source may be printed by another version. */
  async #read(
    objects: ReadonlySet<PartId>,
    expected?: PlanSegment['expected'],
    reading = this.#readOptions(),
  ): Promise<Catalog> {
    const { session, dialect } = this;
    const now = await dialect.introspector.readWithin(session, objects, reading);
    if (expected === undefined) return now;
    const parts = new Map([...expected].map(([id, { part }]) => [id, part]));
    const aligned = await alignSpellings(now, parts, dialect.normalizer);
    return alignRetyped(aligned, expected, this.plan.drift.target, dialect.normalizer);
  }

  #isAccepted(line: string): boolean {
    return this.options.accepted?.includes(line) === true;
  }

  #failure(error: unknown, committing: boolean, unfinished?: PlanStep): ApplyOutcome {
    const failure =
      error instanceof CancelledError
        ? new DbvcError(
            'statement-failed',
            unfinished === undefined
              ? 'Cancelled after a part of the plan was committed.'
              : 'Cancelled during a step that runs in no transaction.',
          )
        : error instanceof DbvcError
          ? error
          : this.dialect.executor.translate(error, contextOf(this.plan, this.#step, '', this.dialect));
    return {
      status: 'failed',
      error: failure,
      ...(this.#step === undefined ? {} : { step: this.#step }),
      committedSegments: this.#committed,
      inDoubt: committing && failure.code === 'connection-lost',
      ...(unfinished === undefined ? {} : { unfinished }),
      ...(error instanceof CancelledError ? { cancelled: true } : {}),
    };
  }

  #readOptions(): ReadOptions {
    return { jobs: 1, logger: this.options.logger, ...signalOf(this.options) };
  }
}
