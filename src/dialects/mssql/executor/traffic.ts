import type { TableTraffic } from '../../../core/dialect/executor.js';
import type { Session, SqlRow } from '../../../core/dialect/session.js';
import { tableTraffic } from '../../../core/dialect/tableTraffic.js';
import type { Part } from '../../../core/model/part.js';
import type { PartId } from '../../../core/model/partId.js';

/**
 * Of all tables, by a heap or clustered index, which hold each row once. Any login sees this for the tables that it sees. Which
 * ones are wanted is not told: OPENJSON, which could take a list, is missing where the compatibility level is below 130
 * (https://learn.microsoft.com/sql/t-sql/functions/openjson-transact-sql).
 */
const sizes = `
  SELECT s.name AS [schema], t.name AS [name], CAST(SUM(p.rows) AS nvarchar(20)) AS [rows]
  FROM sys.partitions AS p
  JOIN sys.tables AS t ON t.object_id = p.object_id
  JOIN sys.schemas AS s ON s.schema_id = t.schema_id
  WHERE p.index_id IN (0, 1)
  GROUP BY s.name, t.name`;

/** Needs VIEW DATABASE STATE. */
const holders = `
  SELECT DISTINCT sc.name AS [schema], o.name AS [name], CONCAT(N'session ', l.request_session_id) AS session,
    s.login_name AS login, s.program_name AS program, s.status AS state,
    DATEDIFF(second, t.transaction_begin_time, SYSDATETIME()) AS seconds
  FROM sys.dm_tran_locks AS l
  JOIN sys.tables AS o ON o.object_id = l.resource_associated_entity_id
  JOIN sys.schemas AS sc ON sc.schema_id = o.schema_id
  JOIN sys.dm_exec_sessions AS s ON s.session_id = l.request_session_id
  LEFT JOIN sys.dm_tran_session_transactions AS st ON st.session_id = s.session_id
  LEFT JOIN sys.dm_tran_active_transactions AS t ON t.transaction_id = st.transaction_id
  WHERE l.resource_type = N'OBJECT' AND l.resource_database_id = DB_ID() AND l.request_status = N'GRANT'
    AND l.request_session_id <> @@SPID
  ORDER BY seconds DESC`;

/** How large tables are and which transactions hold them; see `Executor.traffic`. */
export async function readTraffic(
  session: Session,
  tables: readonly Part[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<PartId, TableTraffic>> {
  const ids = new Map(tables.map(({ id, path }) => [JSON.stringify(path), id]));
  const wanted = (rows: readonly SqlRow[]): readonly SqlRow[] =>
    rows.flatMap((row) => {
      const id = ids.get(JSON.stringify([row['schema'], row['name']]));
      return id === undefined ? [] : [{ ...row, id }];
    });
  const counted = wanted(await session.query(sizes, [], signal));
  const held = wanted(await session.query(holders, [], signal));
  return tableTraffic(counted, held);
}
