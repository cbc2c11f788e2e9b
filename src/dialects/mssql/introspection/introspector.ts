import type { Introspector, ReadOptions } from '../../../core/dialect/introspector.js';
import type { Session } from '../../../core/dialect/session.js';
import { throwIfCancelled } from '../../../core/errors.js';
import type { Catalog } from '../../../core/model/catalog.js';
import type { MssqlKind } from '../kinds/kind.js';
import { CatalogBuilder } from './catalogBuilder.js';
import { addDependencies } from './dependencies.js';
import { wasTried } from '../session/serverInfo.js';
import { readSystemCatalog, type SystemCatalog } from './systemCatalog.js';
import type { SystemRow } from './systemViews.js';
import { addUncompared } from './uncompared.js';

/** How often a database that changes while it is read is read again before its reader is told so. */
const attempts = 3;

/** Metadata has no versions: what changed meanwhile shows by the time of the last change. */
const changeQuery = `select convert(nvarchar(40), max(modify_date), 126) as changed, count(*) as objects
from (
  select modify_date from sys.objects
  union all select modify_date from sys.triggers where parent_class = 0
) as o`;

/** How long a reader waits for somebody's open DDL, in milliseconds, where nobody says otherwise. */
const defaultLockTimeout = 5_000;

/** Reads SQL Server's catalogs by the kinds that it is given. */
export function createIntrospector(kinds: readonly MssqlKind[]): Introspector {
  return {
    async read(database, options) {
      options.progress?.({ phase: 'connecting' });
      const wanted = Math.max(1, Math.min(options.jobs, 3));
      const open = { purpose: 'read', lockTimeout: options.lockTimeout ?? defaultLockTimeout } as const;
      const opening = Array.from({ length: wanted }, () =>
        database.open({
          ...open,
          ...(options.signal === undefined ? {} : { signal: options.signal }),
          ...(options.statementTimeout === undefined ? {} : { statementTimeout: options.statementTimeout }),
        }),
      );
      const outcomes = await Promise.allSettled(opening);
      const sessions = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      try {
        const failure = outcomes.find((one) => one.status === 'rejected');
        const [first, ...others] = sessions;
        if (failure !== undefined || first === undefined) throw failure?.reason;
        return await readSteadily([first, ...others], options);
      } finally {
        await Promise.all(sessions.map((session) => session.close()));
      }
    },
    async readWithin(session, _objects, options) {
      const catalog = build(await readSystemCatalog([session], options), session, false);
      throwIfCancelled(options.signal);
      return catalog;
    },
  };

  async function readSteadily(
    sessions: readonly [Session, ...Session[]],
    options: ReadOptions,
  ): Promise<Catalog> {
    const [first] = sessions;
    for (let attempt = 1; ; attempt += 1) {
      const before = await first.query(changeQuery, [], options.signal);
      const system = await readSystemCatalog(sessions, options);
      const after = await first.query(changeQuery, [], options.signal);
      const moved = JSON.stringify(before) !== JSON.stringify(after);
      if (!moved || attempt === attempts) return build(system, first, moved);
      options.logger.info('The schema changed while it was read; reading it again.');
    }
  }

  function build(system: SystemCatalog, session: Session, moved: boolean): Catalog {
    const [database] = system.database;
    const collation = database?.collation ?? '';
    const ofNames = collationOfNames(collation, system.databases[0]);
    const builder = new CatalogBuilder(session.server, collation, foldsCase(ofNames));
    for (const kind of kinds) kind.read(system, builder);
    addUncompared(system, builder);
    addDependencies(system, builder);
    if (!wasTried(session.server)) {
      builder.notice(
        'untried-server',
        `DBVC has been tried on a model of SQL Server, and on no live ${session.server.versionText} yet: ` +
          'read the script before you apply it.',
      );
    }
    if (database?.sees_definitions !== 1) {
      builder.notice(
        'limited-rights',
        `The login ${session.server.user} lacks VIEW DEFINITION on the database: objects that it may not see are missing here.`,
      );
    }
    if (database?.sees_dependencies === 0) {
      builder.notice(
        'limited-rights',
        `The login ${session.server.user} may not read sys.sql_expression_dependencies: the order of steps may be wrong. ` +
          'GRANT SELECT ON sys.sql_expression_dependencies lets it.',
      );
    }
    if (!foldsCase(ofNames)) {
      builder.notice(
        'case-sensitive',
        `The collation ${ofNames} tells names apart by their case: against a database that does not, names must be spelled alike.`,
      );
    }
    if (moved) {
      builder.notice(
        'schema-in-motion',
        'The schema kept changing while it was read, three times in a row: what is shown may mix two of its states.',
      );
    }
    return builder.build(new Date().toISOString());
  }
}

/**
 * The collation under which a database compares the names in it: its own, unless it is contained or was made with
 * CATALOG_COLLATION, as those of Azure are
 * (https://learn.microsoft.com/sql/relational-databases/databases/contained-database-collations,
 * https://learn.microsoft.com/sql/t-sql/statements/create-database-transact-sql).
 */
export function collationOfNames(own: string, database: SystemRow<'databases'> | undefined): string {
  if (database?.catalog_collation_type === 2) return 'SQL_Latin1_General_CP1_CI_AS';
  const isContained = (database?.containment ?? 0) !== 0 || database?.catalog_collation_type === 1;
  return isContained ? 'Latin1_General_100_CI_AS_WS_KS_SC' : own;
}

/** Whether a collation takes names that differ only in case for the same (`_CI`). */
export function foldsCase(collation: string): boolean {
  return !/_CS(?:_|$)|_BIN2?(?:_|$)/i.test(collation);
}
