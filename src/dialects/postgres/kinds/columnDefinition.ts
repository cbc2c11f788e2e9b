import type { ScriptContext, Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Part } from '../../../core/model/part.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { statement } from '../generator/statement.js';
import { optionsClause } from './foreignOptions.js';
import { alterRelation, alterRelationOnly, isSet, listOf, nameOf, quotedName, textOf } from './partName.js';
import { identityOptions } from './sequenceOptions.js';
import { createSequence } from './sequenceStatements.js';
import { optionList } from './storageOptions.js';

const serialNames: Readonly<Record<string, string>> = {
  smallint: 'smallserial',
  integer: 'serial',
  bigint: 'bigserial',
};

/** The columns among parts, in the order of the table that they come from. */
export function sortedColumns(parts: readonly Part[]): readonly Part[] {
  const position = (part: Part): number => Number(part.details['position'] ?? 0);
  return parts.filter((part) => part.kind === 'column').sort((a, b) => position(a) - position(b));
}

/** The child of a column among parts that are written into its statement: its default or its own sequence. */
function childOf(column: Part, inline: readonly Part[], kind: 'default' | 'sequence'): Part | undefined {
  return inline.find((part) => part.kind === kind && part.parent === column.id);
}

/** The pseudo-type that stands for column, default and sequence together; undefined where it does not fit. */
function serialName(column: Part, inline: readonly Part[]): string | undefined {
  const sequence = childOf(column, inline, 'sequence');
  if (sequence === undefined || childOf(column, inline, 'default') === undefined) return undefined;
  return isSet(sequence, 'serial') ? serialNames[textOf(column, 'type') ?? ''] : undefined;
}

/** A column as CREATE TABLE and ADD COLUMN write it, with those of its children that are in `inline`. */
export function columnDefinition(column: Part, inline: readonly Part[], context: ScriptContext): string {
  const serial = serialName(column, inline);
  const words = [quotedName(column), serial ?? textOf(column, 'type') ?? ''];
  const options = optionsClause(column, 'foreign options').trim();
  if (options !== '') words.push(options);
  const collation = textOf(column, 'collation');
  if (collation !== undefined) words.push(`COLLATE ${collation}`);
  if (serial === undefined) words.push(...valueClause(column, inline));
  // What a tie that is there hands down is not said again; one that is still to be made asks for it.
  const { inherited } = column;
  const isHandedDown =
    isSet(column, 'not null inherited') &&
    (inherited === undefined || isMadeWithTie(column, inline) || context.target.parts.has(inherited.via));
  if (isSet(column, 'not null') && !isHandedDown && !isSet(column, 'not null not valid'))
    words.push(...notNullClause(column, serial !== undefined, context));
  return words.join(' ');
}

/** Whether the column is written into a CREATE TABLE … INHERITS. */
function isMadeWithTie(column: Part, inline: readonly Part[]): boolean {
  return inline.some((part) => part.kind === 'inheritance' && part.id === column.inherited?.via);
}

function valueClause(column: Part, inline: readonly Part[]): readonly string[] {
  const generated = generatedClause(column);
  if (generated !== undefined) return [generated];
  const identity = identityClause(column);
  if (identity !== undefined) return [identity];
  const value = childOf(column, inline, 'default');
  return value === undefined ? [] : [`DEFAULT ${textOf(value, 'expression') ?? ''}`];
}

function generatedClause(column: Part): string | undefined {
  const generated = textOf(column, 'generated');
  if (generated === undefined) return undefined;
  return `GENERATED ALWAYS AS (${textOf(column, 'expression') ?? ''}) ${generated.toUpperCase()}`;
}

/** `GENERATED … AS IDENTITY` with the options that are not the defaults; undefined where the column has none. */
export function identityClause(column: Part): string | undefined {
  const identity = textOf(column, 'identity');
  if (identity === undefined) return undefined;
  const name = listOf(column, 'identity sequence');
  const options = [
    ...(name.length === 0 ? [] : [`SEQUENCE NAME ${quoteQualified(...name)}`]),
    ...identityOptions(column),
  ];
  const list = options.length === 0 ? '' : ` (${options.join(' ')})`;
  return `GENERATED ${identity.toUpperCase()} AS IDENTITY${list}`;
}

