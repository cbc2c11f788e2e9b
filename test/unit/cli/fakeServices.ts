import type { Services } from '../../../src/cli/services.js';
import type { Dialect } from '../../../src/core/dialect/dialect.js';
import type { Database } from '../../../src/core/dialect/session.js';
import type { Drift } from '../../../src/core/differ/drift.js';
import type { JournalEntry, JournalResult, NewJournalEntry } from '../../../src/core/executor/journal.js';
import type { Traffic } from '../../../src/core/executor/traffic.js';
import type { ApplyOutcome } from '../../../src/core/executor/outcome.js';
import type { Plan, PlanRequest } from '../../../src/core/planner/plan.js';
import type { ConnectionSettings } from '../../../src/core/profiles/connectionSettings.js';
import { database, dialect, drift, plan } from './fixtures.js';

/** What the fake core does and what it was asked. */
export interface FakeCore {
  /** What comparing finds, time after time; the last one stays. */
  readonly drifts: Drift[];
  /** The plan for a request. */
  planFor: (request: PlanRequest) => Plan;
  apply: (plan: Plan, signal: AbortSignal | undefined) => Promise<ApplyOutcome>;
  readSides: () => Promise<void>;
  /** What stands in the way of an apply. */
  traffic?: Traffic;
  /** The text of `.dbvc.jsonc`. */
  config?: string;
  env: Record<string, string>;
  open: (settings: ConnectionSettings) => Promise<void>;

  readonly applied: Plan[];
  readonly requests: PlanRequest[];
  readonly connections: ConnectionSettings[];
  readonly journal: { entry: NewJournalEntry; result?: JournalResult }[];
  demosOpen: number;
}

/** A core that finds {@link drift}, plans {@link plan}, and applies it with success. */
export function fakeCore(): FakeCore {
  return {
    drifts: [drift()],
    planFor: () => plan(),
    apply: () => Promise.resolve({ status: 'applied', steps: 3, milliseconds: 5 }),
    readSides: () => Promise.resolve(),
    env: {},
    open: () => Promise.resolve(),
    applied: [],
    requests: [],
    connections: [],
    journal: [],
    demosOpen: 0,
  };
}

/** The services of the command line on top of a fake core. */
export function fakeServices(core: FakeCore): Services {
  let compared = 0;
  return {
    machine: {
      env: core.env,
      homeDirectory: '/home/ada',
      userName: 'ada',
      platform: 'linux',
      readFile: (path) =>
        Promise.resolve(
          core.config !== undefined && path.endsWith('.dbvc.jsonc') ? { text: core.config } : undefined,
        ),
      exists: () => Promise.resolve(false),
    },
    workingDirectory: '/nowhere',
    version: '1.2.3',
    journal: {
      begin: (entry) => {
        const kept: { entry: NewJournalEntry; result?: JournalResult } = { entry };
        core.journal.push(kept);
        return Promise.resolve({
          id: 'id',
          scriptLocation: '/journal/apply.sql',
          rollbackLocation: '/journal/rollback.sql',
          finish: (result) => {
            kept.result = result;
            return Promise.resolve();
          },
        });
      },
      list: () => Promise.resolve<JournalEntry[]>([]),
      read: () => Promise.reject(new Error('nobody reads it')),
    },
    loadDialect: () => Promise.resolve(fakeDialect(core)),
    startDemo: () => {
      core.demosOpen += 1;
      return Promise.resolve({
        source: database('demo source'),
        target: database('demo target'),
        close: () => {
          core.demosOpen -= 1;
          return Promise.resolve();
        },
      });
    },
    openSqlServerDemo: () => Promise.reject(new Error('nobody opens it')),
    readSides: async () => {
      await core.readSides();
      const now = core.drifts[Math.min(compared, core.drifts.length - 1)] ?? drift();
      return { source: now.source, target: now.target };
    },
    diff: (source, target, rules) => {
      const now = core.drifts[Math.min(compared, core.drifts.length - 1)] ?? drift();
      compared += 1;
      return { ...now, source, target, rules };
    },
    findRenames: () => [],
    makePlan: (of, request) => {
      core.requests.push(request);
      return { ...core.planFor(request), drift: of };
    },
    planScript: () => 'FORWARD;\n',
    rollbackScript: () => 'BACK;\n',
    lostForGood: () => ['the rows of public.legacy'],
    rollbackAfterFailure: (_plan, { committedSegments, unfinished }) =>
      committedSegments === 0 && unfinished === undefined ? undefined : 'BACK A PART;\n',
    readTraffic: () => Promise.resolve(core.traffic),
    apply: (of, _target, _dialect, options) => {
      core.applied.push(of);
      return core.apply(of, options.signal);
    },
  };
}

function fakeDialect(core: FakeCore): Dialect {
  const connector: Dialect['connector'] = {
    database: (settings, labels): Database => {
      core.connections.push(settings);
      return database(labels.label, {
        ...labels,
        open: async () => {
          await core.open(settings);
          return {
            server: drift().target.server,
            query: () => Promise.resolve([]),
            queryMany: () => Promise.resolve([]),
            onNotice: () => () => undefined,
            close: () => Promise.resolve(),
          };
        },
      });
    },
  };
  return { ...dialect(), connector };
}
