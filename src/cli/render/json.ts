import type { Database } from '../../core/dialect/session.js';
import type { AttributeValue } from '../../core/model/part.js';
import type { Catalog } from '../../core/model/catalog.js';
import type { Plan } from '../../core/planner/plan.js';
import { type Comparison, countStatuses, sideNames } from './comparison.js';
import type { CompareJson, PlanJson } from './jsonSchemas.js';
import { acceptanceIn } from '../../core/renames/acceptance.js';
import { evidenceText } from './offers.js';
import { unifiedDiff } from './unifiedDiff.js';

/** A comparison as JSON, see docs/schemas/compare.schema.json. */
export function compareJson(comparison: Comparison, withDiff: boolean): string {
  const { objects } = comparison.drift;
  const names = sideNames(comparison);
  const json: CompareJson = {
    ...commonJson(comparison),
    objects: objects.map((object) => ({
      id: object.objectId,
      kind: object.kind,
      name: object.name,
      ...(object.schema === undefined ? {} : { schema: object.schema }),
      status: object.status,
      ...(object.renamedFrom === undefined ? {} : { renamedFrom: object.renamedFrom }),
      parts: object.parts.map((part) => ({
        id: part.partId,
        kind: part.kind,
        name: part.name,
        description: part.described,
        status: part.status,
        changes: part.changes.map(({ attribute, target, source }) => ({
          attribute,
          target: jsonValue(target),
          source: jsonValue(source),
        })),
      })),
      ...(withDiff && object.status === 'modified'
        ? {
            diff: unifiedDiff(object, comparison, names)
              .map((line) => `${line}\n`)
              .join(''),
          }
        : {}),
    })),
    renames: renamesJson(comparison),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** A plan as JSON, see docs/schemas/plan.schema.json. */
export function planJson(comparison: Comparison, plan: Plan): string {
  const json: PlanJson = {
    ...commonJson(comparison),
    segments: plan.segments.map((segment) => ({
      ...(segment.reason === undefined ? {} : { reason: segment.reason }),
      ...(segment.outsideTransaction === undefined ? {} : { outsideTransaction: true }),
      steps: segment.steps.map((step) => ({
        number: step.number,
        action: step.action,
        objectId: step.objectId,
        title: step.title,
        ...(step.reason === undefined ? {} : { reason: step.reason }),
        risks: step.risks.map(({ kind, message }) => ({ kind, message })),
        statements: step.statements.map(({ sql }) => sql),
      })),
    })),
    leftOut: plan.leftOut.map(({ objectId, described, because, reason }) => ({
      objectId,
      description: described,
      because,
      reason,
    })),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function renamesJson({ drift, dialect, offers }: Comparison): CompareJson['renames'] {
  const { renamer } = dialect;
  if (renamer === undefined) return [];
  const acceptance = acceptanceIn(drift, renamer);
  return offers.map((offer) => ({
    kind: offer.rename.to.kind,
    before: offer.rename.from.path.join('.'),
    after: offer.rename.to.path.join('.'),
    evidence: evidenceText(offer),
    others: offer.others,
    accept: acceptance(offer).map(({ before, after }) => `${before}=${after}`),
  }));
}

type CommonJson = Omit<CompareJson, 'objects' | 'renames'>;

function commonJson({ sides, drift }: Comparison): CommonJson {
  const counts = countStatuses(drift.objects);
  return {
    version: 1,
    source: sideJson(sides.source, drift.source),
    target: sideJson(sides.target, drift.target),
    rules: {
      include: [...drift.rules.include],
      exclude: [...drift.rules.exclude],
      ignore: [...drift.rules.ignore],
    },
    summary: {
      missingInTarget: counts.missing,
      modified: counts.modified,
      extraInTarget: counts.extra,
      unchanged: drift.unchangedCount,
    },
    hidden: drift.hidden.map(({ rule, count }) => ({ rule, count })),
    uncompared: drift.uncompared.map((found) => ({ ...found, names: [...found.names] })),
    notices: (['source', 'target'] as const).flatMap((side) =>
      drift[side].notices.map(({ code, message }) => ({ side, code, message })),
    ),
  };
}

function sideJson(database: Database, catalog: Catalog): CompareJson['source'] {
  return {
    label: database.label,
    address: database.address,
    ...(database.profile === undefined ? {} : { profile: database.profile }),
    ...(database.environment === undefined ? {} : { environment: database.environment }),
    engine: catalog.server.engine,
    version: catalog.server.versionText,
    database: catalog.server.database,
  };
}

function jsonValue(value: AttributeValue | undefined): string | number | boolean | string[] | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? [...value] : value;
}
