import type { readSides } from '../core/comparison/readSides.js';
import type { Dialect } from '../core/dialect/dialect.js';
import type { Sides } from '../core/comparison/readSides.js';
import type { apply } from '../core/executor/apply.js';
import type { readTraffic } from '../core/executor/traffic.js';
import type { Journal } from '../core/executor/journal.js';
import type { Logger } from '../core/logger.js';
import type { Engine } from '../core/model/catalog.js';
import type { makePlan } from '../core/planner/makePlan.js';
import type { planScript, rollbackAfterFailure, rollbackScript } from '../core/planner/planScript.js';
import type { Plan } from '../core/planner/plan.js';
import type { diffRenamed } from '../core/renames/applyRenames.js';
import type { findRenames } from '../core/renames/findRenames.js';
import type { Machine } from '../core/profiles/machine.js';

/** The demo's databases while they are open. */
export interface OpenDemo extends Sides {
  close(): Promise<void>;
}

/** What the commands need from the core and the computer; tests give their own. */
export interface Services {
  readonly machine: Machine;
  readonly workingDirectory: string;
  readonly version: string;
  readonly journal: Journal;
  loadDialect(engine: Engine): Promise<Dialect>;
  startDemo(logger: Logger): Promise<OpenDemo>;
  /** The part of the demo that has catalogs and no server. */
  openSqlServerDemo(): Promise<OpenDemo>;
  readonly readSides: typeof readSides;
  readonly diff: typeof diffRenamed;
  readonly findRenames: typeof findRenames;
  readonly makePlan: typeof makePlan;
  readonly planScript: typeof planScript;
  readonly rollbackScript: typeof rollbackScript;
  readonly apply: typeof apply;
  readonly readTraffic: typeof readTraffic;
  /** What the rollback script cannot bring back, in words. */
  lostForGood(plan: Plan, dialect: Dialect): readonly string[];
  rollbackAfterFailure: typeof rollbackAfterFailure;
}
