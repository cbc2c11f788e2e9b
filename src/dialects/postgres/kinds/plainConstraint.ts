import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';

/**
 * Whether the definition of a key or foreign key follows from what its row says. pg_get_constraintdef looks up every
 * name anew. Whatever is rare (INCLUDE, deferrable, not valid, temporal …), the server says. The row of pg_constraint
 * is `k`, that of pg_index `i`.
 */
export function mayBePlain(version: number): string {
  return `coalesce(k.contype in ('p', 'u', 'f')
        and not k.condeferrable and k.convalidated
        and (i.indexrelid is null or i.indnkeyatts = i.indnatts)
        ${version >= 150000 ? 'and i.indnullsnotdistinct is not true and k.confdelsetcols is null' : ''}
        ${version >= 180000 ? 'and k.conenforced and not k.conperiod' : ''}, false)`;
}

/** The columns of {@link PlainConstraint}; numbers of columns as texts `1 2`. */
export const plainColumns = `
      pg_catalog.array_to_string(k.conkey, ' ') as columns,
      case when k.contype = 'f' then k.confrelid end as referenced,
      pg_catalog.array_to_string(k.confkey, ' ') as referenced_columns,
      case when k.contype = 'f' then k.confmatchtype::text || k.confupdtype::text || k.confdeltype::text end as actions`;

/** What the row of a constraint that {@link mayBePlain} says. */
export interface PlainConstraint {
  readonly relation: number;
  readonly type: string;
  readonly columns: string | null;
  /** Of a foreign key. */
  readonly referenced: number | null;
  readonly referenced_columns: string | null;
  /** confmatchtype, confupdtype, confdeltype: `saa`. */
  readonly actions: string | null;
}

const keyWords: ReadonlyMap<string, string> = new Map([
  ['p', 'PRIMARY KEY'],
  ['u', 'UNIQUE'],
]);

/** What the server prints of confupdtype and confdeltype: nothing of NO ACTION. */
const actionWords: ReadonlyMap<string, string> = new Map([
  ['a', ''],
  ['r', 'RESTRICT'],
  ['c', 'CASCADE'],
  ['n', 'SET NULL'],
  ['d', 'SET DEFAULT'],
]);

/**
 * What pg_get_constraintdef says of a constraint that {@link mayBePlain}. Undefined where it refers to what is no
 * compared table.
 */
export function plainDefinition(constraint: PlainConstraint, builder: CatalogBuilder): string | undefined {
  const columns = columnList(constraint.relation, constraint.columns, builder);
  const key = keyWords.get(constraint.type);
  if (columns === undefined) return undefined;
  if (key !== undefined) return `${key} (${columns})`;
  const { referenced, actions } = constraint;
  if (referenced === null || actions === null) return undefined;
  const table = builder.relation(referenced, 'table', 'foreign-table');
  const referencedColumns = columnList(referenced, constraint.referenced_columns, builder);
  const match = actions.charAt(0);
  const update = actionWords.get(actions.charAt(1));
  const remove = actionWords.get(actions.charAt(2));
  if (table === undefined || referencedColumns === undefined) return undefined;
  if (update === undefined || remove === undefined || (match !== 's' && match !== 'f')) return undefined;
  return (
    `FOREIGN KEY (${columns}) REFERENCES ${quoteQualified(...table.path)}(${referencedColumns})` +
    (match === 'f' ? ' MATCH FULL' : '') +
    (update === '' ? '' : ` ON UPDATE ${update}`) +
    (remove === '' ? '' : ` ON DELETE ${remove}`)
  );
}

function columnList(relation: number, numbers: string | null, builder: CatalogBuilder): string | undefined {
  const names: string[] = [];
  for (const number of (numbers ?? '').split(' ')) {
    const column = builder.at(catalogOids.pg_class, relation, Number(number));
    if (column?.kind !== 'column') return undefined;
    names.push(quoteIdentifier(column.path.at(-1) ?? ''));
  }
  return names.join(', ');
}
