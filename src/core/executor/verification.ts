import type { Dialect } from '../dialect/dialect.js';
import { comparePart, type Hides } from '../differ/equality.js';
import type { Catalog } from '../model/catalog.js';
import { compareText } from '../model/compareText.js';
import type { AttributeValue, Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { ExpectedPart } from '../planner/plan.js';

/**
 * How the parts of some objects differ from what they must be, one line each; empty when all is as expected. Layout
 * never counts, nor does the order of columns, which no statement can promise; what the rules hide counts only for
 * parts that must come back exactly as they were.
 */
export function deviations(
  expected: ReadonlyMap<PartId, ExpectedPart>,
  actual: Catalog,
  objects: ReadonlySet<PartId>,
  hides: Hides,
  dialect: Dialect,
): readonly string[] {
  const lines: string[] = [];
  const lenient: Hides = (rule) => rule === 'formatting' || rule === 'column-order' || hides(rule);
  const strict: Hides = (rule) => rule === 'formatting' || rule === 'column-order';
  const describe = (part: Part): string => dialect.generator.describe(part);
  for (const [id, { part, strict: exact, pending, isStub, or }] of expected) {
    if (pending === true || isStub === true) continue;
    const hidden = exact ? strict : lenient;
    if (part.rule !== undefined && hidden(part.rule)) continue;
    const found = actual.parts.get(id);
    if (found === undefined) {
      lines.push(`${describe(part)} is missing`);
      continue;
    }
    const { changes } = comparePart(part, found, hidden);
    const otherwise = or === undefined || changes.length === 0 ? [] : comparePart(or, found, hidden).changes;
    for (const change of changes) {
      if (or !== undefined && !otherwise.some(({ attribute }) => attribute === change.attribute)) continue;
      const values = `expected ${print(change.source)}, found ${print(change.target)}`;
      lines.push(`${describe(part)}: ${change.attribute}: ${values}`);
    }
  }
  for (const part of actual.parts.values()) {
    if (!objects.has(part.objectId) || expected.has(part.id)) continue;
    const parent = part.parent === undefined ? undefined : expected.get(part.parent);
    const hidden = parent?.strict === true ? strict : lenient;
    if (part.rule === undefined || !hidden(part.rule)) lines.push(`${describe(part)} exists, unexpectedly`);
  }
  return lines.sort(compareText);
}

function print(value: AttributeValue | undefined): string {
  return value === undefined || value === null
    ? 'nothing'
    : typeof value === 'object'
      ? value.join(', ')
      : String(value);
}
