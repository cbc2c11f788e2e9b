import * as z from 'zod';
import type { Attribute } from '../../../core/model/part.js';
import type { CatalogName } from '../introspection/catalogAddress.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { FollowUp } from '../introspection/followUp.js';
import { checkedRows, oid, text } from '../introspection/rows.js';

const row = z.object({ oid, definition: text });

/** The definition of a part that did not follow from its row and is still to be printed. */
export const printedLater: Attribute = { value: '' };

/** Asks the server for the definitions that are {@link printedLater}; undefined where all are known. */
export function printDefinitions(
  catalog: CatalogName,
  print: 'pg_get_indexdef' | 'pg_get_constraintdef',
  oids: readonly number[],
  builder: CatalogBuilder,
): FollowUp | undefined {
  const missing = oids.filter(
    (one) => builder.at(catalogOids[catalog], one, 0)?.attributes['definition'] === printedLater,
  );
  if (missing.length === 0) return undefined;
  return {
    row,
    sql: `select o.oid, pg_catalog.${print}(o.oid) as definition
    from pg_catalog.unnest('{${missing.join()}}'::pg_catalog.oid[]) as o(oid)`,
    read(rows) {
      for (const printed of checkedRows('definition', row, rows)) {
        const id = builder.find(catalogOids[catalog], printed.oid, 0);
        if (id === undefined) continue;
        // A constraint's definition is also what it is known by where its name does not count.
        const key = catalog === 'pg_constraint' ? printed.definition : undefined;
        builder.amend(id, { definition: builder.text(printed.definition) }, key);
      }
    },
  };
}
