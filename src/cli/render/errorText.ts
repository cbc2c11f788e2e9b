import { DbvcError } from '../../core/errors.js';
import type { Colors } from '../terminal/colors.js';
import { printable, printableLine } from '../terminal/printable.js';
import { displayWidth } from '../terminal/width.js';

/** Lines of a statement that are shown around the position of an error, and columns of each. */
const linesAround = 2;
const widestLine = 100;

/** An error in plain lines: what, where, the statement with a caret, what to do. Never a stack trace. */
export function errorText(error: unknown, colors: Colors, verbose: boolean): string {
  if (!(error instanceof DbvcError)) return defectText(error, colors);
  const { details } = error;
  const where = [
    ...(details.side === undefined ? [] : [`on the ${details.side}`]),
    ...(details.object === undefined || error.message.includes(details.object) ? [] : [details.object]),
  ];
  const extra = (details.lines ?? []).filter((line) => !error.message.includes(line));
  const lines = [
    `${colors.error('error:')} ${printableLine(error.message)}`,
    ...(where.length === 0 ? [] : [`  ${printableLine(where.join(', '))}`]),
    ...extra.map((line) => `  ${printableLine(line)}`),
    ...(details.statement === undefined ? [] : excerpt(details.statement, details.position, colors)),
    ...(verbose ? serverLines(error) : []),
    ...(error.code === 'internal' ? [`  This is a defect of DBVC. Please report it.`] : []),
    ...(details.hint === undefined
      ? []
      : [`  ${colors.heading('hint:')} ${printable(details.hint).replace(/\n/g, '\n        ')}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function serverLines(error: DbvcError): readonly string[] {
  const { serverMessage, sqlState } = error.details;
  if (serverMessage === undefined && sqlState === undefined) return [];
  const state = sqlState === undefined ? '' : ` (SQLSTATE ${sqlState})`;
  return [`  server: ${printableLine(serverMessage ?? '')}${state}`];
}

function defectText(error: unknown, colors: Colors): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    // The operating system's: a file that cannot be written, say.
    return `${colors.error('error:')} ${printableLine(message)}\n`;
  }
  return `${colors.error('error:')} ${printableLine(message)}\n  This is a defect of DBVC. Please report it.\n`;
}

/** The lines around a position, with a caret below it; positions count code points from 1, as PostgreSQL's do. */
function excerpt(statement: string, position: number | undefined, colors: Colors): readonly string[] {
  const lines = statement.split('\n');
  if (position === undefined) {
    return lines.slice(0, linesAround * 2 + 1).map((line) => `    ${cut(line, 0)}`);
  }
  const before = Array.from(statement)
    .slice(0, position - 1)
    .join('');
  const index = before.split('\n').length - 1;
  const column = before.length - (before.lastIndexOf('\n') + 1);
  const start = Math.max(0, column - widestLine + 30);
  return lines.slice(Math.max(0, index - linesAround), index + linesAround + 1).flatMap((line, offset) => {
    const number = Math.max(0, index - linesAround) + offset;
    if (number !== index) return [`    ${cut(line, 0)}`];
    const lead = line.slice(start, column);
    const pad = ' '.repeat(displayWidth(printableLine(lead.replace(/\t/g, ' '))) + (start > 0 ? 1 : 0));
    return [`    ${cut(line, start)}`, `    ${pad}${colors.error('^')}`];
  });
}

function cut(line: string, start: number): string {
  const kept = line.slice(start, start + widestLine).replace(/\t/g, ' ');
  return `${start > 0 ? '…' : ''}${printableLine(kept)}${line.length > start + widestLine ? '…' : ''}`;
}
