import * as z from 'zod';
import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { partId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteLiteral } from '../generator/quoting.js';
import { risk, statement } from '../generator/statement.js';
import { checkedRows, text } from '../introspection/rows.js';
import { carriedColumns, carriedJoins, carriedShape, carrierOf } from './carrier.js';
import type { PostgresKind } from './kind.js';
import { nameOf, textOf } from './partName.js';

const row = z.object({ ...carriedShape, provider: text, label: text, identity: text });

/**
 * Security labels, each a child of the part that carries it, by provider. Setting one takes the provider's module on
 * the target's server. `kinds` are those whose parts can carry one.
 */
export function securityLabelKind(kinds: readonly PostgresKind[]): PostgresKind {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  return {
    name: 'security-label',
    rank: 905,
    row,
    query: () => `
    select ${carriedColumns},
           d.provider, d.label,
           coalesce((pg_catalog.pg_identify_object(d.classoid, d.objoid, d.objsubid)).identity, '') as identity
    from pg_catalog.pg_seclabel as d
    ${carriedJoins}
    order by d.classoid, d.objoid, d.objsubid, d.provider`,
    read(rows, builder) {
      for (const label of checkedRows('security label', row, rows)) {
        const carrier = carrierOf(label, builder, byName);
        if (carrier === undefined) {
          const kind = 'security labels';
          const name = `${label.provider} on ${label.identity}`;
          builder.addUncompared({ id: partId('uncompared', kind, name), kind, name }, 0, 0);
          continue;
        }
        const { parent, kind, path, address, described } = carrier;
        builder.add({
          id: partId('security-label', kind, ...path, label.provider),
          kind: 'security-label',
          objectId: parent.objectId ?? parent.id,
          parent: parent.id,
          path: [...path, label.provider],
          attributes: { label: { value: label.label } },
          details: { address, described },
          rule: 'security-labels',
        });
      }
    },
    describe: (part) =>
      `security label of ${quoteIdentifier(nameOf(part))} on ${textOf(part, 'described') ?? ''}`,
    create: (part) => [setLabel(part)],
    drop: (part) => {
      const provider = quoteIdentifier(nameOf(part));
      const message = `drops the security label of ${provider} on ${textOf(part, 'described') ?? ''}`;
      return [statement(`${labelOn(part)} IS NULL`, risk('drop', message))];
    },
    alter: (_target, source) => ({ how: 'in-place', statements: [setLabel(source)] }),
  };
}

function labelOn(part: Part): string {
  return `SECURITY LABEL FOR ${quoteIdentifier(nameOf(part))} ON ${textOf(part, 'address') ?? ''}`;
}

function setLabel(part: Part): Statement {
  return statement(`${labelOn(part)} IS ${quoteLiteral(textOf(part, 'label') ?? '')}`);
}
