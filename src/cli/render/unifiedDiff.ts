import { structuredPatch } from 'diff';
import type { ObjectDifference } from '../../core/differ/drift.js';
import { sideDocument } from '../../core/renames/sideDocument.js';
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
  const before = sideDocument(drift, 'target', object.objectId, dialect.generator);
  const after = sideDocument(drift, 'source', object.objectId, dialect.generator);
  const patch = structuredPatch('', '', before, after, '', '', { context: 3 });
  if (patch.hunks.length === 0) return [];
  return [
    `--- ${names.target}: ${object.renamedFrom ?? object.name}`,
    `+++ ${names.source}: ${object.name}`,
    ...patch.hunks.flatMap((hunk) => [
      `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
      ...hunk.lines,
    ]),
  ];
}
