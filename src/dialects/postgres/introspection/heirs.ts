import type { Inheritance } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { sameValue } from '../../../core/differ/equality.js';
import { detailKind } from '../kinds/partName.js';
import type { CatalogBuilder, NewPart, Tie } from './catalogBuilder.js';

/** In what a column follows the one that it inherits: the server keeps both alike. */
const columnAttributes = [
  ['type'],
  ['collation'],
  ['not null', 'not null constraint', 'not null no inherit', 'not null not valid'],
  ['generated', 'expression'],
];

const everything = ['create', 'alter', 'drop'] as const;

/** Says of the columns, checks and defaults of heirs which part of the other table hands them down. */
export function linkHeirs(builder: CatalogBuilder): void {
  for (const part of builder.parts()) {
    const objectId = part.objectId ?? part.id;
    for (const tie of builder.tiesOf(objectId)) {
      const inherited = inheritanceOf(part, tie, builder);
      if (inherited === undefined) continue;
      builder.inherit(part.id, inherited);
      break;
    }
  }
}

function inheritanceOf(part: NewPart, tie: Tie, builder: CatalogBuilder): Inheritance | undefined {
  switch (part.kind) {
    case 'column': {
      if (!tie.isPartition && origin(part) === undefined) return undefined;
      const from = counterpart(part, tie, builder);
      return from && { from: from.id, via: tie.id, attributes: columnAttributes, carried: carried(part) };
    }
    case 'constraint': {
      const original = builder.originalOf(part.id);
      if (original?.objectId === tie.parent) {
        return { from: original.id, via: tie.id, attributes: [['definition']], carried: everything };
      }
      if (origin(part) === undefined) return undefined;
      const from = counterpart(part, tie, builder);
      return from && { from: from.id, via: tie.id, attributes: [['definition']], carried: carried(part) };
    }
    case 'default': {
      const from = counterpart(part, tie, builder);
      const isSame =
        from && sameValue(from.attributes['expression']?.value, part.attributes['expression']?.value);
      return isSame === true
        ? { from: from.id, via: tie.id, attributes: [['expression']], carried: [] }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** `only` inherited, or declared by the heir `too`; undefined where it is the heir's own. */
function origin(part: NewPart): unknown {
  return part.details?.['inherited'];
}

function carried(part: NewPart): Inheritance['carried'] {
  return origin(part) === 'too' ? ['alter'] : everything;
}

/** The part of the same name in the table that an heir inherits from. */
function counterpart(part: NewPart, tie: Tie, builder: CatalogBuilder): NewPart | undefined {
  const parent = builder.part(tie.parent);
  const name = part.path[2];
  if (parent === undefined || name === undefined) return undefined;
  const id: PartId = partId(detailKind(part.kind, parent.id), ...parent.path, name);
  return builder.part(id);
}
