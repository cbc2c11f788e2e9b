import type { Part } from '../../../core/model/part.js';
import { statement } from '../generator/statement.js';
import type { KindStub } from './kind.js';
import { isSet, listOf, textOf } from './partName.js';

/**
 * A routine with nothing in its body, for those that the server holds to what their body says (by the SQL standard):
 * bodies that are text are not looked at before they run.
 */
export function stubOf(part: Part, there: Part | undefined): KindStub | undefined {
  if (!isSet(part, 'standard body')) return undefined;
  const given = textOf(part, 'arguments') ?? '';
  if (there !== undefined && there !== part && (textOf(there, 'arguments') ?? '') === given)
    return { statements: [], says: [] };
  const definition = textOf(part, 'server definition') ?? '';
  const head = definition.slice(0, definition.lastIndexOf(textOf(part, 'body') ?? '')).trimEnd();
  const sql = there === undefined ? head.replace(/^CREATE OR REPLACE /, 'CREATE ') : head;
  return {
    statements: [statement(`${sql}\nAS ''`)],
    says: [given, textOf(part, 'result') ?? '', ...listOf(part, 'argument types')],
  };
}
