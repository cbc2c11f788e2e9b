import type { Dialect } from '../dialect/dialect.js';
import type { ScriptContext } from '../dialect/scriptGenerator.js';
import type { Drift } from '../differ/drift.js';
import type { Hides } from '../differ/equality.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Work } from '../turn.js';
import { type CatalogIndex, indexCatalog } from './catalogIndex.js';
import { type PartChange, partChanges } from './partChange.js';
import type { PlanRequest } from './plan.js';

/** What plans of one drift have in common. */
export interface Ground {
  readonly drift: Drift;
  readonly dialect: Dialect;
  readonly source: CatalogIndex;
  readonly target: CatalogIndex;
  readonly hides: Hides;
  /** What a part names on either side without depending on it (see `ScriptGenerator.mentions`). */
  readonly mentions: Readonly<Record<'source' | 'target', (part: Part) => readonly PartId[]>>;
  /** Every differing part of the whole drift. */
  readonly changes: ReadonlyMap<PartId, PartChange>;
}

/** What every stage of planning looks at. */
export interface Planning extends Ground {
  readonly request: PlanRequest;
}

function nothing(): readonly PartId[] {
  return [];
}

/** Gathers what planning needs, whatever is asked for. */
export function* groundOf(drift: Drift, dialect: Dialect): Work<Ground> {
  const source = yield* indexCatalog(drift.source);
  const target = yield* indexCatalog(drift.target);
  const ignored = new Set(drift.rules.ignore);
  const hides: Hides = (rule) => ignored.has(rule);
  return {
    drift,
    dialect,
    source,
    target,
    hides,
    mentions: {
      source: dialect.generator.mentions?.(drift.source) ?? nothing,
      target: dialect.generator.mentions?.(drift.target) ?? nothing,
    },
    changes: yield* partChanges(drift, source, target, hides),
  };
}

/** A request on its ground; a permission to lose data implies the one to drop. */
export function startPlanning(ground: Ground, request: PlanRequest): Planning {
  return { ...ground, request: { ...request, allowDrops: request.allowDrops || request.allowDataLoss } };
}

/**
 * What a generator sees when it writes a part of `origin`. What exists on the target keeps owner and privileges
 * (`keepAll`); what the plan drops (`isDropped`) is no dependent any more.
 */
export function scriptContext(
  planning: Planning,
  origin: 'source' | 'target',
  keepAll: boolean,
  fateOf: ScriptContext['fateOf'] = () => undefined,
  isDropped: (id: PartId) => boolean = (id) => fateOf(id) === 'drop',
): ScriptContext {
  return {
    hides: keepAll ? () => false : planning.hides,
    from: planning[origin].catalog,
    target: planning.target.catalog,
    heirsOf: (id, catalog) => planning[catalog === 'from' ? origin : 'target'].heirsOf(id),
    fateOf,
    dependentsOf: (id) => planning.target.dependentsOf(id).filter((part) => !isDropped(part.id)),
  };
}

/** Whether data are lost with a part of the target when it is dropped. */
export function losesData(part: Part, planning: Planning): boolean {
  const statements = planning.dialect.generator.drop(part, scriptContext(planning, 'target', true));
  return statements.some(({ risks }) => risks.some((risk) => risk.kind === 'data-loss'));
}
