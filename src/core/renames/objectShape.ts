import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Renamer } from '../dialect/renamer.js';
import { shapeOf } from './shape.js';

/** A part of an object as likeness sees it. */
export interface ShapedPart {
  readonly part: Part;
  /** Without its name. */
  readonly bare: string;
  /** With its name, but for parts whose names tell little: those that take one in the schema are called after their table. */
  readonly named: string;
}

/** An object as likeness sees it. */
export interface ObjectShape {
  readonly main: Part;
  readonly own: string;
  readonly children: readonly ShapedPart[];
  /** Equal for objects that differ in nothing but their names and the names made from them. */
  readonly key: string;
}

/** The shape of an object from all its parts. */
export function objectShape(main: Part, parts: readonly Part[], renamer: Renamer): ObjectShape {
  const children = parts.filter((part) => part.id !== main.id && part.rule === undefined);
  const names = new Set([main, ...children.filter(isCalledAfter)].map((part) => renamer.nameOf(part)));
  const shaped = children.map((part) => shapePart(part, names, renamer));
  const own = shapeOf(main, names);
  const place = JSON.stringify(main.path.slice(0, -1));
  const key = [place, own, ...shaped.map(({ named }) => named).sort()].join('\n\n');
  return { main, own, children: shaped, key };
}

/** The shape of one part; `names` are those of its object that count as any. */
export function shapePart(part: Part, names: ReadonlySet<string>, renamer: Renamer): ShapedPart {
  const name = renamer.nameOf(part);
  const bare = shapeOf(part, new Set([...names, name]));
  return { part, bare, named: isCalledAfter(part) ? bare : `${name}\n${shapeOf(part, names)}` };
}

function isCalledAfter(part: Part): boolean {
  return part.occupies.some((one) => one.endsWith(`.${part.path.at(-1) ?? ''}`));
}

/** Parts by what a function says of them. */
export function groupBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string | PartId,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
