import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { statement } from '../generator/statement.js';
import { listOf, qualified } from './partName.js';

/** An attribute of a composite type: its name, and its type with its collation. */
export interface TypeAttribute {
  readonly name: string;
  readonly type: string;
}

/** CREATE TYPE. */
export function createComposite(part: Part): Statement {
  const lines = listOf(part, 'attributes').map((line) => `    ${line}`);
  return statement(
    `CREATE TYPE ${qualified(part)} AS ${lines.length === 0 ? '()' : `(\n${lines.join(',\n')}\n)`}`,
  );
}

/** The attributes of a composite type in order. */
export function attributesOf(part: Part): readonly TypeAttribute[] {
  const types = listOf(part, 'types');
  return listOf(part, 'names').map((name, index) => ({ name, type: types[index] ?? '' }));
}
