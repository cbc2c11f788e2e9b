import * as z from 'zod';
import type { SqlRow } from '../../../core/dialect/session.js';
import { DbvcError } from '../../../core/errors.js';
import { Turn } from '../../../core/turn.js';
import { checkedRows, oid, text } from './rows.js';

const shape = z.object({ classid: oid, refclassid: oid, edges: text });

/**
 * The raw edges of pg_depend that can join two objects of people; they are joined to parts in memory, because
 * following them in SQL is slow where pg_depend is large. One text for each pair of catalogs, four numbers a line: as
 * rows they would be a third of all that a reading receives. Left out: membership of extensions (deptype e, x), what the system needs
 * (its oids are below 16384), and the edges that go without saying: from row types and TOAST tables to their tables,
 * from a default to its column, from the index of a constraint to the constraint.
 */
export const dependencyQuery = `
  select d.classid, d.refclassid, pg_catalog.string_agg(
    pg_catalog.concat_ws(' ', d.objid, d.objsubid, d.refobjid, d.refobjsubid), pg_catalog.chr(10)) as edges
  from pg_catalog.pg_depend as d
  where d.objid >= 16384
    -- the schema public is made by initdb, but it is one like any other
    and (d.refobjid >= 16384 or d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass)
    -- n normal, a auto, i internal, P and S partition
    and d.deptype in ('n', 'a', 'i', 'P', 'S')
    -- a row type or array type on its table or element type
    and not (d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.deptype = 'i')
    -- a TOAST table on its table
    and not (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objsubid = 0
      and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjsubid = 0 and d.deptype = 'i')
    -- a default on its column, an index on its constraint
    and not (d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass and d.deptype = 'a')
    and not (d.refclassid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and d.deptype = 'i')
  group by d.classid, d.refclassid`;

/** Takes an edge of pg_depend: what depends, and on what, each by catalog, oid and column. */
export type TakeEdge = (
  classid: number,
  objid: number,
  objsubid: number,
  refclassid: number,
  refobjid: number,
  refobjsubid: number,
) => void;

/** How many characters of them are read before it is asked whose turn it is. */
const sliceLength = 10_000;

/** Hands over the edges of {@link dependencyQuery} one by one. Throws `internal` where they are not four numbers. */
export async function readDependencies(rows: readonly SqlRow[], take: TakeEdge): Promise<void> {
  const turn = new Turn();
  for (const { classid, refclassid, edges } of checkedRows('dependency', shape, rows)) {
    // Digit by digit: as pieces of text, the numbers of a large database take longer than all else that is done with them.
    const numbers: [number, number, number, number] = [0, 0, 0, 0];
    let place = 0;
    let sign = 1;
    for (let at = 0; at <= edges.length; at += 1) {
      if (at % sliceLength === 0 && turn.isOver()) await turn.next();
      const code = at === edges.length ? newline : edges.charCodeAt(at);
      if (code >= zero && code <= nine) {
        numbers[place] = (numbers[place] ?? 0) * 10 + sign * (code - zero);
      } else if (code === minus) {
        // of a system column
        sign = -1;
      } else if (code === space) {
        place += 1;
        sign = 1;
      } else if (code === newline) {
        if (place !== 3) throw unexpected();
        // One by one: spreading a list would make one for each edge.
        take(classid, numbers[0], numbers[1], refclassid, numbers[2], numbers[3]);
        place = 0;
        sign = 1;
        numbers.fill(0);
      } else {
        throw unexpected();
      }
    }
  }
}

const [newline, space, minus, zero, nine] = [10, 32, 45, 48, 57];

function unexpected(): DbvcError {
  return new DbvcError('internal', 'The server describes a dependency in an unexpected way.');
}
