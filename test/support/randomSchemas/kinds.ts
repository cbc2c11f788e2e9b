import { aggregate } from './kinds/aggregate.js';
import { cast } from './kinds/cast.js';
import { collation } from './kinds/collation.js';
import { columnDefault } from './kinds/columnDefault.js';
import { compositeType } from './kinds/compositeType.js';
import { check, foreignKey, unique } from './kinds/constraint.js';
import { domain } from './kinds/domain.js';
import { enumType } from './kinds/enumType.js';
import { eventTrigger } from './kinds/eventTrigger.js';
import { extendedStatistics } from './kinds/extendedStatistics.js';
import { foreignDataWrapper, foreignServer, foreignTable } from './kinds/foreign.js';
import { routine } from './kinds/routine.js';
import { operator } from './kinds/operator.js';
import { partition } from './kinds/partition.js';
import { policy } from './kinds/policy.js';
import { publication } from './kinds/publication.js';
import { rangeType } from './kinds/rangeType.js';
import { comment, defaultPrivileges, grant, owner } from './kinds/remarks.js';
import { rule } from './kinds/rule.js';
import { sequence } from './kinds/sequence.js';
import { table } from './kinds/table.js';
import { tableIndex } from './kinds/tableIndex.js';
import { textSearchConfiguration, textSearchDictionary } from './kinds/textSearch.js';
import { typedTable } from './kinds/typedTable.js';
import { trigger, triggerFunction } from './kinds/trigger.js';
import { materializedView, view } from './kinds/view.js';
import type { RandomKind } from './randomKind.js';

/** Every kind that random schemas have. */
export const randomKinds: readonly RandomKind[] = [
  enumType,
  domain,
  compositeType,
  rangeType,
  collation,
  sequence,
  table,
  typedTable,
  partition,
  columnDefault,
  routine,
  aggregate,
  operator,
  cast,
  view,
  materializedView,
  tableIndex,
  check,
  unique,
  foreignKey,
  trigger,
  triggerFunction,
  rule,
  policy,
  extendedStatistics,
  foreignDataWrapper,
  foreignServer,
  foreignTable,
  textSearchDictionary,
  textSearchConfiguration,
  publication,
  eventTrigger,
  comment,
  grant,
  owner,
  defaultPrivileges,
];
