import { messages } from '@electric-sql/pglite';
import type { SqlRow, SqlValue } from '../core/dialect/session.js';
import type { ValueParser } from '../dialects/postgres/session/values.js';

type Message = { readonly name: string } | messages.RowDescriptionMessage | messages.DataRowMessage;

/** The rows of each statement that ended, and the error that stopped the rest. */
export interface SimpleAnswer {
  readonly results: readonly (readonly SqlRow[])[];
  readonly error?: messages.DatabaseError;
}

/** A `Query` message of the protocol: type, length without the type, text, zero. */
export function queryMessage(sql: string): Uint8Array {
  const text = new TextEncoder().encode(sql);
  const message = new Uint8Array(text.length + 6);
  message[0] = 'Q'.charCodeAt(0);
  new DataView(message.buffer).setInt32(1, text.length + 5);
  message.set(text, 5);
  return message;
}

/** Reads what the server sent for a `Query` message of several statements. */
export function readAnswer(
  received: readonly Message[],
  parsers: Readonly<Record<number, ValueParser>>,
): SimpleAnswer {
  const results: SqlRow[][] = [];
  let fields: readonly { readonly name: string; readonly dataTypeID: number }[] = [];
  let rows: SqlRow[] = [];
  for (const message of received) {
    if (message instanceof messages.DatabaseError) return { results, error: message };
    if (message instanceof messages.RowDescriptionMessage) fields = message.fields;
    else if (message instanceof messages.DataRowMessage) rows.push(readRow(message, fields, parsers));
    else if (message.name === 'commandComplete' || message.name === 'emptyQuery') {
      results.push(rows);
      fields = [];
      rows = [];
    }
  }
  return { results };
}

function readRow(
  message: messages.DataRowMessage,
  fields: readonly { readonly name: string; readonly dataTypeID: number }[],
  parsers: Readonly<Record<number, ValueParser>>,
): SqlRow {
  const entries = fields.map(({ name, dataTypeID }, index): [string, SqlValue] => {
    const text = message.fields[index] ?? null;
    const parser = parsers[dataTypeID];
    return [name, text === null || parser === undefined ? text : parser(text)];
  });
  return Object.fromEntries(entries);
}
