import type { Rename } from '../../../core/dialect/renamer.js';
import type { Catalog } from '../../../core/model/catalog.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { ownName } from './ownName.js';

/** What a name is the name of, as texts tell names apart. */
export type NameKind = 'relation' | 'type' | 'routine' | 'column' | 'constraint' | 'index';

/** One part that gets another name. */
export interface NameChange {
  readonly part: Part;
  readonly kind: NameKind;
  readonly before: string;
  readonly after: string;
}

const kinds: Readonly<Record<string, NameKind>> = {
  table: 'relation',
  'foreign-table': 'relation',
  view: 'relation',
  'materialized-view': 'relation',
  sequence: 'relation',
  index: 'index',
  constraint: 'constraint',
  'domain-constraint': 'constraint',
  column: 'column',
  enum: 'type',
  domain: 'type',
  composite: 'type',
  function: 'routine',
  procedure: 'routine',
  aggregate: 'routine',
};

/** The kinds of parts that a statement renames as a whole: of a range, it leaves constructors and multirange behind. */
export function isRenamable(kind: string): boolean {
  return kind in kinds;
}

/** All parts of a catalog whose names change, looked up in the ways in which texts and ids need them. */
export class NameChanges {
  readonly #byId = new Map<PartId, NameChange>();
  /** By schema and name, or schema, relation and name. */
  readonly #byPath = new Map<string, NameChange>();

  constructor(
    private readonly catalog: Catalog,
    renames: readonly Rename[],
  ) {
    for (const { from, to } of renames) this.#add(from, ownName(to));
    this.#addHeirs();
  }

  /** The change of a part's own name. */
  of(id: PartId): NameChange | undefined {
    return this.#byId.get(id);
  }

  /** The new name of what a path of a kind leads to; its last name where that does not change. */
  nameOf(kind: NameKind, ...path: readonly string[]): string {
    return this.#byPath.get(keyOf(kind, path))?.after ?? path[path.length - 1] ?? '';
  }

  /** The changes that a part's texts can follow: its own, and those of what it, or what it belongs to, depends on. */
  around(part: Part): readonly NameChange[] {
    if (this.#byId.size === 0) return [];
    const found = new Set<NameChange>();
    // The comment on a function has the types of its arguments in its name.
    for (let at: Part | undefined = part; at !== undefined; at = this.#parentOf(at)) {
      const change = this.#byId.get(at.id);
      if (change !== undefined) found.add(change);
      for (const on of at.dependsOn) this.#collect(on, found);
    }
    if (part.inherited !== undefined) this.#collect(part.inherited.from, found);
    return [...found];
  }

  #parentOf({ parent }: Part): Part | undefined {
    return parent === undefined ? undefined : this.catalog.parts.get(parent);
  }

  #collect(id: PartId, into: Set<NameChange>): void {
    for (let at: PartId | undefined = id; at !== undefined; at = this.catalog.parts.get(at)?.parent) {
      const change = this.#byId.get(at);
      if (change !== undefined) into.add(change);
    }
  }

  #add(part: Part, after: string): void {
    const kind = kinds[part.kind];
    const before = ownName(part);
    if (kind === undefined || before === after) return;
    const change: NameChange = { part, kind, before, after };
    this.#byId.set(part.id, change);
    const path = [...part.path.slice(0, -1), before];
    // Indexes and what has one live in the schema, beside their tables.
    if (kind === 'index' || part.occupies.length > 0) {
      this.#byPath.set(keyOf('index', [path[0] ?? '', before]), change);
    }
    if (kind !== 'index' && kind !== 'routine') this.#byPath.set(keyOf(kind, path), change);
    // A row type is called like its relation.
    if (kind === 'relation') this.#byPath.set(keyOf('type', path), change);
    if (part.kind === 'composite') this.#byPath.set(keyOf('relation', path), change);
  }

  /** The server renames what is inherited with what hands it down. */
  #addHeirs(): void {
    const heirs = new Map<PartId, Part[]>();
    for (const part of this.catalog.parts.values()) {
      if (
        part.inherited === undefined ||
        (part.kind !== 'column' && part.attributes['type']?.value !== 'check')
      )
        continue;
      const list = heirs.get(part.inherited.from);
      if (list === undefined) heirs.set(part.inherited.from, [part]);
      else list.push(part);
    }
    // A set goes on to what is added while it is gone through.
    const changed = new Set(this.#byId.keys());
    for (const id of changed) {
      const change = this.#byId.get(id);
      for (const heir of heirs.get(id) ?? []) {
        if (change !== undefined) this.#add(heir, change.after);
        changed.add(heir.id);
      }
    }
  }
}

function keyOf(kind: NameKind, path: readonly string[]): string {
  return `${kind}\n${path.join('\0')}`;
}
