import fc from 'fast-check';
import { edited } from './edited.js';
import type { World } from './world.js';
import { nameOf, quote } from './names.js';

/** What becomes of an object from the first version to the second. */
const fates = [
  ...(['kept', 'kept', 'kept', 'kept', 'kept', 'edited', 'edited', 'edited'] as const),
  ...(['another', 'dropped', 'added'] as const),
];

/** What a kind is told about the object that it makes. */
export interface Self {
  readonly slot: number;
  readonly name: string;
  /** The name with quotes. */
  readonly quoted: string;
  /** The name with quotes and schema. */
  readonly sql: string;
}

/** One object in one version of a schema. */
export interface Item {
  readonly order: number;
  make(world: World): void;
}

/** One object in both versions of a schema, or in one of them. */
export interface ItemPair {
  readonly first?: Item;
  readonly second?: Item;
}

/** How objects of one kind are made at random. */
export interface RandomKindOptions<Spec> {
  /** When its turn comes, from 0 (types) to 9 (comments); some come earlier or later by up to three. */
  readonly stage: number;
  /** How many names there are. */
  readonly slots: number;
  /** How often it is there beside others. */
  readonly weight?: number;
  /** The word that its names begin with. */
  readonly word: string;
  /** All that can be different. */
  readonly spec: fc.Arbitrary<Spec>;
  /** Adds its statements, and what others can use, to the world. */
  readonly make: (spec: Spec, self: Self, world: World) => void;
}

/** A kind that random schemas can have. */
export interface RandomKind {
  readonly weight: number;
  readonly pair: fc.Arbitrary<ItemPair>;
}

/** Makes a kind of what is particular to it: how the second version comes from the first is the same for all. */
export function randomKind<Spec>(options: RandomKindOptions<Spec>): RandomKind {
  const { word, stage, make } = options;
  const item = (slot: number, when: number, spec: Spec): Item => ({
    order: stage + when,
    make: (world) => {
      const name = nameOf(word, slot, world.place);
      if (!world.claims(`${word} ${String(slot)}`)) return;
      make(spec, { slot, name, quoted: quote(name), sql: world.inSchema(name, slot) }, world);
    },
  });
  const pair = fc
    .record({
      slot: fc.nat(options.slots - 1),
      when: fc.constantFrom(0, 0, 1, -1, 2, -2, 3, -3),
      fate: fc.constantFrom(...fates),
      edits: fc.array(fc.nat(999), { minLength: 1, maxLength: 3 }),
      spec: options.spec,
      other: options.spec,
    })
    .map(({ slot, when, fate, edits, spec, other }): ItemPair => {
      const first = item(slot, when, spec);
      switch (fate) {
        case 'kept':
          return { first, second: first };
        case 'edited':
          return { first, second: item(slot, when, edited(spec, other, edits)) };
        case 'another':
          return { first, second: item(slot, when, other) };
        case 'dropped':
          return { first };
        case 'added':
          return { second: first };
      }
    });
  return { weight: options.weight ?? 2, pair };
}
