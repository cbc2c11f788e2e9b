import type { TableTraffic } from '../../../core/dialect/executor.js';
import type { Session } from '../../../core/dialect/session.js';
import { tableTraffic } from '../../../core/dialect/tableTraffic.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';

/**
 * reltuples is -1 for what was never analyzed, and 0 with no pages before PostgreSQL 14; a partitioned table's own says little before its
 * partitions were, so that theirs are added up.
 */
const sizes = `
  SELECT t.id, coalesce(
      (SELECT sum(p.reltuples) FILTER (WHERE p.reltuples > 0)
       FROM pg_catalog.pg_partition_tree(c.oid) AS leaf
       JOIN pg_catalog.pg_class AS p ON p.oid = leaf.relid
       WHERE leaf.isleaf),
      CASE WHEN c.reltuples > 0 OR c.relpages > 0
        OR c.reltuples = 0 AND pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 140000
        THEN greatest(c.reltuples, 0) END)::pg_catalog.int8::pg_catalog.text AS rows
  FROM pg_catalog.json_to_recordset($1) AS t(id text, schema text, name text)
  JOIN pg_catalog.pg_namespace AS n ON n.nspname = t.schema
  JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = t.name`;

/**
 * What others hold, also by reading: a statement that needs the table for itself waits for that, and others for it. A
 * change of a partitioned table needs its partitions too. Prepared transactions have no process, and are known by the lock on their own id;
 * parallel workers hold what their leader does.
 */
const holders = `
  SELECT DISTINCT t.id,
    CASE WHEN a.pid IS NULL THEN 'prepared transaction ' || p.gid ELSE 'pid ' || a.pid END AS session,
    coalesce(a.usename, p.owner)::pg_catalog.text AS login, a.application_name AS program, a.state,
    extract(epoch FROM pg_catalog.clock_timestamp() - coalesce(a.xact_start, p.prepared))::pg_catalog.int4 AS seconds
  FROM pg_catalog.json_to_recordset($1) AS t(id text, schema text, name text)
  JOIN pg_catalog.pg_namespace AS n ON n.nspname = t.schema
  JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = t.name
  JOIN pg_catalog.pg_database AS d ON d.datname = pg_catalog.current_database()
  JOIN pg_catalog.pg_locks AS l ON l.locktype = 'relation' AND l.database = d.oid AND l.granted
    AND (l.relation = c.oid OR l.relation IN (SELECT relid FROM pg_catalog.pg_partition_tree(c.oid)))
  LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
  LEFT JOIN pg_catalog.pg_locks AS own ON l.pid IS NULL AND own.pid IS NULL
    AND own.virtualtransaction = l.virtualtransaction AND own.locktype = 'transactionid'
  LEFT JOIN pg_catalog.pg_prepared_xacts AS p ON p.transaction = own.transactionid
  WHERE l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid()
    AND (a.pid IS NOT NULL AND a.leader_pid IS NULL OR p.gid IS NOT NULL)
  ORDER BY seconds DESC NULLS LAST`;

/** How large tables are and which transactions hold them; see `Executor.traffic`. */
export async function readTraffic(
  session: Session,
  tables: readonly Part[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<PartId, TableTraffic>> {
  const wanted = JSON.stringify(tables.map(({ id, path: [schema, name] }) => ({ id, schema, name })));
  const counted = await session.query(sizes, [wanted], signal);
  const held = await session.query(holders, [wanted], signal);
  return tableTraffic(counted, held);
}
