/** The tokens of an answer (MS-TDS 2.2.7), as far as the tests need them. */

/** A value of a result: numbers are ints, everything that is no number or boolean is nvarchar(max). */
export type CellValue = string | number | boolean | null;

export interface ResultSet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const shortText = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), utf16(text)]);
const longText = (text: string): Buffer => Buffer.concat([uint16(text.length), utf16(text)]);

/** LCID 1033, ignoring case: what the driver needs to read text. */
const collation = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34]);

function token(type: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([type]), uint16(body.length), body]);
}

export function loginAck(major: number): Buffer {
  const version = Buffer.from([0x74, 0x00, 0x00, 0x04]);
  return token(
    0xad,
    Buffer.from([1]),
    version,
    shortText('Microsoft SQL Server'),
    Buffer.from([major, 0, 0, 0]),
  );
}

export function databaseChanged(name: string): Buffer {
  return token(0xe3, Buffer.from([1]), shortText(name), shortText('master'));
}

/** Says that a transaction began (8), was committed (9) or rolled back (10). */
export function transactionChanged(type: 8 | 9 | 10): Buffer {
  const id = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  const [now, before] = type === 8 ? [id, Buffer.alloc(0)] : [Buffer.alloc(0), id];
  return token(0xe3, Buffer.from([type, now.length]), now, Buffer.from([before.length]), before);
}

export function errorToken(number: number, message: string, line = 1): Buffer {
  return token(
    0xaa,
    uint32(number),
    Buffer.from([1, 16]),
    longText(message),
    shortText('tests'),
    shortText(''),
    uint32(line),
  );
}

/** The end of an answer or of one statement of it. */
export function done(status: { more?: boolean; error?: boolean; attention?: boolean } = {}): Buffer {
  const bits =
    (status.more === true ? 1 : 0) | (status.error === true ? 2 : 0) | (status.attention === true ? 0x20 : 0);
  return Buffer.concat([Buffer.from([0xfd]), uint16(bits), uint16(0), Buffer.alloc(8)]);
}

type ColumnType = 'int' | 'bit' | 'text';

function typeOfColumn(set: ResultSet, index: number): ColumnType {
  const value = set.rows.map((row) => row[index]).find((one) => one !== null && one !== undefined);
  return typeof value === 'number' ? 'int' : typeof value === 'boolean' ? 'bit' : 'text';
}

const typeInfo: Readonly<Record<ColumnType, Buffer>> = {
  int: Buffer.from([0x26, 4]),
  bit: Buffer.from([0x68, 1]),
  text: Buffer.concat([Buffer.from([0xe7, 0xff, 0xff]), collation]),
};

function cell(value: CellValue, type: ColumnType): Buffer {
  if (type === 'text') {
    if (value === null) return Buffer.alloc(8, 0xff);
    const content = utf16(String(value));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(content.length));
    const chunk = content.length === 0 ? Buffer.alloc(0) : Buffer.concat([uint32(content.length), content]);
    return Buffer.concat([length, chunk, uint32(0)]);
  }
  if (value === null) return Buffer.from([0]);
  if (type === 'bit') return Buffer.from([1, value === true ? 1 : 0]);
  const number = Buffer.alloc(5);
  number[0] = 4;
  number.writeInt32LE(Number(value), 1);
  return number;
}

/** COLMETADATA, the rows, and the end of the statement. */
export function resultSet(set: ResultSet): Buffer {
  const types = set.columns.map((_name, index) => typeOfColumn(set, index));
  const columns = set.columns.map((name, index) =>
    Buffer.concat([uint32(0), uint16(1), typeInfo[types[index] ?? 'text'], shortText(name)]),
  );
  const rows = set.rows.map((row) =>
    Buffer.concat([Buffer.from([0xd1]), ...row.map((value, index) => cell(value, types[index] ?? 'text'))]),
  );
  return Buffer.concat([
    Buffer.from([0x81]),
    uint16(set.columns.length),
    ...columns,
    ...rows,
    done({ more: true }),
  ]);
}
