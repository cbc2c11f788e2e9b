import fc from 'fast-check';
import { randomKinds } from './kinds.js';
import type { Item, ItemPair } from './randomKind.js';
import { World } from './world.js';

/** The statements of two schemas, one of which is mostly an edited version of the other. */
export interface SchemaPair {
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/**
 * Two schemas that share most of their objects, for servers of one major, with at most so many objects; or that many
 * such pairs beside each other in one database, which takes little longer to make, read and dump than one.
 */
export function schemaPairs(major: number, objects: number, beside = 1): fc.Arbitrary<SchemaPair> {
  return fc
    .tuple(...Array.from({ length: beside }, (_, place) => schemaPair(major, objects, place)))
    .map((pairs) => ({
      first: pairs.flatMap(({ first }) => first),
      second: pairs.flatMap(({ second }) => second),
    }));
}

function schemaPair(major: number, objects: number, place: number): fc.Arbitrary<SchemaPair> {
  const item = fc.oneof(...randomKinds.map(({ weight, pair }) => ({ weight, arbitrary: pair })));
  return fc
    .array(item, { minLength: Math.ceil(objects / 3), maxLength: objects, size: 'max' })
    .map((pairs) => ({
      first: statementsOf(pairs, ({ first }) => first, new World(major, place)),
      second: statementsOf(pairs, ({ second }) => second, new World(major, place)),
    }));
}

function statementsOf(
  pairs: readonly ItemPair[],
  version: (pair: ItemPair) => Item | undefined,
  world: World,
): readonly string[] {
  for (const schema of world.schemas) if (schema !== 'public') world.run(`CREATE SCHEMA ${schema}`);
  const items = pairs.map(version).filter((item) => item !== undefined);
  for (const item of items.toSorted((one, other) => one.order - other.order)) item.make(world);
  return world.statements;
}
