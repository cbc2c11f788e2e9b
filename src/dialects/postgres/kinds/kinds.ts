import type { PostgresKind } from './kind.js';

/** Every kind that is compared on PostgreSQL. Adding one is adding a file and a line here. */
export const postgresKinds: readonly PostgresKind[] = [];
