import type { CellValue } from './tokenStream.js';

export type ModelRow = Record<string, CellValue>;

/** An error as SQL Server numbers it. */
export class SqlProblem extends Error {
  constructor(
    readonly number: number,
    message: string,
  ) {
    super(message);
  }
}

/** Base types: user_type_id, max_length, precision, scale. */
const baseTypes: Readonly<Record<string, readonly [number, number, number, number]>> = {
  image: [34, 16, 0, 0],
  text: [35, 16, 0, 0],
  uniqueidentifier: [36, 16, 0, 0],
  date: [40, 3, 10, 0],
  time: [41, 5, 16, 7],
  datetime2: [42, 8, 27, 7],
  datetimeoffset: [43, 10, 34, 7],
  tinyint: [48, 1, 3, 0],
  smallint: [52, 2, 5, 0],
  int: [56, 4, 10, 0],
  smalldatetime: [58, 4, 16, 0],
  real: [59, 4, 24, 0],
  money: [60, 8, 19, 4],
  datetime: [61, 8, 23, 3],
  float: [62, 8, 53, 0],
  sql_variant: [98, 8016, 0, 0],
  ntext: [99, 16, 0, 0],
  bit: [104, 1, 1, 0],
  decimal: [106, 17, 18, 0],
  numeric: [108, 17, 18, 0],
  smallmoney: [122, 4, 10, 4],
  bigint: [127, 8, 19, 0],
  varbinary: [165, 1, 0, 0],
  varchar: [167, 1, 0, 0],
  binary: [173, 1, 0, 0],
  char: [175, 1, 0, 0],
  timestamp: [189, 8, 0, 0],
  nvarchar: [231, 2, 0, 0],
  nchar: [239, 2, 0, 0],
  xml: [241, -1, 0, 0],
};

const fixedRoles = ['db_owner', 'db_accessadmin', 'db_ddladmin', 'db_datareader', 'db_datawriter'];

/** The catalog of one database as rows of its views, which is all that there is of it. */
export class CatalogModel {
  views: Record<string, ModelRow[]>;
  #nextId = 1_000_000;
  #changes = 0;

  constructor(
    readonly name: string,
    readonly collation = 'SQL_Latin1_General_CP1_CI_AS',
    views?: Record<string, ModelRow[]>,
  ) {
    this.views = views ?? emptyCatalog();
  }

  rows(view: string): ModelRow[] {
    return (this.views[view] ??= []);
  }

  newId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  /** Any DDL: what sys.objects.modify_date tells. */
  touch(): void {
    this.#changes += 1;
  }

  get changes(): number {
    return this.#changes;
  }

  same(a: CellValue | undefined, b: CellValue | undefined): boolean {
    return String(a).toLowerCase() === String(b).toLowerCase();
  }

  find(view: string, where: ModelRow): ModelRow | undefined {
    return this.rows(view).find((row) =>
      Object.entries(where).every(([key, value]) =>
        typeof value === 'string' ? this.same(row[key], value) : row[key] === value,
      ),
    );
  }

  remove(view: string, where: ModelRow): void {
    this.views[view] = this.rows(view).filter(
      (row) => !Object.entries(where).every(([key, value]) => row[key] === value),
    );
  }

  schemaId(name: string): number {
    const row = this.find('schemas', { name });
    if (row === undefined)
      throw new SqlProblem(
        2760,
        `The specified schema name "${name}" either does not exist or you do not have permission to use it.`,
      );
    return Number(row['schema_id']);
  }

  /** An object by its name, of one of these types if any are given. */
  object(schema: string, name: string, ...types: readonly string[]): ModelRow | undefined {
    const schemaRow = this.find('schemas', { name: schema });
    if (schemaRow === undefined) return undefined;
    return this.rows('objects').find(
      (row) =>
        row['schema_id'] === schemaRow['schema_id'] &&
        this.same(row['name'], name) &&
        (types.length === 0 || types.includes(String(row['type']).trim())),
    );
  }

  needed(schema: string, name: string, number: number, ...types: readonly string[]): ModelRow {
    const row = this.object(schema, name, ...types);
    if (row === undefined) throw new SqlProblem(number, `Invalid object name '${schema}.${name}'.`);
    return row;
  }

