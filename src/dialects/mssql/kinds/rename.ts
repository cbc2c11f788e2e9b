import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteLiteral } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import { nameOf, qualified } from './partName.js';

/** sp_rename, which also changes the case of a name. What of modules would not follow is made again instead. */
export function rename(target: Part, source: Part, what: 'OBJECT' | 'COLUMN' | 'INDEX'): Statement {
  return statement(
    `EXEC sp_rename ${quoteLiteral(qualified(target))}, ${quoteLiteral(nameOf(source))}, ${quoteLiteral(what)}`,
  );
}
