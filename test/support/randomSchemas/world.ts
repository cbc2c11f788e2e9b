import { quote } from './names.js';

/** A type that columns, arguments and casts may have. */
export interface TypeRef {
  /** As it stands in SQL, with its schema. */
  readonly sql: string;
  /** Values of it, as expressions. */
  readonly values: readonly string[];
  /** Whether there is a btree operator class for it. */
  readonly sorts: boolean;
  /** Where a collation can be given. */
  readonly collates?: boolean;
  /** Whether serial, identity and sequences go with it. */
  readonly counts?: boolean;
}

/** A column of a relation. */
export interface ColumnRef {
  readonly name: string;
  readonly type: TypeRef;
  readonly isGenerated?: boolean;
}

/** What has columns and can be selected from. */
export interface RelationRef {
  readonly sql: string;
  readonly is: 'table' | 'partitioned' | 'view' | 'materialized view' | 'foreign table';
  readonly columns: readonly ColumnRef[];
  /** The columns of unique constraints that a foreign key can refer to. */
  readonly keys: (readonly ColumnRef[])[];
}

/** A function that an expression can call. */
export interface FunctionRef {
  readonly sql: string;
  readonly takes: readonly TypeRef[];
  /** How many arguments have no default. */
  readonly needs: number;
  readonly returns: TypeRef;
  readonly isImmutable: boolean;
  readonly is: 'function' | 'aggregate' | 'set';
}

/** What can have a comment, an owner, or privileges, as these statements call it. */
export interface Subject {
  readonly sql: string;
  readonly comments: boolean;
  readonly owner: boolean;
  readonly privileges: readonly string[];
}

/** Another thing that can be named, such as a collation. */
export interface Named {
  readonly sql: string;
}

/** The graph of what exists while a random schema is made: what is made later uses what was made before. */
export class World {
  readonly statements: string[] = [];
  readonly types: TypeRef[] = [];
  readonly relations: RelationRef[] = [];
  readonly functions: FunctionRef[] = [];
  readonly subjects: Subject[] = [];
  readonly #named = new Map<string, Named[]>();
  readonly #taken = new Set<string>();

  /** The two schemas that it has, as they stand in SQL. */
  readonly schemas: readonly [string, string];

  /** For servers of a major; worlds of different places fit into one database. */
  constructor(
    readonly major: number,
    readonly place: number,
  ) {
    this.schemas =
      place === 0
        ? ['public', '"Other.schema"']
        : [`"Place ${String(place)}"`, `"Other.schema ${String(place)}"`];
  }

  /** A name in one of the schemas. */
  inSchema(name: string, slot: number): string {
    return `${slot % 3 === 2 ? this.schemas[1] : this.schemas[0]}.${quote(name)}`;
  }

  /** Adds a statement. */
  run(...statements: readonly string[]): void {
    this.statements.push(...statements);
  }

  /** Whether this is the first who asks for a name; the second of a name is not made. */
  claims(name: string): boolean {
    if (this.#taken.has(name)) return false;
    this.#taken.add(name);
    return true;
  }

  /** Things of a word of their own, such as `collation`, that are nothing else. */
  named(word: string): Named[] {
    const known = this.#named.get(word) ?? [];
    this.#named.set(word, known);
    return known;
  }

  /** Says that something can have comments, owners and privileges. */
  subject(sql: string, can: Partial<Omit<Subject, 'sql'>> = {}): void {
    this.subjects.push({ sql, comments: true, owner: true, privileges: [], ...can });
  }

  relation(relation: Omit<RelationRef, 'keys'> & { readonly keys?: RelationRef['keys'] }): RelationRef {
    const added = { keys: [], ...relation };
    this.relations.push(added);
    return added;
  }
}

/**
 * One of a list for a number. The same number finds the same one in a list in which others came or went, so that an
 * edited schema keeps most of its references.
 */
export function pick<T extends { readonly sql: string } | { readonly name: string }>(
  from: readonly T[],
  number: number,
): T | undefined {
  const rank = (one: T): number => hash(`${'sql' in one ? one.sql : one.name} ${String(number)}`);
  return from.reduce<T | undefined>(
    (best, one) => (best === undefined || rank(one) < rank(best) ? one : best),
    undefined,
  );
}

/** One of a fixed list for a number. */
export function oneOf<T>(from: readonly T[], number: number): T {
  const found = from[number % from.length];
  if (found === undefined) throw new Error('A fixed list is not empty');
  return found;
}

function hash(text: string): number {
  let value = 2166136261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16777619);
  return (value ^ (value >>> 15)) >>> 0;
}
