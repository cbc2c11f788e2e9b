import * as z from 'zod';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { lackingOwner } from '../generator/features.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, oid, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { nameOf } from './partName.js';

const row = z.object({ oid, name: text, owner: text });

/** Schemas. `public` is one like any other. */
export const schemaKind: PostgresKind = {
  name: 'schema',
  object: { name: 'schema', label: 'Schema', plural: 'Schemas', order: 10, icon: 'symbol-namespace' },
  rank: 10,
  row,
  query: () => `
    select n.oid, n.nspname as name, pg_catalog.pg_get_userbyid(n.nspowner) as owner
    from pg_catalog.pg_namespace as n
    where ${isUserSchema()}
      and ${isNotOfExtension('pg_namespace', 'n.oid')}
    order by n.nspname`,
  read(rows, builder) {
    for (const { oid, name, owner } of checkedRows('schema', row, rows)) {
      builder.add(
        {
          id: partId('schema', name),
          kind: 'schema',
          path: [name],
          attributes: { owner: { value: owner, rule: 'owners' } },
          occupies: [`schema:${name}`],
        },
        { catalog: 'pg_namespace', oid },
      );
    }
  },
  // Its owner alone can be left, but not where it is made.
  obstacle: (part, context) =>
    context.hides('owners') || context.target.parts.has(part.id) ? undefined : lackingOwner(part, context),
  address: (part) => `SCHEMA ${quoteIdentifier(nameOf(part))}`,
  describe: (part) => `schema ${quoteIdentifier(nameOf(part))}`,
  create: (part) => [statement(`CREATE SCHEMA ${quoteIdentifier(nameOf(part))}`)],
  drop: (part) => [
    statement(
      // Exactly this form, quotes and all, is what the guard lets pass.
      `DROP SCHEMA "${nameOf(part).replaceAll('"', '""')}" RESTRICT`,
      risk('drop', `drops schema ${quoteIdentifier(nameOf(part))}`),
    ),
  ],
  // Only the owner can differ, and owners are every kind's.
  alter: () => ({ how: 'in-place', statements: [] }),
};
