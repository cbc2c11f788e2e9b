import type { Dialect } from '../core/dialect/dialect.js';
import type { Engine } from '../core/model/catalog.js';

/** Loads a dialect when it is first needed; drivers and parsers load later still, by the first session or text. */
export async function loadDialect(engine: Engine): Promise<Dialect> {
  switch (engine) {
    case 'postgres': {
      const { postgresDialect } = await import('./postgres/dialect.js');
      return postgresDialect;
    }
    case 'mssql': {
      const { mssqlDialect } = await import('./mssql/dialect.js');
      return mssqlDialect;
    }
    default:
      return engine satisfies never;
  }
}
