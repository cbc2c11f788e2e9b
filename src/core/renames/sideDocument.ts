import type { Side } from '../comparison/readSides.js';
import type { ScriptGenerator } from '../dialect/scriptGenerator.js';
import type { Drift } from '../differ/drift.js';
import type { PartId } from '../model/partId.js';

/**
 * The text of an object on one side, as diffs show it. Of an object that is renamed, or a part of which is, the target's
 * is the text under the old names, so that the rename can be seen; of whatever follows, the one that is left to compare.
 */
export function sideDocument(
  { source, target, renamed, rules }: Drift,
  side: Side,
  objectId: PartId,
  generator: Pick<ScriptGenerator, 'document'>,
): string {
  const hides = (rule: string): boolean => rules.ignore.includes(rule);
  if (side === 'source') return generator.document(objectId, source, hides);
  const rename = renamed?.renames.find(({ to }) => to.objectId === objectId);
  return rename === undefined || renamed === undefined
    ? generator.document(objectId, target, hides)
    : generator.document(rename.from.objectId, renamed.before, hides);
}
