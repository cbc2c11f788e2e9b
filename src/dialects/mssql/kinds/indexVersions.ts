import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { isOlderThan } from '../session/serverInfo.js';
import { xmlCompression } from './indexOptions.js';
import { textOf } from './partName.js';

/** The first major that knows what an index says. */
const since: readonly (readonly [attribute: string, type: string, major: number, words: string])[] = [
  ['sequential key', '', 15, 'OPTIMIZE_FOR_SEQUENTIAL_KEY'],
  [xmlCompression, '', 16, 'XML_COMPRESSION'],
  ['sorted by', 'CLUSTERED COLUMNSTORE', 16, 'ORDER in a columnstore index'],
  ['sorted by', 'NONCLUSTERED COLUMNSTORE', 17, 'ORDER in a nonclustered columnstore index'],
];

/** Why the target's version cannot have an index, a key or a table as the source has it. */
export function versionObstacle(part: Part, context: ScriptContext): string | undefined {
  const missing = since.find(
    ([attribute, type, first]) =>
      attribute in part.attributes &&
      isOlderThan(context.target.server, first) &&
      (textOf(part, 'type') ?? '').startsWith(type),
  );
  return missing === undefined ? undefined : `the target's version has no ${missing[3]}`;
}
