import fc from 'fast-check';
import { anyType } from '../expressions.js';
import { quote } from '../names.js';
import { randomKind } from '../randomKind.js';
import type { ColumnRef, World } from '../world.js';

const attribute = fc.record({
  is: fc.constantFrom(true, true, false),
  type: fc.nat(60),
  comment: fc.boolean(),
});

export const compositeType = randomKind({
  word: 'pair',
  stage: 1,
  slots: 3,
  weight: 3,
  spec: fc.record({ attributes: fc.tuple(attribute, attribute, attribute) }),
  make: (spec, self, world) => {
    const attributes = spec.attributes.flatMap(({ is, type, comment }, index) =>
      is ? [{ name: oneName(index), type: anyType(world, type), comment }] : [],
    );
    const written = attributes.map(({ name, type }) => `${quote(name)} ${type.sql}`).join(', ');
    world.run(`CREATE TYPE ${self.sql} AS (${written})`);
    for (const { name, comment } of attributes) {
      if (comment)
        world.run(`COMMENT ON COLUMN ${self.sql}.${quote(name)} IS 'one of ${String(attributes.length)}'`);
    }
    const row = `ROW(${attributes.map(({ type }) => `NULL::${type.sql}`).join(', ')})::${self.sql}`;
    world.types.push({ sql: self.sql, values: [row], sorts: false });
    world.types.push({ sql: `${self.sql}[]`, values: [`ARRAY[${row}]`], sorts: false });
    attributesIn(world).push({ sql: self.sql, columns: attributes });
    world.subject(`TYPE ${self.sql}`, { privileges: ['USAGE'] });
  },
});

/** A composite type and its attributes, as a table of it has them. */
interface CompositeRef {
  readonly sql: string;
  readonly columns: readonly ColumnRef[];
}

const composites = new WeakMap<World, CompositeRef[]>();

/** The composite types of a world with their attributes. */
export function attributesIn(world: World): CompositeRef[] {
  const known = composites.get(world) ?? [];
  composites.set(world, known);
  return known;
}

function oneName(index: number): string {
  return ['a', 'B.c', 'd"e'][index] ?? 'z';
}
