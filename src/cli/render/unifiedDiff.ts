import { structuredPatch } from 'diff';
import type { ObjectDifference } from '../../core/differ/drift.js';
import type { Comparison, SideNames } from './comparison.js';

/**
 * The lines of a unified diff of an object: the target as it is, then the source as it should be, so that what is added
 * is what an apply adds. Empty for an object whose documents are equal.
 */
export function unifiedDiff(
  object: ObjectDifference,
  { drift, dialect }: Comparison,
  names: SideNames,
): readonly string[] {
  const hides = (rule: string): boolean => drift.rules.ignore.includes(rule);
  const before = dialect.generator.document(object.objectId, drift.target, hides);
  const after = dialect.generator.document(object.objectId, drift.source, hides);
  const patch = structuredPatch('', '', before, after, '', '', { context: 3 });
  if (patch.hunks.length === 0) return [];
  return [
    `--- ${names.target}: ${object.name}`,
    `+++ ${names.source}: ${object.name}`,
    ...patch.hunks.flatMap((hunk) => [
      `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
      ...hunk.lines,
    ]),
  ];
}
