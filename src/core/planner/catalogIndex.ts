import type { Catalog, UncomparedObject } from '../model/catalog.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Work } from '../turn.js';

/** The ways in which planning looks a catalog up, made once for each. */
export interface CatalogIndex {
  readonly catalog: Catalog;
  partsOf(objectId: PartId): readonly Part[];
  childrenOf(id: PartId): readonly Part[];
  /** Parts that depend directly on a part, its children included. */
  dependentsOf(id: PartId): readonly Part[];
  uncomparedDependentsOf(id: PartId): readonly UncomparedObject[];
  /** The object with an id, or that a member with this id belongs to. */
  uncompared(id: PartId): UncomparedObject | undefined;
  /** The parts of other objects that a part hands down, directly or not. */
  heirsOf(id: PartId): readonly Part[];
  /** The parts that are handed down by way of a tie. */
  heirsVia(tie: PartId): readonly Part[];
  /** The ties between an object and those that hand parts down to it, or take them from it. */
  tiesOf(objectId: PartId): readonly Part[];
  /** The part that takes a name in a shared namespace. */
  occupant(name: string): Part | undefined;
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** How many parts are indexed in one step of the work. */
const partsPerStep = 1000;

/** Indexes a catalog by object, parent, dependency and name. */
export function* indexCatalog(catalog: Catalog): Work<CatalogIndex> {
  const byObject = new Map<PartId, Part[]>();
  const children = new Map<PartId, Part[]>();
  const dependents = new Map<PartId, Part[]>();
  const uncomparedDependents = new Map<PartId, UncomparedObject[]>();
  const uncompared = new Map<PartId, UncomparedObject>();
  const heirs = new Map<PartId, Part[]>();
  const heirsByTie = new Map<PartId, Part[]>();
  const occupants = new Map<string, Part>();
  let seen = 0;
  for (const part of catalog.parts.values()) {
    if ((seen += 1) % partsPerStep === 0) yield;
    add(byObject, part.objectId, part);
    if (part.parent !== undefined) add(children, part.parent, part);
    for (const on of part.dependsOn) add(dependents, on, part);
    for (const name of part.occupies) occupants.set(name, part);
    if (part.inherited === undefined) continue;
    add(heirs, part.inherited.from, part);
    add(heirsByTie, part.inherited.via, part);
  }
  for (const object of catalog.uncompared) {
    uncompared.set(object.id, object);
    for (const on of object.dependsOn) add(uncomparedDependents, on, object);
  }
  const ties = new Map<PartId, Part[]>();
  for (const id of heirsByTie.keys()) {
    const tie = catalog.parts.get(id);
    if (tie === undefined) continue;
    for (const end of new Set([tie.objectId, ...tie.dependsOn])) add(ties, end, tie);
  }
  const heirsOf = (id: PartId): readonly Part[] =>
    (heirs.get(id) ?? []).flatMap((heir) => [heir, ...heirsOf(heir.id)]);
  return {
    catalog,
    partsOf: (objectId) => byObject.get(objectId) ?? [],
    childrenOf: (id) => children.get(id) ?? [],
    dependentsOf: (id) => dependents.get(id) ?? [],
    uncomparedDependentsOf: (id) => uncomparedDependents.get(id) ?? [],
    uncompared: (id) => uncompared.get(id),
    heirsOf,
    tiesOf: (objectId) => ties.get(objectId) ?? [],
    heirsVia: (tie) => heirsByTie.get(tie) ?? [],
    occupant: (name) => occupants.get(name),
  };
}
