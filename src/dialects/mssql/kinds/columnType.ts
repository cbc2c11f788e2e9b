import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';
import type { SystemRow } from '../introspection/systemViews.js';
import { quoteQualified } from '../generator/quoting.js';

/** What a type is used with, as sys.columns, sys.types and sys.parameters keep it. */
interface TypeUse {
  readonly user_type_id: number;
  readonly max_length: number;
  readonly precision: number;
  readonly scale: number;
}

export type TypeRows = ReadonlyMap<number, SystemRow<'types'>>;

/** The types by user_type_id: system_type_id is shared (sysname is an nvarchar). */
export function typeRows(system: SystemCatalog): TypeRows {
  return new Map(system.types.map((type) => [type.user_type_id, type]));
}

/** A type with its parameters, as a person writes it: `nvarchar(50)`, `decimal(18, 2)`, `[dbo].[Email]`. */
export function typeText(use: TypeUse, types: TypeRows, builder: CatalogBuilder): string {
  const type = types.get(use.user_type_id);
  if (type === undefined) return 'sql_variant';
  if (type.is_user_defined) return quoteQualified(builder.schema(type.schema_id), type.name);
  return `${type.name}${parametersOf(type.name, use)}`;
}

function parametersOf(name: string, use: TypeUse): string {
  switch (name) {
    case 'char':
    case 'varchar':
    case 'binary':
    case 'varbinary':
      return use.max_length === -1 ? '(max)' : `(${String(use.max_length)})`;
    case 'nchar':
    case 'nvarchar':
      // sys.columns counts bytes.
      return use.max_length === -1 ? '(max)' : `(${String(use.max_length / 2)})`;
    case 'decimal':
    case 'numeric':
      return `(${String(use.precision)}, ${String(use.scale)})`;
    case 'time':
    case 'datetime2':
    case 'datetimeoffset':
      return `(${String(use.scale)})`;
    case 'vector':
      // Eight bytes, and four for each dimension.
      return `(${String((use.max_length - 8) / 4)})`;
    case 'float':
      return use.precision === 53 ? '' : `(${String(use.precision)})`;
    default:
      return '';
  }
}

/** The name of a type without its parameters. */
export function typeName(type: string): string {
  return type.replace(/\(.*$/, '');
}

/** Whether a value of one type always fits the other: the same variable-length type, not shorter. */
export function onlyGrows(from: string, to: string): boolean {
  const name = typeName(from);
  if (name !== typeName(to) || !['varchar', 'nvarchar', 'varbinary'].includes(name)) return false;
  const length = (type: string): number => {
    const parameter = /\((.*)\)/.exec(type)?.[1];
    return parameter === 'max' ? Infinity : Number(parameter);
  };
  // To max is another storage, which indexes cannot hold.
  return length(to) >= length(from) && (length(to) !== Infinity || length(from) === Infinity);
}

/** The types that hold whole numbers, by the size of what they hold. */
const integers: readonly string[] = ['tinyint', 'smallint', 'int', 'bigint'];

/** Whether ALTER COLUMN may meet values that the new type cannot hold, or would cut them. */
export function mayLose(from: string, to: string): boolean {
  if (from === to || onlyGrows(from, to)) return false;
  const [before, after] = [integers.indexOf(from), integers.indexOf(to)];
  if (before !== -1 && after !== -1) return after < before;
  const [name, length] = [typeName(from), typeName(to)];
  // Values must keep to the schemas that a type names.
  if (name === 'xml' && length === 'xml') return to.includes('(');
  const wider: Readonly<Record<string, readonly string[]>> = {
    varchar: ['nvarchar'],
    char: ['varchar', 'nvarchar', 'nchar'],
    nchar: ['nvarchar'],
    date: ['datetime2', 'datetimeoffset'],
  };
  const size = (type: string): number => {
    const parameter = /\(([^,)]*)/.exec(type)?.[1];
    return parameter === undefined ? 0 : parameter === 'max' ? Infinity : Number(parameter);
  };
  if (wider[name]?.includes(length) === true) return size(to) < size(from) && name !== 'date';
  if (name !== length) return true;
  if (name === 'decimal' || name === 'numeric') {
    const parts = (type: string): readonly number[] => (type.match(/\d+/g) ?? []).map(Number);
    const [p1 = 0, s1 = 0] = parts(from);
    const [p2 = 0, s2 = 0] = parts(to);
    return s2 < s1 || p2 - s2 < p1 - s1;
  }
  return size(to) < size(from);
}
