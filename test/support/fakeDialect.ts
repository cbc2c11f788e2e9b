import type { Dialect } from '../../src/core/dialect/dialect.js';
import type { Alteration, ScriptGenerator, Statement } from '../../src/core/dialect/scriptGenerator.js';
import type { Catalog } from '../../src/core/model/catalog.js';
import type { Attribute, Part } from '../../src/core/model/part.js';
import type { PartId } from '../../src/core/model/partId.js';
import type { Risk } from '../../src/core/model/risk.js';

/** A part in a few words: `fakePart('table:a', { type: 'int' }, ['table:b'])`. */
export interface FakePart {
  readonly id: string;
  readonly parent?: string;
  readonly object?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: readonly string[];
  readonly occupies?: readonly string[];
  readonly rule?: string;
  readonly attributeRules?: Readonly<Record<string, string>>;
}

/** A catalog of made-up parts, for tests of what does not depend on any engine. */
export function fakeCatalog(
  name: string,
  parts: readonly FakePart[],
  uncompared: Catalog['uncompared'] = [],
): Catalog {
  const byId = new Map<PartId, Part>();
  for (const part of parts) {
    const attributes: Record<string, Attribute> = {};
    for (const [key, value] of Object.entries(part.attributes ?? {})) {
      const rule = part.attributeRules?.[key];
      attributes[key] = { value, canonical: value.toLowerCase(), ...(rule === undefined ? {} : { rule }) };
    }
    const on = [...(part.on ?? []), ...(part.parent === undefined ? [] : [part.parent])] as PartId[];
    byId.set(part.id as PartId, {
      id: part.id as PartId,
      kind: part.id.slice(0, part.id.indexOf(':')),
      objectId: (part.object ?? part.parent ?? part.id) as PartId,
      ...(part.parent === undefined ? {} : { parent: part.parent as PartId }),
      path: part.id.slice(part.id.indexOf(':') + 1).split('.'),
      attributes,
      details: {},
      dependsOn: on,
      occupies: part.occupies ?? [],
      ...(part.rule === undefined ? {} : { rule: part.rule }),
    });
  }
  return {
    server: {
      engine: 'postgres',
      version: 1,
      versionText: 'Fake 1',
      database: name,
      user: 'tester',
      identity: name,
    },
    parts: byId,
    uncompared,
    notices: [],
    readAt: '2026-01-01T00:00:00.000Z',
  };
}

/** How the fake generator treats parts. */
export interface FakeBehaviour {
  readonly inlines?: (parent: Part, child: Part) => 'must' | 'may' | 'no';
  readonly alter?: (target: Part, source: Part) => Alteration;
  readonly dropRisks?: (part: Part) => readonly Risk[];
  readonly usableAfterCommit?: (part: Part) => string | undefined;
  /** What parts name in their attribute `names`, without depending on it. */
  readonly mentions?: true;
}

const kindOrder = ['type', 'table', 'column', 'constraint', 'function', 'view', 'trigger', 'comment'];

/** A dialect whose statements are words, for tests of the planner alone. */
export function fakeDialect(behaviour: FakeBehaviour = {}): Dialect {
  const write = (verb: string, part: Part, risks: readonly Risk[] = []): Statement => {
    const usable = verb === 'alter' ? behaviour.usableAfterCommit?.(part) : undefined;
    return {
      sql: `${verb} ${part.id} ${Object.values(part.attributes)
        .map(({ value }) => String(value))
        .join(' ')}`.trim(),
      risks,
      ...(usable === undefined ? {} : { usableAfterCommit: usable }),
    };
  };
  const generator: ScriptGenerator = {
    create: (part, inline) => {
      const { sql } = write('create', part);
      return [
        {
          sql: inline.length === 0 ? sql : `${sql} with ${inline.map(({ id }) => id).join(', ')}`,
          risks: [],
        },
      ];
    },
    drop: (part) => [write('drop', part, behaviour.dropRisks?.(part) ?? [])],
    alter: (target, source) =>
      behaviour.alter?.(target, source) ?? { how: 'in-place', statements: [write('alter', source)] },
    mentions: () => (part) =>
      behaviour.mentions === true
        ? String(part.attributes['names']?.value ?? '')
            .split(' ')
            .map((id) => id as PartId)
        : [],
    inlines: (parent, child) => behaviour.inlines?.(parent, child) ?? 'no',
    rank: (action, part) => (action === 'drop' ? -1 : 1) * (kindOrder.indexOf(part.kind) + 1),
    document: (objectId) => objectId,
    describe: (part) => `${part.kind} ${part.path.join('.')}`,
    script: (segments) =>
      segments
        .map((steps) => steps.flatMap((step) => step.statements.map(({ sql }) => sql)).join('\n'))
        .join('\n--\n'),
  };
  const unused = (): never => {
    throw new Error('the fake dialect has no server');
  };
  return {
    engine: 'postgres',
    displayName: 'Fake',
    capabilities: { transactionalDdl: true, scriptLanguage: 'sql' },
    kinds: kindOrder.map((name, order) => ({ name, label: name, plural: `${name}s`, order, icon: name })),
    connector: { database: unused },
    introspector: { read: unused, readWithin: unused },
    normalizer: { load: () => Promise.resolve(), canonical: (text) => text },
    generator,
    executor: {
      guard: () => Promise.resolve([]),
      readScript: unused,
      traffic: unused,
      acquireApplyLock: unused,
      releaseApplyLock: unused,
      begin: unused,
      lock: unused,
      commit: unused,
      rollback: unused,
      translate: unused,
    },
  };
}
