import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import { isSet, nameOf, qualified, quotedName, textOf } from './partName.js';

/**
 * CREATE DOMAIN, with the default and the checks among `inline`. While a domain that was called like this is renamed aside,
 * its NOT NULL holds the usual name, which is then given by name (`namesNotNull`).
 */
export function createDomain(part: Part, inline: readonly Part[], namesNotNull = false): Statement {
  const collation = textOf(part, 'collation');
  const byDefault = inline.find((child) => child.kind === 'domain-default');
  const checks = inline
    .filter((child) => child.kind === 'domain-constraint')
    .map((child) => `CONSTRAINT ${quotedName(child)} ${textOf(child, 'definition') ?? ''}`);
  const clauses = [
    ...(collation === undefined ? [] : [`COLLATE ${collation}`]),
    ...(byDefault === undefined ? [] : [`DEFAULT ${textOf(byDefault, 'expression') ?? ''}`]),
    ...(isSet(part, 'not null') ? [notNullClause(part, namesNotNull)] : []),
    ...checks,
  ];
  const head = `CREATE DOMAIN ${qualified(part)} AS ${textOf(part, 'base type') ?? ''}`;
  return statement([head, ...clauses].join('\n    '));
}

/** NOT NULL, with its name where it has one of its own, or where the server would give another (`isNamed`). */
export function notNullClause(part: Part, isNamed = false): string {
  const name = textOf(part, 'not null constraint') ?? (isNamed ? `${nameOf(part)}_not_null` : undefined);
  return name === undefined ? 'NOT NULL' : `CONSTRAINT ${quoteIdentifier(name)} NOT NULL`;
}
