import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  ScriptGenerator,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import { DbvcError } from '../../../core/errors.js';
import type { Part } from '../../../core/model/part.js';
import type { PostgresKind } from '../kinds/kind.js';
import { textOf } from '../kinds/partName.js';
import { comesBeforeContents, goesBefore } from '../kinds/tableRebuild.js';
import { bodyMentions } from './bodyMentions.js';
import { ObjectParts, renderDocument } from '../../../core/dialect/objectDocument.js';
import { lackingFeature, lackingOwner } from './features.js';
import { hasArguments, ownName } from '../renames/ownName.js';
import { quoteIdentifier, quoteQualified, saysName } from './quoting.js';
import { renderScript } from './script.js';
import { statement } from './statement.js';

/** The generator that asks each kind for its own DDL and adds what all kinds share: owners. */
export function createScriptGenerator(kinds: readonly PostgresKind[]): ScriptGenerator {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const kindOf = (part: Part): PostgresKind => {
    const kind = byName.get(part.kind);
    if (kind === undefined) throw new DbvcError('internal', `No kind is called "${part.kind}" (${part.id}).`);
    return kind;
  };
  const objectParts = new ObjectParts();
  const ownerOf = (part: Part): Statement[] => {
    const owner = part.attributes['owner']?.value;
    const address = kindOf(part).address?.(part);
    if (typeof owner !== 'string' || address === undefined) return [];
    return [statement(`ALTER ${address} OWNER TO ${quoteIdentifier(owner)}`)];
  };

  const generator: ScriptGenerator = {
    create: (part, inline, context) => [
      ...kindOf(part).create(part, inline, context),
      ...(context.hides('owners') ? [] : ownerOf(part)),
    ],
    obstacle: (part, context) => lackingFeature(part, context) ?? kindOf(part).obstacle?.(part, context),
    dropObstacle: (part, context) => kindOf(part).dropObstacle?.(part, context),
    remakeObstacle: (part, context) => kindOf(part).remakeObstacle?.(part, context),
    drop: (part, context) => kindOf(part).drop(part, context),
    setAside: (part, isWhole, parts, context) => kindOf(part).setAside?.(part, isWhole, parts, context) ?? [],
    bringBack: (target, next, made, context) => kindOf(target).bringBack?.(target, next, made, context) ?? [],
    goesBefore,
    comesBeforeContents,
    alter: (target, source, changes, context) => alter(target, source, changes, context),
    inlines: (parent, child) => kindOf(parent).inlines?.(parent, child) ?? 'no',
    calledBy: (part) =>
      hasArguments(part.kind) ? quoteQualified(part.path[0] ?? '', ownName(part)) : undefined,
    stub: (part, there, catalog) => {
      const stub = kindOf(part).stub?.(part, there);
      if (stub === undefined) return undefined;
      const { statements, says } = stub;
      return { statements, dependsOn: part.dependsOn.filter((on) => isNamed(catalog.parts.get(on), says)) };
    },
    mentions: bodyMentions,
    rank: (action, part) => (action === 'drop' ? -kindOf(part).rank : kindOf(part).rank),
    document: (objectId, catalog, hides) =>
      renderDocument(generator, objectId, catalog, objectParts, hides, (sql) => `${sql};\n`),
    describe: (part) => kindOf(part).describe(part),
    script: renderScript,
  };

  function alter(
    target: Part,
    source: Part,
    changes: readonly AttributeChange[],
    context: ScriptContext,
  ): Alteration {
    const own = changes.filter((change) => change.attribute !== 'owner');
    const owner = own.length === changes.length ? [] : ownerOf(source);
    const lacking = owner.length === 0 ? undefined : lackingOwner(source, context);
    // Nothing is built on the owner alone.
    if (lacking !== undefined) return { how: 'unsupported', reason: lacking, independent: own.length === 0 };
    if (own.length === 0) return { how: 'in-place', statements: owner };
    const alteration = kindOf(target).alter(target, source, own, context);
    if (alteration.how !== 'in-place') return alteration;
    return { ...alteration, statements: [...alteration.statements, ...owner] };
  }

  return generator;
}

/** Whether texts may name a part; what has no qualified name (a schema, an extension) always counts as named. */
function isNamed(part: Part | undefined, texts: readonly string[]): boolean {
  if (part === undefined || part.path.length < 2) return true;
  if (part.path.length > 2) return false;
  const name = textOf(part, 'called') ?? quoteQualified(part.path[0] ?? '', ownName(part));
  return texts.some((text) => saysName(text, name));
}
