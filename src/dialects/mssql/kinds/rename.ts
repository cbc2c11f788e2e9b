import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';
import { quoteLiteral } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import { isSet, nameOf, qualified } from './partName.js';

/** sp_rename, which also changes the case of a name. What of modules would not follow is made again instead. */
export function rename(target: Part, source: Part, what: 'OBJECT' | 'COLUMN' | 'INDEX'): Statement {
  return statement(
    `EXEC sp_rename ${quoteLiteral(qualified(target))}, ${quoteLiteral(nameOf(source))}, ${quoteLiteral(what)}`,
  );
}

/**
 * What sp_rename refuses to leave behind (error 15336, "participates in enforced dependencies"): whatever is bound to the
 * name by the server.
 */
export function boundToName(target: Part, context: ScriptContext): readonly PartId[] {
  return context
    .dependentsOf(target.id)
    .filter(
      (part) =>
        isSet(part, 'schema bound') ||
        part.kind === 'security-predicate' ||
        (target.kind === 'column' &&
          (part.kind === 'check' ||
            'filter' in part.attributes ||
            (part.kind === 'column' && 'computed' in part.attributes))),
    )
    .map(({ id }) => id);
}
