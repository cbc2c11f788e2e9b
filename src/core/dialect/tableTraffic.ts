import type { PartId } from '../model/partId.js';
import type { LockHolder, TableTraffic } from './executor.js';
import type { SqlRow } from './session.js';

/**
 * Puts together what a server says about tables: `counted` has a row for each that it knows, with `id` and `rows` (as
 * text; null where it has no idea), and `held` one for each lock, with `id`, `session`, `login`, `program`, `state` and
 * `seconds`.
 */
export function tableTraffic(
  counted: readonly SqlRow[],
  held: readonly SqlRow[],
): ReadonlyMap<PartId, TableTraffic> {
  return new Map(
    counted.map((row) => {
      const rows = typeof row['rows'] === 'string' ? Number(row['rows']) : undefined;
      const own = held.filter(({ id }) => id === row['id']).map(holderOf);
      return [row['id'] as PartId, { ...(rows === undefined ? {} : { rows }), holders: own }];
    }),
  );
}

function holderOf(row: SqlRow): LockHolder {
  const { seconds } = row;
  const who = [row['session'], row['login'], row['program'], row['state']]
    .flatMap((word) => (typeof word === 'string' && word !== '' ? [word] : []))
    .join(', ');
  return { who, ...(typeof seconds === 'number' ? { seconds: Math.max(0, seconds) } : {}) };
}
