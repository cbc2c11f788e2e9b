import type { Dialect } from '../../../src/core/dialect/dialect.js';
import type { Database } from '../../../src/core/dialect/session.js';
import type { Drift, ObjectDifference, PartDifference } from '../../../src/core/differ/drift.js';
import type { Catalog } from '../../../src/core/model/catalog.js';
import type { Part } from '../../../src/core/model/part.js';
import { partId } from '../../../src/core/model/partId.js';
import type { Plan, PlanStep } from '../../../src/core/planner/plan.js';
import { defaultRules } from '../../../src/core/rules/rules.js';
import type { Comparison } from '../../../src/cli/render/comparison.js';

/** A database that nobody opens. */
export function database(label: string, more: Partial<Database> = {}): Database {
  return {
    label,
    address: `db.example:5432/${label}`,
    parallelSessions: true,
    open: () => Promise.reject(new Error('nobody opens it')),
    ...more,
  };
}

/** A catalog with the main parts of some objects. */
export function catalog(name: string, parts: readonly Part[] = [], more: Partial<Catalog> = {}): Catalog {
  return {
    server: {
      engine: 'postgres',
      version: 180004,
      versionText: 'PostgreSQL 18.4',
      database: name,
      user: 'ada',
      identity: `server/${name}`,
    },
    parts: new Map(parts.map((part) => [part.id, part])),
    uncompared: [],
    notices: [],
    readAt: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

/** The main part of an object. */
export function mainPart(kind: string, ...path: readonly string[]): Part {
  const id = partId(kind, ...path);
  return { id, kind, objectId: id, path, attributes: {}, details: {}, dependsOn: [], occupies: [] };
}

/** A dialect of which only what reports read is there. */
export function dialect(documents: (objectId: string, database: string) => string = () => ''): Dialect {
  const kind = (name: string, label: string, plural: string, order: number) => ({
    name,
    label,
    plural,
    order,
    icon: name,
  });
  const partial: Pick<Dialect, 'engine' | 'displayName' | 'capabilities' | 'kinds' | 'normalizer'> & {
    readonly generator: Pick<Dialect['generator'], 'document'>;
  } = {
    engine: 'postgres',
    displayName: 'PostgreSQL',
    capabilities: { transactionalDdl: true, scriptLanguage: 'sql' },
    kinds: [
      kind('table', 'Table', 'Tables', 1),
      kind('function', 'Function', 'Functions', 2),
      kind('view', 'View', 'Views', 3),
    ],
    normalizer: { load: () => Promise.resolve(), canonical: (text) => text },
    generator: { document: (objectId, from) => documents(objectId, from.server.database) },
  };
  return partial as Dialect;
}

const usersId = partId('table', 'public', 'users');

/** A change of a column of public.users. */
function column(name: string, part: Partial<PartDifference>): PartDifference {
  return {
    partId: partId('column', 'public', 'users', name),
    kind: 'column',
    described: `column public.users.${name}`,
    name,
    status: 'modified',
    changes: [],
    ...part,
  };
}

const objects: readonly ObjectDifference[] = [
  {
    objectId: partId('table', 'public', 'invoices'),
    kind: 'table',
    name: 'public.invoices',
    schema: 'public',
    status: 'missing_in_target',
    parts: [],
  },
  {
    objectId: usersId,
    kind: 'table',
    name: 'public.users',
    schema: 'public',
    status: 'modified',
    parts: [
      column('email', {
        changes: [
          { attribute: 'type', target: 'varchar(50)', source: 'text' },
          { attribute: 'notNull', target: undefined, source: true },
        ],
      }),
      column('phone', { status: 'extra_in_target' }),
      column('status', { status: 'missing_in_target' }),
    ],
  },
  {
    objectId: partId('function', 'public', 'total(integer)'),
    kind: 'function',
    name: 'public.total(integer)',
    schema: 'public',
    status: 'modified',
    parts: [
      {
        partId: partId('function', 'public', 'total(integer)'),
        kind: 'function',
        described: 'function public.total(integer)',
        name: 'public.total(integer)',
        status: 'modified',
        changes: [{ attribute: 'body', target: 'begin\n  a;\nend', source: 'begin\n  b;\nend' }],
      },
    ],
  },
  {
    objectId: partId('view', 'public', 'odd\u001b[31m name'),
    kind: 'view',
    name: 'public.odd\u001b[31m name',
    schema: 'public',
    status: 'extra_in_target',
    parts: [],
  },
];

/** A drift with one of everything that a report shows. */
export function drift(more: Partial<Drift> = {}): Drift {
  return {
    source: catalog('dev', [mainPart('table', 'public', 'invoices'), mainPart('table', 'public', 'users')]),
    target: catalog('prod', [mainPart('table', 'public', 'users')], {
      notices: [{ code: 'no-superuser', message: 'ada is no superuser.' }],
    }),
    rules: defaultRules,
    objects,
    unchangedCount: 1234,
    hidden: [
      { rule: 'filters', count: 2 },
      { rule: 'owners', count: 3 },
    ],
    uncompared: [
      { kind: 'aggregates', source: 1, target: 1, names: ['public.median(real)'] },
      { kind: 'policies of others', source: 0, target: 7, names: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    ],
    ...more,
  };
}

/** A drift without differences. */
export function noDrift(): Drift {
  return drift({ objects: [], hidden: [], uncompared: [], source: catalog('dev'), target: catalog('prod') });
}

/** The comparison of {@link drift}, dev with prod. */
export function comparison(of: Drift = drift()): Comparison {
  return {
    sides: {
      source: database('dev'),
      target: database('prod', { environment: 'production', profile: 'prod' }),
    },
    dialect: dialect((objectId, name) => `CREATE ${objectId}\n  same\n  as in ${name}\n  same;\n`),
    drift: of,
    offers: [],
  };
}

/** A step of a plan. */
export function step(number: number, more: Partial<PlanStep> = {}): PlanStep {
  return {
    number,
    action: 'alter',
    objectId: usersId,
    partIds: [usersId],
    title: 'alter table public.users',
    statements: [{ sql: 'ALTER TABLE public.users ADD x int', risks: [] }],
    risks: [],
    ...more,
  };
}

/** A plan with one of everything that a report shows. */
export function plan(of: Drift = drift()): Plan {
  const invoices = partId('table', 'public', 'invoices');
  return {
    drift: of,
    request: { takeAlong: true, allowDrops: false, allowDataLoss: false },
    segments: [
      {
        expected: new Map(),
        steps: [
          step(1, {
            action: 'create',
            objectId: invoices,
            title: 'create table public.invoices',
            statements: [{ sql: 'CREATE TABLE public.invoices (\n    id int\n)', risks: [] }],
          }),
          step(2, {
            title: 'alter column public.users.email',
            reason: 'its type changes',
            risks: [
              { kind: 'table-rewrite', message: 'rewrites public.users' },
              { kind: 'data-loss', message: 'drops column public.users.phone and its values' },
              { kind: 'rebuild', message: 'rebuilt' },
            ],
          }),
        ],
      },
      {
        reason: 'a new enum value is used',
        expected: new Map(),
        steps: [step(3, { action: 'drop', title: 'drop index public.i' })],
      },
    ],
    leftOut: [
      {
        objectId: partId('view', 'public', 'odd\u001b[31m name'),
        partId: partId('view', 'public', 'odd\u001b[31m name'),
        described: 'view public.odd\u001b[31m name',
        reason: 'it exists only in the target',
        because: 'drops',
      },
    ],
    required: [],
    objects: new Set([usersId, invoices]),
  };
}
