import { DbvcError } from '../core/errors.js';
import type { Dialect } from '../core/dialect/dialect.js';
import type { Engine } from '../core/model/catalog.js';

/** Loads a dialect when it is first needed; drivers and parsers load later still, by the first session or text. */
export async function loadDialect(engine: Engine): Promise<Dialect> {
  switch (engine) {
    case 'postgres': {
      const { postgresDialect } = await import('./postgres/dialect.js');
      return postgresDialect;
    }
    case 'mssql':
      throw new DbvcError('not-supported', 'SQL Server is not supported by this version of DBVC yet.');
    default:
      return engine satisfies never;
  }
}
