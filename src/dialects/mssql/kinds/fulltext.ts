import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Risk } from '../../../core/model/risk.js';

/**
 * Statements about full-text search as one batch: the server runs them in no transaction of anybody's
 * (https://learn.microsoft.com/sql/t-sql/language-elements/transactions-transact-sql), so that a step is one batch by itself.
 */
export function fulltextBatch(
  statements: readonly string[],
  ...risks: readonly Risk[]
): readonly Statement[] {
  if (statements.length === 0) return [];
  return [{ sql: statements.join(';\n'), risks, outsideTransaction: true }];
}
