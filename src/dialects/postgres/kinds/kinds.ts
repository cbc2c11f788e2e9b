import { textSearchDictionaryKind } from './textSearchDictionary.js';
import { textSearchConfigurationKind } from './textSearchConfiguration.js';
import { textSearchTemplateKind } from './textSearchTemplate.js';
import { textSearchParserKind } from './textSearchParser.js';
import { operatorKind } from './operator.js';
import { baseTypeDefinitionKind, baseTypeKind } from './baseType.js';
import { castKind } from './cast.js';
import { defaultPrivilegesKind } from './defaultPrivileges.js';
import { conversionKind } from './conversion.js';
import { indexAttachmentKind } from './indexAttachment.js';
import { inheritanceKind } from './inheritance.js';
import { languageKind } from './language.js';
import { transformKind } from './transform.js';
import { accessMethodKind } from './accessMethod.js';
import { operatorFamilyKind } from './operatorFamily.js';
import { operatorClassKind } from './operatorClass.js';
import { aggregateKind } from './aggregate.js';
import { collationKind } from './collation.js';
import { eventTriggerKind } from './eventTrigger.js';
import { extendedStatisticsKind } from './extendedStatistics.js';
import { rangeTypeKind } from './rangeType.js';
import { ruleKind } from './rule.js';
import { columnKind } from './column.js';
import { tableTypeKind } from './tableType.js';
import { columnDefaultKind } from './columnDefault.js';
import { commentKind } from './comment.js';
import { compositeTypeKind } from './compositeType.js';
import { constraintKind } from './constraint.js';
import { databaseKind, databaseSettingKind } from './database.js';
import { domainKind } from './domain.js';
import { domainConstraintKind } from './domainConstraint.js';
import { domainDefaultKind } from './domainDefault.js';
import { enumTypeKind } from './enumType.js';
import { extensionKind } from './extension.js';
import { foreignDataWrapperKind } from './foreignDataWrapper.js';
import { foreignServerKind } from './foreignServer.js';
import { foreignTableKind } from './foreignTable.js';
import type { PostgresKind } from './kind.js';
import { materializedViewKind } from './materializedView.js';
import { memberPrivilegesKind } from './memberPrivileges.js';
import { partitionTriggerKind } from './partitionTrigger.js';
import { policyKind } from './policy.js';
import { privilegesKind } from './privileges.js';
import { publicationKind } from './publication.js';
import { publishedSchemaKind, publishedTableKind } from './publicationMember.js';
import { functionKind, procedureKind } from './routine.js';
import { schemaKind } from './schema.js';
import { securityLabelKind } from './securityLabel.js';
import { sequenceKind } from './sequence.js';
import { subscriptionKind } from './subscription.js';
import { tableKind } from './table.js';
import { indexKind } from './tableIndex.js';
import { triggerKind } from './trigger.js';
import { userMappingKind } from './userMapping.js';
import { viewKind } from './view.js';

/** The kinds whose parts can carry comments. What a kind looks up in the builder comes before it. */
const carriers: readonly PostgresKind[] = [
  databaseKind,
  schemaKind,
  extensionKind,
  foreignDataWrapperKind,
  foreignServerKind,
  userMappingKind,
  collationKind,
  enumTypeKind,
  domainKind,
  domainConstraintKind,
  compositeTypeKind,
  rangeTypeKind,
  tableKind,
  foreignTableKind,
  inheritanceKind,
  columnKind,
  tableTypeKind,
  sequenceKind,
  constraintKind,
  functionKind,
  procedureKind,
  baseTypeKind,
  baseTypeDefinitionKind,
  textSearchDictionaryKind,
  textSearchConfigurationKind,
  textSearchTemplateKind,
  textSearchParserKind,
  operatorKind,
  castKind,
  conversionKind,
  languageKind,
  transformKind,
  accessMethodKind,
  operatorFamilyKind,
  operatorClassKind,
  aggregateKind,
  viewKind,
  materializedViewKind,
  indexKind,
  policyKind,
  triggerKind,
  ruleKind,
  extendedStatisticsKind,
  eventTriggerKind,
  publicationKind,
  subscriptionKind,
];

/**
 * Every kind that is compared on PostgreSQL, in the order in which their rows are taken: what a kind looks up in the
 * builder comes before it. Adding one is adding a file and a line here.
 */
export const postgresKinds: readonly PostgresKind[] = [
  ...carriers,
  columnDefaultKind,
  domainDefaultKind,
  indexAttachmentKind,
  partitionTriggerKind,
  publishedTableKind,
  publishedSchemaKind,
  databaseSettingKind,
  commentKind(carriers),
  securityLabelKind(carriers),
  privilegesKind,
  memberPrivilegesKind,
  defaultPrivilegesKind,
];
