import type { ScriptGenerator } from '../../../core/dialect/scriptGenerator.js';
import { DbvcError } from '../../../core/errors.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import type { MssqlKind } from '../kinds/kind.js';
import { listOf } from '../kinds/partName.js';
import { ObjectParts, renderDocument } from '../../../core/dialect/objectDocument.js';
import { goesBefore } from '../kinds/tableRebuild.js';
import { refreshModules } from './refresh.js';
import { renderScript } from './script.js';

/** The generator that asks each kind for its own DDL. */
export function createScriptGenerator(kinds: readonly MssqlKind[]): ScriptGenerator {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const kindOf = (part: Part): MssqlKind => {
    const kind = byName.get(part.kind);
    if (kind === undefined) throw new DbvcError('internal', `No kind is called "${part.kind}" (${part.id}).`);
    return kind;
  };
  const objectParts = new ObjectParts();
  const generator: ScriptGenerator = {
    create: (part, inline, context) => kindOf(part).create(part, inline, context),
    obstacle: (part, context) => kindOf(part).obstacle?.(part, context),
    drop: (part, context) => kindOf(part).drop(part, context),
    setAside: (part, _isWhole, parts, context) => kindOf(part).setAside?.(part, parts, context) ?? [],
    goesBefore,
    bringBack: (target, next, made, context) => kindOf(target).bringBack?.(target, next, made, context) ?? [],
    alter: (target, source, changes, context) => kindOf(target).alter(target, source, changes, context),
    inlines: (parent, child) => kindOf(parent).inlines?.(parent, child) ?? 'no',
    mentions: () => (part) => listOf(part, 'mentions') as readonly PartId[],
    refresh: refreshModules,
    rank: (action, part) => (action === 'drop' ? -kindOf(part).rank : kindOf(part).rank),
    document: (objectId, catalog, hides) =>
      renderDocument(
        generator,
        objectId,
        catalog,
        objectParts,
        hides,
        (sql) => `${sql.replaceAll(/\r\n?/g, '\n')}\nGO\n`,
      ),
    describe: (part) => kindOf(part).describe(part),
    script: renderScript,
  };
  return generator;
}
