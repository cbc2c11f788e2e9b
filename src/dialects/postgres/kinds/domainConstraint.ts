import * as z from 'zod';
import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, flag, oid, text } from '../introspection/rows.js';
import { isNotOfExtension, isUserSchema } from '../introspection/scope.js';
import { whyNoConstraint } from './domainHolders.js';
import type { PostgresKind } from './kind.js';
import { isSet, quotedName, relationOf, textOf } from './partName.js';

const row = z.object({ oid, schema: text, domain: text, name: text, definition: text, validated: flag });

/** Checks of domains. */
export const domainConstraintKind: PostgresKind = {
  name: 'domain-constraint',
  rank: 33,
  row,
  query: () => `
    select k.oid, n.nspname as schema, t.typname as domain, k.conname as name,
           pg_catalog.pg_get_constraintdef(k.oid) as definition,
           k.convalidated as validated
    from pg_catalog.pg_constraint as k
    join pg_catalog.pg_type as t on t.oid = k.contypid
    join pg_catalog.pg_namespace as n on n.oid = t.typnamespace
    -- since 17 there is contype 'n' too, which is an attribute of the domain
    where k.contype = 'c'
      and ${isUserSchema()}
      and ${isNotOfExtension('pg_type', 't.oid')}
    order by n.nspname, t.typname, k.conname`,
  read(rows, builder) {
    for (const { schema, domain, name, ...constraint } of checkedRows('domain constraint', row, rows)) {
      const parent = partId('domain', schema, domain);
      // Said by `validated`, and in the way of CREATE DOMAIN.
      const definition = constraint.definition.replace(/ NOT VALID$/, '');
      const canonical = builder.text(definition);
      builder.add(
        {
          id: partId('domain-constraint', schema, domain, name),
          kind: 'domain-constraint',
          objectId: parent,
          parent,
          path: [schema, domain, name],
          attributes: { definition: canonical, validated: { value: constraint.validated } },
          anonymousKey: `${definition} ${String(constraint.validated)}`,
        },
        { catalog: 'pg_constraint', oid: constraint.oid },
      );
    }
  },
  address: (part) => `CONSTRAINT ${quotedName(part)} ON DOMAIN ${relationOf(part)}`,
  describe: (part) => `constraint ${quotedName(part)} of domain ${relationOf(part)}`,
  obstacle: whyNotAdded,
  remakeObstacle: whyNotAdded,
  create: (part) => [
    statement(
      `ALTER DOMAIN ${relationOf(part)} ADD CONSTRAINT ${quotedName(part)} ${definitionOf(part)}`,
      ...(isSet(part, 'validated')
        ? [risk('may-fail-on-rows', `fails where a value of ${relationOf(part)} breaks ${quotedName(part)}`)]
        : []),
    ),
  ],
  drop: (part) => [
    statement(
      `ALTER DOMAIN ${relationOf(part)} DROP CONSTRAINT ${quotedName(part)}`,
      risk('drop', `drops constraint ${quotedName(part)} of domain ${relationOf(part)}`),
    ),
  ],
  alter(target, source, changes) {
    if (changes.some((change) => change.attribute === 'definition') || !isSet(source, 'validated')) {
      return { how: 'replace', reason: `constraint ${quotedName(target)} has another definition` };
    }
    return {
      how: 'in-place',
      statements: [
        statement(
          `ALTER DOMAIN ${relationOf(target)} VALIDATE CONSTRAINT ${quotedName(target)}`,
          risk(
            'may-fail-on-rows',
            `fails where a value of ${relationOf(target)} breaks ${quotedName(target)}`,
          ),
        ),
      ],
    };
  },
};

function whyNotAdded(part: Part, context: ScriptContext): string | undefined {
  return part.parent === undefined || !context.target.parts.has(part.parent) || !isSet(part, 'validated')
    ? undefined
    : whyNoConstraint(part.parent, context);
}

function definitionOf(part: Part): string {
  return `${textOf(part, 'definition') ?? ''}${isSet(part, 'validated') ? '' : ' NOT VALID'}`;
}
