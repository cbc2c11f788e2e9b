import type { Dialect } from '../../core/dialect/dialect.js';
import { mssqlExecutor } from './executor/executor.js';
import { createScriptGenerator } from './generator/scriptGenerator.js';
import { createIntrospector } from './introspection/introspector.js';
import { mssqlKinds } from './kinds/kinds.js';
import { mssqlNormalizer } from './normalizer/mssqlNormalizer.js';
import { mssqlConnector } from './session/connector.js';

/** SQL Server, composed of its roles. */
export const mssqlDialect: Dialect = {
  engine: 'mssql',
  displayName: 'SQL Server',
  capabilities: { transactionalDdl: true, scriptLanguage: 'sql' },
  kinds: mssqlKinds
    .flatMap((kind) => (kind.object === undefined ? [] : [kind.object]))
    .sort((a, b) => a.order - b.order),
  connector: mssqlConnector,
  introspector: createIntrospector(mssqlKinds),
  normalizer: mssqlNormalizer,
  generator: createScriptGenerator(mssqlKinds),
  executor: mssqlExecutor,
};
