import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder, NewPart } from '../introspection/catalogBuilder.js';

/** How many columns an index may have to be put together here: each takes a join. */
const plainColumns = 4;

const places = Array.from({ length: plainColumns }, (_, at) => String(at));

/**
 * Whether the definition of an index may follow from what its row says: btree, columns only, nothing that is rare.
 * pg_get_indexdef looks everything up anew for each index, and a predicate opens its table, which together take most of
 * the time of a whole reading. Whatever else there is to say about an index, the server says. The row of pg_index is
 * `i`, those of pg_class `c` (the table) and `ic` (the index).
 */
export function mayBePlain(version: number): string {
  return `coalesce(c.relkind = 'r'
        -- 403 is btree, in every version
        and ic.relam = 403
        and i.indnkeyatts = i.indnatts
        and i.indnatts <= ${String(plainColumns)}
        and i.indexprs is null
        and ic.reloptions is null
        ${version >= 150000 ? '-- since 15\n        and not i.indnullsnotdistinct' : ''}
        and (i.indpred is null or i.indpred::text ~ '${predicateTrees}')
        -- a person's own default for a type of theirs would have to be told from the server's for all enums
        and not exists (
          select
          from pg_catalog.pg_opclass as own
          where own.opcdefault and own.opcmethod = 403 and own.oid >= 16384), false)`;
}

const variable = String.raw`\{VAR [^{}]*\}`;

/** The trees of `flag`, `NOT flag`, `x IS NULL` and `x IS NOT NULL`, as pg_node_tree has had them since PostgreSQL 9. */
const predicateTrees = String.raw`^(${variable}|\{NULLTEST :arg ${variable} :nulltesttype [01] :argisrow false[^{}]*\}|\{BOOLEXPR :boolop not :args \(${variable}\)[^{}]*\})$`;

/** The types that the operator classes of an index are the default of, 0 where they are none's; needs {@link classJoins}. */
export const classTypes = `pg_catalog.concat_ws(' ', ${places
  .map(
    (n) => `
        case when i.indnatts > ${n} then case when o${n}.opcdefault then o${n}.opcintype else 0::oid end end`,
  )
  .join(',')})`;

export const classJoins = places
  .map(
    (n) => `
    left join pg_catalog.pg_opclass as o${n} on o${n}.oid = i.indclass[${n}] and i.indnatts > ${n}`,
  )
  .join('');

/** What the row of an index that {@link mayBePlain} says. */
export interface PlainIndex {
  readonly relation: number;
  readonly name: string;
  readonly is_unique: boolean;
  /** Vectors as the server prints them: `1 2`. */
  readonly columns: string;
  readonly orders: string;
  readonly types: string;
  readonly collations: string;
  /** A tree of {@link predicateTrees}. */
  readonly predicate: string | null;
}

/** What pg_get_indexdef prints after a column, by its indoption: bit 1 is DESC, bit 2 NULLS FIRST. */
const orderClauses: readonly string[] = ['', ' DESC NULLS LAST', ' NULLS FIRST', ' DESC'];

/**
 * Types with a default operator class for btree of their own, by their oids, which are fixed, and with the oid of their
 * collation. varchar has none of its own and takes text's.
 */
const knownTypes: ReadonlyMap<string, { readonly types: readonly string[]; readonly collation: string }> =
  new Map([
    ['16', { types: ['boolean'], collation: '0' }],
    ['17', { types: ['bytea'], collation: '0' }],
    ['20', { types: ['bigint'], collation: '0' }],
    ['21', { types: ['smallint'], collation: '0' }],
    ['23', { types: ['integer'], collation: '0' }],
    ['25', { types: ['text', 'character varying'], collation: '100' }],
    ['26', { types: ['oid'], collation: '0' }],
    ['700', { types: ['real'], collation: '0' }],
    ['701', { types: ['double precision'], collation: '0' }],
    ['1042', { types: ['character'], collation: '100' }],
    ['1082', { types: ['date'], collation: '0' }],
    ['1083', { types: ['time without time zone'], collation: '0' }],
    ['1114', { types: ['timestamp without time zone'], collation: '0' }],
    ['1184', { types: ['timestamp with time zone'], collation: '0' }],
    ['1700', { types: ['numeric'], collation: '0' }],
    ['2950', { types: ['uuid'], collation: '0' }],
  ]);

const knownNames: ReadonlySet<string> = new Set([...knownTypes.values()].flatMap(({ types }) => types));

/**
 * What pg_get_indexdef says of an index that {@link mayBePlain}. Undefined where it takes more to know than its row and
 * the columns of its table.
 */
export function plainDefinition(
  index: PlainIndex,
  relation: NewPart,
  builder: CatalogBuilder,
): string | undefined {
  const numbers = index.columns.split(' ');
  const options = index.orders.split(' ');
  const types = index.types.split(' ');
  const collations = index.collations.split(' ');
  const columns: string[] = [];
  for (let at = 0; at < numbers.length; at += 1) {
    const column = columnAt(index.relation, Number(numbers[at]), builder);
    const known = knownTypes.get(types[at] ?? '');
    if (column === undefined || known === undefined || known.collation !== collations[at]) return undefined;
    if (!known.types.includes(baseType(column))) return undefined;
    columns.push(`${quoteIdentifier(column.path.at(-1) ?? '')}${orderClauses[Number(options[at])] ?? ''}`);
  }
  const predicate = index.predicate === null ? '' : plainPredicate(index.predicate, index.relation, builder);
  if (predicate === undefined) return undefined;
  return (
    `CREATE ${index.is_unique ? 'UNIQUE ' : ''}INDEX ${quoteIdentifier(index.name)} ` +
    `ON ${quoteQualified(...relation.path)} USING btree (${columns.join(', ')})` +
    (predicate === '' ? '' : ` WHERE ${predicate}`)
  );
}

function columnAt(relation: number, number: number, builder: CatalogBuilder): NewPart | undefined {
  const part = number > 0 ? builder.at(catalogOids.pg_class, relation, number) : undefined;
  return part?.kind === 'column' ? part : undefined;
}

/** The type without its modifiers: `timestamp(3) with time zone` is a `timestamp with time zone`. */
function baseType(column: NewPart): string {
  const type = column.attributes['type']?.value;
  if (typeof type !== 'string') return '';
  return type.includes('(') ? type.replace(/\([^)]*\)/, '') : type;
}

function plainPredicate(tree: string, relation: number, builder: CatalogBuilder): string | undefined {
  const number = Number(/ :varattno (\d+) /.exec(tree)?.[1] ?? 0);
  const column = columnAt(relation, number, builder);
  // NULLs of rows are tested in another way.
  if (column === undefined || !knownNames.has(baseType(column))) return undefined;
  const name = quoteIdentifier(column.path.at(-1) ?? '');
  if (tree.startsWith('{VAR ')) return name;
  if (tree.startsWith('{BOOLEXPR ')) return `(NOT ${name})`;
  return tree.includes(' :nulltesttype 0 ') ? `(${name} IS NULL)` : `(${name} IS NOT NULL)`;
}