/** NOT NULL with the name of its constraint, where it has one of its own and the server keeps such names. */
function notNullClause(column: Part, isSerial: boolean, context: ScriptContext): readonly string[] {
  const name =
    textOf(column, 'not null constraint') ??
    (context.besideOld === true ? usualNotNull(column) : nameOfHandedDown(column, context));
  const named =
    name !== undefined && context.target.server.version >= 180000 && !context.hides('constraint-names');
  // A serial is NOT NULL by itself.
  if (isSerial && !named) return [];
  return [
    ...(named ? [`CONSTRAINT ${quoteIdentifier(name)}`] : []),
    isSet(column, 'not null no inherit') && context.target.server.version >= 180000
      ? 'NOT NULL NO INHERIT'
      : 'NOT NULL',
  ];
}

/** NOT NULL that does not look at the rows there are (since 18). */
export function addNotValid(column: Part): Statement {
  const name = notNullName(column);
  const inherit = isSet(column, 'not null no inherit') ? ' NO INHERIT' : '';
  return statement(
    `${alterRelation(column)} ADD CONSTRAINT ${quoteIdentifier(name)} NOT NULL ${quotedName(column)}${inherit} NOT VALID`,
  );
}

/** The name that the server gives the NOT NULL constraint of a column. */
export function usualNotNull(column: Part): string {
  return `${column.path[1] ?? ''}_${nameOf(column)}_not_null`;
}

/** The name that the NOT NULL constraint of a column has. */
export function notNullName(column: Part): string {
  return textOf(column, 'not null constraint') ?? usualNotNull(column);
}

/** The usual name has to be said where heirs have constraints of it too: the server would choose another one. */
export function nameOfHandedDown(column: Part, context: ScriptContext): string | undefined {
  if (context.heirsOf(column.id, 'from').length === 0) return undefined;
  return usualNotNull(column);
}

/** What a column's definition cannot say, or not on every version, and what of its children is not in `inline`. */
export function columnSettings(
  column: Part,
  inline: readonly Part[],
  context: ScriptContext,
): readonly Statement[] {
  const alter = `${alterRelationOnly(column, context)} ALTER COLUMN ${quotedName(column)}`;
  const statements: Statement[] = [];
  if (serialName(column, inline) === undefined) {
    // A sequence that was given without the default that would make it a serial.
    const sequence = childOf(column, inline, 'sequence');
    if (sequence !== undefined) statements.push(...createSequence(sequence, context));
  }
  // Only ALTER TABLE can say NOT VALID.
  if (isSet(column, 'not null not valid')) statements.push(addNotValid(column));
  if (context.hides('storage-parameters')) return statements;
  statements.push(...storageSettings(column, context));
  const statistics = column.attributes['statistics target']?.value;
  if (typeof statistics === 'number')
    statements.push(statement(`${alter} SET STATISTICS ${String(statistics)}`));
  const options = listOf(column, 'options');
  if (options.length > 0) statements.push(statement(`${alter} SET (${optionList(options)})`));
  return statements;
}

/** How values of a column are stored where that is not the usual way for its type. A new type makes the server forget it. */
export function storageSettings(column: Part, context: ScriptContext): readonly Statement[] {
  const alter = `${alterRelationOnly(column, context)} ALTER COLUMN ${quotedName(column)}`;
  const storage = textOf(column, 'storage');
  const compression = context.target.server.version < 140000 ? undefined : textOf(column, 'compression');
  return [
    ...(storage === undefined ? [] : [statement(`${alter} SET STORAGE ${storage.toUpperCase()}`)]),
    ...(compression === undefined ? [] : [statement(`${alter} SET COMPRESSION ${compression}`)]),
  ];
}
