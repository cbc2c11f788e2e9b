import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import { statement } from './statement.js';

/**
 * Statements that make something under SET options which are off, and which the server keeps with it. Scripts and sessions
 * run under those that are on, to which they return.
 */
export function withOff(
  options: readonly string[],
  ...statements: readonly Statement[]
): readonly Statement[] {
  return [
    ...options.map((option) => statement(`SET ${option} OFF`)),
    ...statements,
    ...options.map((option) => statement(`SET ${option} ON`)),
  ];
}
