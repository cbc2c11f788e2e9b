import type { DriftRow } from './driftRows.js';

/**
 * What `viewItem` holds for rows of the Drift view, for `when` clauses in package.json. Words separated by `;`, each
 * matched with `viewItem =~ /;word(;|$)/`:
 *
 * | row    | value                                                          |
 * | ------ | -------------------------------------------------------------- |
 * | group  | `dbvc.group;kind=table`                                        |
 * | object | `dbvc.object;kind=table;status=modified` and `;failed` where the last apply failed on it |
 * | part   | `dbvc.part;kind=column;status=modified`                        |
 */
export function driftContextValue(row: DriftRow): string {
  switch (row.type) {
    case 'group':
      return `dbvc.group;${row.id.replace(':', '=')}`;
    case 'object': {
      const { kind, status } = row.difference;
      return `dbvc.object;kind=${kind};status=${status}${row.failure === undefined ? '' : ';failed'}`;
    }
    case 'part':
      return `dbvc.part;kind=${row.part.kind};status=${row.part.status}`;
    default:
      return row satisfies never;
  }
}
