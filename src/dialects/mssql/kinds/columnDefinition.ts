import type { Part } from '../../../core/model/part.js';
import { isInherited } from '../normalizer/collation.js';
import { quoteIdentifier } from '../generator/quoting.js';
import { generatedClause } from './period.js';
import { isSet, quotedName, textOf } from './partName.js';

/** A column as CREATE TABLE and ADD say it, with the default that goes with it. */
export function columnDefinition(column: Part, inline: readonly Part[]): string {
  const computed = textOf(column, 'computed');
  if (computed !== undefined) {
    const persisted = isSet(column, 'persisted') ? ' PERSISTED' : '';
    const notNull = persisted !== '' && !isSet(column, 'nullable') ? ' NOT NULL' : '';
    return `${quotedName(column)} AS ${computed}${persisted}${notNull}`;
  }
  const identity = textOf(column, 'identity');
  const masked = textOf(column, 'masked with');
  const value = inline.find((part) => part.kind === 'default' && part.parent === column.id);
  return [
    `${quotedName(column)} ${typeClause(column)}`,
    generatedClause(
      column,
      inline.find((part) => part.kind === 'period' && part.parent === column.parent),
    ),
    isSet(column, 'sparse') ? 'SPARSE' : '',
    masked === undefined ? '' : maskClause(masked),
    identity === undefined
      ? ''
      : `IDENTITY${identity}${isSet(column, 'not for replication') ? ' NOT FOR REPLICATION' : ''}`,
    isSet(column, 'nullable') ? 'NULL' : 'NOT NULL',
    isSet(column, 'rowguidcol') ? 'ROWGUIDCOL' : '',
    value === undefined ? '' : defaultClause(value),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

export function maskClause(mask: string): string {
  return `MASKED WITH (FUNCTION = '${mask.replaceAll("'", "''")}')`;
}

/** Type and collation: what ALTER COLUMN has to say again. */
export function typeClause(column: Part): string {
  const { collation: attribute } = column.attributes;
  const collation =
    attribute === undefined || isInherited(attribute) ? undefined : textOf(column, 'collation');
  return `${textOf(column, 'type') ?? ''}${collation === undefined ? '' : ` COLLATE ${collation}`}`;
}

/** A default with its name, where it was given one. */
export function defaultClause(part: Part): string {
  const name = textOf(part, 'constraint name');
  const named = name === undefined ? '' : `CONSTRAINT ${quoteIdentifier(name)} `;
  return `${named}DEFAULT ${textOf(part, 'expression') ?? ''}`;
}
