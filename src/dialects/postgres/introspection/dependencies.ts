import { z } from 'zod';
import type { SqlRow } from '../../../core/dialect/session.js';
import type { DependencyRow } from './catalogBuilder.js';
import { checkedRows } from './rows.js';

const shape = z.object({
  classid: z.number(),
  objid: z.number(),
  objsubid: z.number(),
  refclassid: z.number(),
  refobjid: z.number(),
  refobjsubid: z.number(),
});

/**
 * The raw edges of pg_depend that can join two objects of people; they are joined to parts in memory, because
 * following them in SQL is slow where pg_depend is large. Left out: membership of extensions (deptype e, x), what
 * the system needs (its oids are below 16384), and the edges that every table has to its own row type and TOAST
 * table, which no part stands for.
 */
export const dependencyQuery = `
  select d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid
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
      and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjsubid = 0 and d.deptype = 'i')`;

/** The rows of {@link dependencyQuery}, checked. */
export function readDependencies(rows: readonly SqlRow[]): readonly DependencyRow[] {
  return checkedRows('dependency', shape, rows);
}
