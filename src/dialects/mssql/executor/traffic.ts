import type { TableTraffic } from '../../../core/dialect/executor.js';
import type { Session } from '../../../core/dialect/session.js';
import { tableTraffic } from '../../../core/dialect/tableTraffic.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';

/** Of a heap or a clustered index, which hold each row once. Any login sees this for the tables that it sees. */
const sizes = `
  SELECT w.id, CAST(SUM(p.rows) AS nvarchar(20)) AS rows
  FROM OPENJSON(@p1) WITH (id nvarchar(400), name nvarchar(300)) AS w
  JOIN sys.partitions AS p ON p.object_id = OBJECT_ID(w.name) AND p.index_id IN (0, 1)
  GROUP BY w.id`;

/** Needs VIEW DATABASE STATE. */
const holders = `
  SELECT DISTINCT w.id, CONCAT(N'session ', l.request_session_id) AS session, s.login_name AS login, s.program_name AS program,
    s.status AS state, DATEDIFF(second, t.transaction_begin_time, SYSDATETIME()) AS seconds
  FROM OPENJSON(@p1) WITH (id nvarchar(400), name nvarchar(300)) AS w
  JOIN sys.dm_tran_locks AS l ON l.resource_type = N'OBJECT' AND l.resource_database_id = DB_ID()
    AND l.resource_associated_entity_id = OBJECT_ID(w.name) AND l.request_status = N'GRANT'
  JOIN sys.dm_exec_sessions AS s ON s.session_id = l.request_session_id
  LEFT JOIN sys.dm_tran_session_transactions AS st ON st.session_id = s.session_id
  LEFT JOIN sys.dm_tran_active_transactions AS t ON t.transaction_id = st.transaction_id
  WHERE l.request_session_id <> @@SPID
  ORDER BY seconds DESC`;

/** How large tables are and which transactions hold them; see `Executor.traffic`. */
export async function readTraffic(
  session: Session,
  tables: readonly Part[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<PartId, TableTraffic>> {
  const wanted = JSON.stringify(tables.map(({ id, path }) => ({ id, name: path.map(bracketed).join('.') })));
  const counted = await session.query(sizes, [wanted], signal);
  const held = await session.query(holders, [wanted], signal);
  return tableTraffic(counted, held);
}

/** A name for OBJECT_ID, which reads it as an identifier. */
function bracketed(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`;
}
