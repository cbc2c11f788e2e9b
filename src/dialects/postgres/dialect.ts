import type { Dialect } from '../../core/dialect/dialect.js';
import { postgresExecutor } from './executor/executor.js';
import { createScriptGenerator } from './generator/scriptGenerator.js';
import { createIntrospector } from './introspection/introspector.js';
import { postgresKinds } from './kinds/kinds.js';
import { postgresNormalizer } from './normalizer/postgresNormalizer.js';
import { postgresRenamer } from './renames/renamer.js';
import { postgresConnector } from './session/connector.js';

/** PostgreSQL, composed of its roles. */
export const postgresDialect: Dialect = {
  engine: 'postgres',
  displayName: 'PostgreSQL',
  capabilities: { transactionalDdl: true, scriptLanguage: 'sql' },
  kinds: postgresKinds
    .flatMap((kind) => (kind.object === undefined ? [] : [kind.object]))
    .sort((a, b) => a.order - b.order),
  connector: postgresConnector,
  introspector: createIntrospector(postgresKinds, postgresNormalizer),
  normalizer: postgresNormalizer,
  generator: createScriptGenerator(postgresKinds),
  executor: postgresExecutor,
  renamer: postgresRenamer,
};
