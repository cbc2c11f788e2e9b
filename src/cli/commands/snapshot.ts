import { DbvcError } from '../../core/errors.js';

/** `dbvc snapshot`: not in this version. Throws `not-supported`. */
export function snapshot(): Promise<number> {
  return Promise.reject(
    new DbvcError('not-supported', 'Snapshots come with a later version of DBVC.', {
      hint: 'This version compares two databases: dbvc compare --source … --target …',
    }),
  );
}
