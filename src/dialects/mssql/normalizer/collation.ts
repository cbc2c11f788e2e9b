import type { Attribute } from '../../../core/model/part.js';

/** What stands before the collation of a column that has its database's. */
const inherited = 'DATABASE_DEFAULT ';

/** The collation of a column, and whether it is its database's own, which a script leaves to the database. */
export function collationAttribute(collation: string, ofDatabase: string): Attribute {
  const canonical = collation === ofDatabase ? `${inherited}${collation}` : collation;
  return { value: collation, canonical, printed: true };
}

/** Whether a column's collation is its database's. */
export function isInherited({ canonical }: Attribute): boolean {
  return typeof canonical === 'string' && canonical.startsWith(inherited);
}

/**
 * Whether two collations mean the same though they are not the same: each is that of its database. These may differ, and a
 * script that names none gives the target's.
 */
export function bothInherited(one: string, other: string): boolean {
  return one.startsWith(inherited) && other.startsWith(inherited);
}