  addObject(schema: string, name: string, type: string, parent = 0): number {
    if (this.object(schema, name) !== undefined) {
      throw new SqlProblem(2714, `There is already an object named '${name}' in the database.`);
    }
    const id = this.newId();
    this.rows('objects').push({ ...this.objectRow(schema, name, id), parent_object_id: parent, type });
    return id;
  }

  objectRow(schema: string, name: string, id: number): ModelRow {
    return { object_id: id, name, schema_id: this.schemaId(schema), is_ms_shipped: false };
  }

  column(objectId: CellValue | undefined, name: string): ModelRow {
    const row = this.columnIfThere(objectId, name);
    if (row === undefined) throw new SqlProblem(207, `Invalid column name '${name}'.`);
    return row;
  }

  columnIfThere(objectId: CellValue | undefined, name: string): ModelRow | undefined {
    return this.rows('columns').find((row) => row['object_id'] === objectId && this.same(row['name'], name));
  }

  /** The type that a statement names, as columns keep it. */
  type(schema: string | undefined, name: string, parameters: readonly string[]): ModelRow {
    const row =
      schema === undefined
        ? this.rows('types').find((type) => type['is_user_defined'] !== true && this.same(type['name'], name))
        : this.find('types', { name, schema_id: this.schemaId(schema) });
    if (row === undefined) throw new SqlProblem(2715, `Cannot find data type ${name}.`);
    let { max_length: length = 0, precision = 0, scale = 0 } = row;
    const [first, second] = parameters;
    if (/^n(?:var)?char$/i.test(name))
      length = first === undefined ? 2 : first.toLowerCase() === 'max' ? -1 : Number(first) * 2;
    else if (/char$|binary$/i.test(name))
      length = first === undefined ? 1 : first.toLowerCase() === 'max' ? -1 : Number(first);
    else if (/^(?:decimal|numeric)$/i.test(name) && first !== undefined)
      [precision, scale] = [Number(first), Number(second ?? 0)];
    else if (/^(?:time|datetime2|datetimeoffset)$/i.test(name) && first !== undefined) scale = Number(first);
    else if (/^float$/i.test(name) && first !== undefined) precision = Number(first) <= 24 ? 24 : 53;
    return { user_type_id: row['user_type_id'] ?? 0, max_length: length, precision, scale };
  }

  isText(userTypeId: CellValue | undefined): boolean {
    return /char$|text$/.test(this.baseType(userTypeId));
  }

  /** The name of the type of which another is made, or its own. */
  baseType(userTypeId: CellValue | undefined): string {
    const type = this.find('types', { user_type_id: userTypeId ?? 0 });
    const base = this.rows('types').find(
      (one) => one['is_user_defined'] !== true && one['system_type_id'] === type?.['system_type_id'],
    );
    return String(base?.['name']);
  }

  copy(): Record<string, ModelRow[]> {
    return structuredClone(this.views);
  }
}

function emptyCatalog(): Record<string, ModelRow[]> {
  const types = Object.entries(baseTypes).map(([name, [id, length, precision, scale]]) => ({
    name,
    user_type_id: id,
    system_type_id: id,
    schema_id: 4,
    max_length: length,
    precision,
    scale,
    is_nullable: true,
    is_user_defined: false,
    is_assembly_type: false,
    is_table_type: false,
    default_object_id: 0,
    rule_object_id: 0,
  }));
  return {
    types,
    schemas: [
      { name: 'dbo', schema_id: 1, principal_id: 1 },
      { name: 'guest', schema_id: 2, principal_id: 2 },
      { name: 'INFORMATION_SCHEMA', schema_id: 3, principal_id: 3 },
      { name: 'sys', schema_id: 4, principal_id: 4 },
      ...fixedRoles.map((name, index) => ({ name, schema_id: 16384 + index, principal_id: 16384 + index })),
    ],
    database_principals: [
      ...['dbo', 'guest', 'INFORMATION_SCHEMA', 'sys'].map((name, index) => ({
        name,
        principal_id: index + 1,
        type: 'S',
        is_fixed_role: false,
      })),
      ...fixedRoles.map((name, index) => ({
        name,
        principal_id: 16384 + index,
        type: 'R',
        is_fixed_role: true,
      })),
    ],
    data_spaces: [{ name: 'PRIMARY', data_space_id: 1, type: 'FG', is_default: true }],
  };
}
