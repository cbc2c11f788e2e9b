import fc from 'fast-check';
import { randomKinds } from './kinds.js';
import type { Item, ItemPair } from './randomKind.js';
import { World } from './world.js';

/** The statements of two schemas, one of which is mostly an edited version of the other. */
export interface SchemaPair {
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** Two schemas that share most of their objects, for servers of one major, with at most so many objects. */
export function schemaPairs(major: number, objects: number): fc.Arbitrary<SchemaPair> {
  const item = fc.oneof(...randomKinds.map(({ weight, pair }) => ({ weight, arbitrary: pair })));
  return fc
    .array(item, { minLength: Math.ceil(objects / 3), maxLength: objects, size: 'max' })
    .map((pairs) => ({
      first: statementsOf(pairs, ({ first }) => first, major),
      second: statementsOf(pairs, ({ second }) => second, major),
    }));
}

function statementsOf(
  pairs: readonly ItemPair[],
  version: (pair: ItemPair) => Item | undefined,
  major: number,
): readonly string[] {
  const world = new World(major);
  world.run('CREATE SCHEMA "Other.schema"');
  const items = pairs.map(version).filter((item) => item !== undefined);
  for (const item of items.toSorted((one, other) => one.order - other.order)) item.make(world);
  return world.statements;
}
