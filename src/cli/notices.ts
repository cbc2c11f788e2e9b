import type { Context } from './context.js';
import { type Comparison, sideNames } from './render/comparison.js';
import { remarksOf } from './render/remarks.js';

/** Says on standard error what a report on standard output does not: notices, and what was not looked at. */
export function tellRemarks(comparison: Comparison, { messages }: Context): void {
  const remarks = remarksOf(comparison, sideNames(comparison));
  for (const notice of remarks.notices) messages.note(`note: ${notice}`);
  if (remarks.hidden !== undefined) messages.note(`note: ${remarks.hidden}`);
  if (remarks.uncompared === undefined) return;
  messages.note(`note: ${remarks.uncompared.sentence}`);
  for (const kind of remarks.uncompared.kinds) messages.note(`  ${kind}`);
}
