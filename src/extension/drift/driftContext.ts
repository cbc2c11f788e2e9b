import type { PartDifference } from '../../core/differ/drift.js';
import type { DriftRow, ObjectRow, PartRow } from './driftRows.js';

/**
 * What `viewItem` holds for rows of the Drift view, for `when` clauses in package.json. Words separated by `;`, each
 * matched with `viewItem =~ /;word(;|$)/`:
 *
 * | row    | value                                                          |
 * | ------ | -------------------------------------------------------------- |
 * | group  | `dbvc.group;kind=table`, `;schema=public` or `;status=modified` |
 * | object | `dbvc.object;kind=table;status=modified` and `;failed` where the last apply failed on it |
 * | part   | `dbvc.part;kind=column;status=modified`                        |
 *
 * Objects and parts have `;rename` where a rename is offered, and `;renamed` where one was accepted.
 */
export function driftContextValue(row: DriftRow): string {
  switch (row.type) {
    case 'group':
      return `dbvc.group;${row.id.replace(':', '=')}`;
    case 'object': {
      const { kind, status } = row.difference;
      const failed = row.failure === undefined ? '' : ';failed';
      const renamed = row.difference.parts.some(isRenamed) ? ';renamed' : '';
      return `dbvc.object;kind=${kind};status=${status}${failed}${offered(row)}${renamed}`;
    }
    case 'part':
      return `dbvc.part;kind=${row.part.kind};status=${row.part.status}${offered(row)}${isRenamed(row.part) ? ';renamed' : ''}`;
    default:
      return row satisfies never;
  }
}

function offered({ offers }: ObjectRow | PartRow): string {
  return offers.length === 0 ? '' : ';rename';
}

function isRenamed({ changes }: PartDifference): boolean {
  return changes.some(({ attribute }) => attribute === 'name');
}
