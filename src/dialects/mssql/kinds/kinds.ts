import { aliasTypeKind } from './aliasType.js';
import { columnKind } from './column.js';
import { columnDefaultKind } from './columnDefault.js';
import { commentKind } from './comment.js';
import { checkKind, foreignKeyKind, primaryKeyKind, uniqueKind } from './constraint.js';
import { databaseTriggerKind } from './databaseTrigger.js';
import { fulltextCatalogKind } from './fulltextCatalog.js';
import { fulltextIndexKind } from './fulltextIndex.js';
import { fulltextStoplistKind } from './fulltextStoplist.js';
import type { MssqlKind } from './kind.js';
import { partitionFunctionKind } from './partitionFunction.js';
import { partitionSchemeKind } from './partitionScheme.js';
import { periodKind } from './period.js';
import { permissionKind } from './permission.js';
import { roleKind, roleMemberKind, userKind } from './principal.js';
import { functionKind, procedureKind } from './routine.js';
import { schemaKind } from './schema.js';
import { securityPolicyKind } from './securityPolicy.js';
import { securityPolicyStateKind } from './securityPolicyState.js';
import { securityPredicateKind } from './securityPredicate.js';
import { sequenceKind } from './sequence.js';
import { statisticsKind } from './statistics.js';
import { synonymKind } from './synonym.js';
import { systemVersioningKind } from './systemVersioning.js';
import { tableKind } from './table.js';
import { indexKind } from './tableIndex.js';
import { tableTypeKind } from './tableType.js';
import { triggerKind } from './trigger.js';
import { triggerOrderKind } from './triggerOrder.js';
import { viewKind } from './view.js';
import { xmlSchemaCollectionKind } from './xmlSchemaCollection.js';

/**
 * Every kind that is compared on SQL Server, in the order in which they are read: what a kind looks up in the builder
 * comes before it. Adding one is adding a file and a line here.
 */
export const mssqlKinds: readonly MssqlKind[] = [
  roleKind,
  userKind,
  roleMemberKind,
  schemaKind,
  aliasTypeKind,
  xmlSchemaCollectionKind,
  sequenceKind,
  tableTypeKind,
  partitionFunctionKind,
  partitionSchemeKind,
  tableKind,
  columnKind,
  columnDefaultKind,
  primaryKeyKind,
  uniqueKind,
  periodKind,
  systemVersioningKind,
  checkKind,
  foreignKeyKind,
  functionKind,
  procedureKind,
  viewKind,
  indexKind,
  statisticsKind,
  fulltextStoplistKind,
  fulltextCatalogKind,
  fulltextIndexKind,
  triggerKind,
  databaseTriggerKind,
  triggerOrderKind,
  synonymKind,
  securityPolicyKind,
  securityPredicateKind,
  securityPolicyStateKind,
  permissionKind,
  commentKind,
];
