import type { JournalEntry } from '../../core/executor/journal.js';
import type { PartId } from '../../core/model/partId.js';
import type { ConnectionRow } from '../connections/connectionRows.js';
import { decodeDocumentAddress } from '../documents/documentAddress.js';
import type { DriftRow, GroupRow, ObjectRow, PartRow } from '../drift/driftRows.js';
import type { EntryRow } from '../history/historyRows.js';

/**
 * What VS Code hands to commands is unknown: a row from a tree, the address of a document from an editor's title, a name
 * from another command, or nothing from a key. These readers take what they can use.
 */

/** The row of a connection. */
export function connectionRowOf(argument: unknown): ConnectionRow | undefined {
  return isConnectionRow(argument) ? argument : undefined;
}

/**
 * The rows that a command of a tree is about: all that are selected where the row that it was called on is one of them,
 * else that row alone.
 */
export function chosenOf(argument: unknown, selection: unknown): readonly unknown[] {
  return Array.isArray(selection) && selection.includes(argument) ? selection : [argument];
}

/** The row of a drifted object, or of one of its parts, or of a group of them. */
export function driftRowOf(argument: unknown): DriftRow | undefined {
  return isDriftRow(argument) ? argument : undefined;
}

/** The apply that a row of the History view stands for. */
export function historyEntryOf(argument: unknown): JournalEntry | undefined {
  return isEntryRow(argument) ? argument.entry : undefined;
}

/** The objects that a row of the Drift view stands for. */
export function objectIdsOf(row: GroupRow | ObjectRow | PartRow): readonly PartId[] {
  return row.type === 'group' ? row.objects.map((object) => object.objectId) : [row.objectId];
}

/** The object whose document an editor shows. */
export function documentObjectOf(argument: unknown): PartId | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!('scheme' in argument) || !('query' in argument)) return undefined;
  const { scheme, query } = argument;
  if (typeof scheme !== 'string' || typeof query !== 'string') return undefined;
  return decodeDocumentAddress({ scheme, query })?.objectId;
}

function isConnectionRow(argument: unknown): argument is ConnectionRow {
  return typeOf(argument) === 'connection';
}

function isEntryRow(argument: unknown): argument is EntryRow {
  return typeOf(argument) === 'entry';
}

function isDriftRow(argument: unknown): argument is DriftRow {
  return ['group', 'object', 'part'].includes(typeOf(argument) ?? '');
}

/** Rows are the only objects with a type and an id that VS Code hands over. */
function typeOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  if (!('type' in argument) || !('id' in argument)) return undefined;
  return typeof argument.type === 'string' ? argument.type : undefined;
}
