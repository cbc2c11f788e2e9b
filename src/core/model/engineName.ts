import type { Engine } from './catalog.js';

/** What people call an engine; the same in every language. */
export function engineName(engine: Engine): string {
  return engine === 'postgres' ? 'PostgreSQL' : 'SQL Server';
}
