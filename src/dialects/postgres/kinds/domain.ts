import * as z from 'zod';
import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, optionalText, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { typeChange } from './columnType.js';
import { whyNoConstraint } from './domainHolders.js';
import { createDomain, notNullClause } from './domainStatements.js';
import type { PostgresKind } from './kind.js';
import { isSet, qualified, textOf, withoutDefaults } from './partName.js';
import { replaceType } from './replaceType.js';

const row = z.object({
  oid,
  array_oid: oid,
  schema: text,
  name: text,
  owner: text,
  server_name: text,
  base_type: text,
  collation: optionalText,
  over_default: flag,
  not_null: flag,
  not_null_name: optionalText,
  not_null_oid: oid.nullable(),
});

type DomainRow = z.infer<typeof row>;

/** Domains. Their checks and defaults are parts of their own (see `domainConstraintKind`, `domainDefaultKind`). */
export const domainKind: PostgresKind = {
  name: 'domain',
  object: { name: 'domain', label: 'Domain', plural: 'Domains', order: 32, icon: 'symbol-type-parameter' },
  rank: 32,
  row,
  query: (version) => `
    select t.oid, t.typarray as array_oid, n.nspname as schema, t.typname as name,
           pg_catalog.pg_get_userbyid(t.typowner) as owner,
           pg_catalog.format_type(t.oid, null) as server_name,
           pg_catalog.format_type(t.typbasetype, t.typtypmod) as base_type,
           case when co.oid is not null
             then pg_catalog.quote_ident(cn.nspname) || '.' || pg_catalog.quote_ident(co.collname)
           end as collation,
           -- only a domain's base type that is one too has one
           b.typdefaultbin is not null as over_default,
           t.typnotnull as not_null,
           ${version >= 170000 ? 'nn.conname' : 'null::text'} as not_null_name,
           ${version >= 170000 ? 'nn.oid' : 'null::oid'} as not_null_oid
    from pg_catalog.pg_type as t
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    join pg_catalog.pg_type as b on b.oid = t.typbasetype
    left join pg_catalog.pg_collation as co on co.oid = t.typcollation and t.typcollation <> b.typcollation
    left join pg_catalog.pg_namespace as cn on cn.oid = co.collnamespace
    ${
      version >= 170000
        ? `-- since 17 a domain's NOT NULL is a constraint with a name
    left join pg_catalog.pg_constraint as nn on nn.contypid = t.oid and nn.contype = 'n'`
        : ''
    }
    where t.typtype = 'd'
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_type', 't.oid')}
    order by n.nspname, t.typname`,
  read(rows, builder) {
    for (const domain of checkedRows('domain', row, rows)) {
      const id = partId('domain', domain.schema, domain.name);
      builder.add(
        {
          id,
          kind: 'domain',
          path: [domain.schema, domain.name],
          attributes: withoutDefaults({
            'base type': { value: domain.base_type },
            collation: domain.collation === null ? undefined : { value: domain.collation },
            'not null': domain.not_null ? { value: true } : undefined,
            'not null constraint': notNullName(domain),
            owner: { value: domain.owner, rule: 'owners' },
          }),
          details: {
            'server name': domain.server_name,
            ...(domain.over_default ? { 'over default': true } : {}),
          },
          occupies: [`type:${domain.schema}.${domain.name}`],
          ...(builder.server.version < 170_000 ? { lacks: ['not null constraint'] } : {}),
        },
        { catalog: 'pg_type', oid: domain.oid },
        { catalog: 'pg_type', oid: domain.array_oid },
      );
      if (domain.not_null_oid !== null)
        builder.alias({ catalog: 'pg_constraint', oid: domain.not_null_oid }, id);
    }
  },
  address: (part) => `DOMAIN ${qualified(part)}`,
  describe: (part) => `domain ${qualified(part)}`,
  create: (part, inline) => [createDomain(part, inline), ...withoutInherited(part, inline)],
  drop: (part) => [
    statement(`DROP DOMAIN ${qualified(part)}`, risk('drop', `drops domain ${qualified(part)}`)),
  ],
  alter: alterDomain,
  // A check that is not valid yet can only be added to a domain that exists.
  inlines: (_parent, child) =>
    child.kind === 'domain-default' || (child.kind === 'domain-constraint' && isSet(child, 'validated'))
      ? 'may'
      : 'no',
};

/** The name of a NOT NULL that is not the one the server gives by itself. */
function notNullName(domain: DomainRow): { readonly value: string; readonly rule: string } | undefined {
  if (domain.not_null_name === null || domain.not_null_name === `${domain.name}_not_null`) return undefined;
  return { value: domain.not_null_name, rule: 'constraint-names' };
}

/** A domain over one that has a default gets that with CREATE DOMAIN; there, DEFAULT NULL would be a default too. */
function withoutInherited(part: Part, inline: readonly Part[]): readonly Statement[] {
  if (!isSet(part, 'over default') || inline.some((child) => child.kind === 'domain-default')) return [];
  return [statement(`ALTER DOMAIN ${qualified(part)} DROP DEFAULT`)];
}

function alterDomain(
  target: Part,
  source: Part,
  changes: readonly AttributeChange[],
  context: ScriptContext,
): Alteration {
  const changed = new Set(changes.map((change) => change.attribute));
  const obstacle = whyNoConstraint(target.id, context);
  if (changed.has('base type') || changed.has('collation')) {
    if (
      obstacle !== undefined &&
      context.dependentsOf(target.id).some((part) => part.kind === 'domain-constraint')
    ) {
      return { how: 'unsupported', reason: obstacle };
    }
    const change = typeChange(textOf(target, 'base type') ?? '', textOf(source, 'base type') ?? '');
    return replaceType(target, context, {
      create: [createDomain(source, [], true)],
      using: (value, type, of) =>
        of === target && change.using !== 'text' ? `${value}::${type.sql}` : `${value}::text::${type.sql}`,
      risks: changed.has('base type')
        ? [
            risk(
              'data-loss',
              `converts values of ${qualified(target)} to ${textOf(source, 'base type') ?? ''}`,
            ),
            risk('may-fail-on-rows', `fails where a value does not fit ${textOf(source, 'base type') ?? ''}`),
          ]
        : [],
    });
  }
  if (changed.has('not null') && isSet(source, 'not null') && obstacle !== undefined) {
    return { how: 'unsupported', reason: obstacle };
  }
  const name = qualified(target);
  const statements: Statement[] = [];
  if (changed.has('not null')) statements.push(changeNotNull(source, context));
  else if (changed.has('not null constraint')) {
    const standard = `${target.path[1] ?? ''}_not_null`;
    const before = quoteIdentifier(textOf(target, 'not null constraint') ?? standard);
    const after = quoteIdentifier(textOf(source, 'not null constraint') ?? standard);
    statements.push(statement(`ALTER DOMAIN ${name} RENAME CONSTRAINT ${before} TO ${after}`));
  }
  return { how: 'in-place', statements };
}

function changeNotNull(source: Part, context: ScriptContext): Statement {
  const name = qualified(source);
  if (!isSet(source, 'not null')) return statement(`ALTER DOMAIN ${name} DROP NOT NULL`);
  const isNamed =
    textOf(source, 'not null constraint') !== undefined && context.target.server.version >= 170000;
  return statement(
    `ALTER DOMAIN ${name} ${isNamed ? `ADD ${notNullClause(source)}` : 'SET NOT NULL'}`,
    risk('may-fail-on-rows', `fails where a column of ${name} holds a null`),
  );
}
