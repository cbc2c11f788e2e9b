import type { SqlRow } from '../../../core/dialect/session.js';
import type { RowShape } from './rows.js';

/** A query that is sent after all others, because of what they found. It costs a round trip, so few have one. */
export interface FollowUp {
  readonly sql: string;
  /** The columns of the query. */
  readonly row: RowShape;
  read(rows: readonly SqlRow[]): void;
}
