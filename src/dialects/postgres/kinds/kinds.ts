import { commentKind } from './comment.js';
import { compositeTypeKind } from './compositeType.js';
import { domainKind } from './domain.js';
import { domainConstraintKind } from './domainConstraint.js';
import { enumTypeKind } from './enumType.js';
import { extensionKind } from './extension.js';
import { materializedViewKind } from './materializedView.js';
import { privilegesKind } from './privileges.js';
import { functionKind, procedureKind } from './routine.js';
import { viewKind } from './view.js';
import { columnKind } from './column.js';
import type { PostgresKind } from './kind.js';
import { schemaKind } from './schema.js';
import { tableKind } from './table.js';

/** The kinds whose parts can carry comments. What a kind looks up in the builder comes before it. */
const carriers: readonly PostgresKind[] = [
  schemaKind,
  extensionKind,
  enumTypeKind,
  domainKind,
  domainConstraintKind,
  compositeTypeKind,
  tableKind,
  columnKind,
  functionKind,
  procedureKind,
  viewKind,
  materializedViewKind,
];

/**
 * Every kind that is compared on PostgreSQL, in the order in which their rows are taken: what a kind looks up in the
 * builder comes before it. Adding one is adding a file and a line here.
 */
export const postgresKinds: readonly PostgresKind[] = [...carriers, commentKind(carriers), privilegesKind];
