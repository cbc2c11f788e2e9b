import * as z from 'zod';
import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId, type PartId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { catalogOids } from '../introspection/catalogAddress.js';
import { checkedRows, oid, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import type { PostgresKind } from './kind.js';
import { qualified, textOf } from './partName.js';

const row = z.object({
  oid,
  schema: text,
  domain: text,
  expression: text,
  base_type: oid,
  collation: oid,
  schema_oid: oid,
  output: oid,
  send: oid,
  analyze: oid,
});

/**
 * Defaults of domains. Each is a part of its own, because it may call a function that has to be made again, and a domain
 * cannot be made again without the values of its columns.
 */
export const domainDefaultKind: PostgresKind = {
  name: 'domain-default',
  rank: 33,
  row,
  query: () => `
    select t.oid, n.nspname as schema, t.typname as domain,
           -- typdefault alone is what a domain has from its base type
           pg_catalog.pg_get_expr(t.typdefaultbin, 0) as expression,
           t.typbasetype as base_type, t.typcollation as collation, t.typnamespace as schema_oid,
           t.typoutput::pg_catalog.oid as output, t.typsend::pg_catalog.oid as send,
           t.typanalyze::pg_catalog.oid as analyze
    from pg_catalog.pg_type as t
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    where t.typtype = 'd'
      and t.typdefaultbin is not null
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_type', 't.oid')}
    order by n.nspname, t.typname`,
  read(rows, builder) {
    for (const value of checkedRows('domain default', row, rows)) {
      const parent = partId('domain', value.schema, value.domain);
      const id = domainDefaultId([value.schema, value.domain]);
      builder.add({
        id,
        kind: 'domain-default',
        objectId: parent,
        parent,
        path: [value.schema, value.domain],
        attributes: { expression: builder.text(value.expression) },
      });
      // Its value is one of the base type: a label of an enum.
      const base = builder.find(catalogOids.pg_type, value.base_type, 0);
      if (base !== undefined) builder.depend(id, base);
      // What the server says that the domain itself needs (GenerateTypeDependencies in pg_type.c): the functions are
      // those of its base type.
      builder.splitOff(parent, id, [
        { catalog: catalogOids.pg_type, oid: value.base_type },
        { catalog: catalogOids.pg_collation, oid: value.collation },
        { catalog: catalogOids.pg_namespace, oid: value.schema_oid },
        ...[value.output, value.send, value.analyze].map((oid) => ({ catalog: catalogOids.pg_proc, oid })),
      ]);
    }
  },
  describe: (part) => `default of domain ${qualified(part)}`,
  create: (part) => [setDefault(part)],
  drop: (part) => [
    statement(
      `ALTER DOMAIN ${qualified(part)} DROP DEFAULT`,
      risk('drop', `drops the default ${textOf(part, 'expression') ?? ''} of domain ${qualified(part)}`),
    ),
  ],
  alter: (_target, source) => ({ how: 'in-place', statements: [setDefault(source)] }),
};

/** The default of a domain, by the domain's path. */
export function domainDefaultId(domain: readonly string[]): PartId {
  return partId('domain-default', ...domain);
}

function setDefault(part: Part): Statement {
  return statement(`ALTER DOMAIN ${qualified(part)} SET DEFAULT ${textOf(part, 'expression') ?? ''}`);
}
