import type { Statement } from '../../../core/dialect/scriptGenerator.js';
import type { Risk, RiskKind } from '../../../core/model/risk.js';

/** A statement with its risks. */
export function statement(sql: string, ...risks: readonly Risk[]): Statement {
  return { sql, risks };
}

/** One risk in words. */
export function risk(kind: RiskKind, message: string): Risk {
  return { kind, message };
}
