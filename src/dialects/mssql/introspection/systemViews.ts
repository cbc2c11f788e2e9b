import * as z from 'zod';
import { fulltextViews } from './fulltextViews.js';
import { storageViews } from './storageViews.js';
import {
  constraint,
  flag,
  integer,
  named,
  object,
  optionalFlag,
  optionalInteger,
  optionalText,
  seldom,
  type SystemView,
  text,
  variant,
  view,
} from './systemView.js';

/** What of sys.tables tells of those who would not know of a new table. */
const watching = ['is_tracked_by_cdc', 'is_published', 'is_merge_published', 'is_replicated'] as const;

/**
 * Everything that is read of a database, by the names of the views in sys
 * (https://learn.microsoft.com/sql/relational-databases/system-catalog-views/).
 */
export const systemViews = {
  database: view(
    z.object({
      collation: optionalText,
      sees_definitions: optionalInteger,
      sees_dependencies: optionalInteger,
    }),
    {
      from: '',
      expressions: {
        collation: "convert(nvarchar(128), databasepropertyex(db_name(), 'Collation'))",
        // It reads the name as an identifier: a raw one with a dot in it gives NULL.
        sees_definitions: "has_perms_by_name(quotename(db_name()), 'DATABASE', 'VIEW DEFINITION')",
        sees_dependencies: "has_perms_by_name('sys.sql_expression_dependencies', 'OBJECT', 'SELECT')",
      },
    },
  ),
  // By its name: on Azure, DB_ID() may be another number than the one here.
  databases: seldom(
    z.object({
      containment: optionalInteger,
      catalog_collation_type: optionalInteger,
      is_cdc_enabled: optionalFlag,
    }),
    { perhaps: ['containment', 'catalog_collation_type', 'is_cdc_enabled'], where: '[name] = db_name()' },
  ),
  ...storageViews,
  schemas: view(z.object({ name: text, schema_id: integer, principal_id: optionalInteger })),
  database_principals: view(
    z.object({
      name: text,
      principal_id: integer,
      type: text,
      is_fixed_role: flag,
      owning_principal_id: optionalInteger,
      default_schema_name: optionalText,
      authentication_type: optionalInteger,
      login_name: optionalText,
    }),
    {
      // Never the SID itself.
      expressions: { login_name: 'suser_sname(sid)' },
      perhaps: ['authentication_type'],
    },
  ),
  database_role_members: seldom(z.object({ role_principal_id: integer, member_principal_id: integer })),
  types: view(
    z.object({
      name: text,
      user_type_id: integer,
      system_type_id: integer,
      schema_id: integer,
      max_length: integer,
      precision: integer,
      scale: integer,
      is_nullable: optionalFlag,
      is_user_defined: flag,
      is_assembly_type: flag,
      is_table_type: flag,
      default_object_id: integer,
      rule_object_id: integer,
    }),
  ),
  table_types: view(
    z.object({
      name: text,
      schema_id: integer,
      user_type_id: integer,
      type_table_object_id: integer,
      is_memory_optimized: optionalFlag,
    }),
  ),
  tables: view(
    z.object({
      ...object,
      temporal_type: optionalInteger,
      is_memory_optimized: optionalFlag,
      is_external: optionalFlag,
      is_filetable: optionalFlag,
      is_node: optionalFlag,
      is_edge: optionalFlag,
      ledger_type: optionalInteger,
      lock_escalation: optionalInteger,
      text_in_row_limit: optionalInteger,
      large_value_types_out_of_row: optionalFlag,
      uses_ansi_nulls: optionalFlag,
      history_table_id: optionalInteger,
      history_retention_period: optionalInteger,
      history_retention_period_unit: optionalInteger,
      is_tracked_by_cdc: optionalFlag,
      is_published: optionalFlag,
      is_merge_published: optionalFlag,
      is_replicated: optionalFlag,
      lob_data_space_id: optionalInteger,
    }),
    { perhaps: [...watching, 'ledger_type', 'history_retention_period', 'history_retention_period_unit'] },
  ),
  change_tracking_tables: seldom(z.object({ object_id: integer })),
  columns: view(
    z.object({
      object_id: integer,
      name: text,
      column_id: integer,
      user_type_id: integer,
      max_length: integer,
      precision: integer,
      scale: integer,
      collation_name: optionalText,
      is_nullable: optionalFlag,
      is_ansi_padded: optionalFlag,
      is_rowguidcol: flag,
      is_identity: flag,
      is_computed: flag,
      is_sparse: optionalFlag,
      is_column_set: optionalFlag,
      is_filestream: flag,
      is_xml_document: flag,
      xml_collection_id: integer,
      default_object_id: integer,
      rule_object_id: integer,
      encryption_type: optionalInteger,
      is_masked: optionalFlag,
      generated_always_type: optionalInteger,
      is_hidden: optionalFlag,
      vector_base_type: optionalInteger,
    }),
    { perhaps: ['generated_always_type', 'is_hidden', 'vector_base_type'] },
  ),
  periods: seldom(z.object({ object_id: integer, start_column_id: integer, end_column_id: integer })),
  computed_columns: view(
    z.object({ object_id: integer, column_id: integer, definition: optionalText, is_persisted: flag }),
  ),
  identity_columns: view(
    z.object({
      object_id: integer,
      column_id: integer,
      seed_value: optionalText,
      increment_value: optionalText,
      is_not_for_replication: optionalFlag,
    }),
    {
      expressions: { seed_value: variant('seed_value'), increment_value: variant('increment_value') },
    },
  ),
  masked_columns: view(z.object({ object_id: integer, column_id: integer, masking_function: optionalText })),
  default_constraints: view(z.object({ ...constraint, parent_column_id: integer, definition: optionalText })),
  check_constraints: view(
    z.object({
      ...constraint,
      parent_column_id: integer,
      definition: optionalText,
      is_disabled: flag,
      is_not_trusted: flag,
      is_not_for_replication: flag,
    }),
  ),
  key_constraints: view(z.object({ ...constraint, type: text, unique_index_id: optionalInteger })),
  foreign_keys: view(
    z.object({
      ...constraint,
      referenced_object_id: optionalInteger,
      key_index_id: optionalInteger,
      is_disabled: flag,
      is_not_trusted: flag,
      is_not_for_replication: flag,
      delete_referential_action: optionalInteger,
      update_referential_action: optionalInteger,
    }),
  ),
  foreign_key_columns: view(
    z.object({
      constraint_object_id: integer,
      constraint_column_id: integer,
      parent_object_id: integer,
      parent_column_id: integer,
      referenced_object_id: integer,
      referenced_column_id: integer,
    }),
  ),
  objects: view(z.object({ ...object, parent_object_id: integer, type: text }), {
    where: 'is_ms_shipped = 0',
  }),
  sql_modules: view(
    z.object({
      object_id: integer,
      definition: optionalText,
      uses_ansi_nulls: optionalFlag,
      uses_quoted_identifier: optionalFlag,
      is_schema_bound: optionalFlag,
      uses_native_compilation: optionalFlag,
    }),
  ),
  triggers: view(
    z.object({
      object_id: integer,
      name: text,
      parent_class: integer,
      parent_id: integer,
      type: text,
      is_ms_shipped: flag,
      is_disabled: flag,
      is_instead_of_trigger: optionalFlag,
    }),
  ),
  trigger_events: view(
    z.object({ object_id: integer, type_desc: optionalText, is_first: optionalFlag, is_last: optionalFlag }),
  ),
  sequences: view(
    z.object({
      ...object,
      user_type_id: integer,
      precision: integer,
      scale: optionalInteger,
      start_value: optionalText,
      increment: optionalText,
      minimum_value: optionalText,
      maximum_value: optionalText,
      is_cycling: optionalFlag,
      is_cached: optionalFlag,
      cache_size: optionalInteger,
    }),
    {
      expressions: {
        start_value: variant('start_value'),
        increment: variant('increment'),
        minimum_value: variant('minimum_value'),
        maximum_value: variant('maximum_value'),
      },
    },
  ),
  synonyms: view(z.object({ ...object, base_object_name: text })),
  parameters: view(
    z.object({
      object_id: integer,
      name: optionalText,
      parameter_id: integer,
      user_type_id: integer,
      xml_collection_id: integer,
    }),
  ),
  extended_properties: view(
    z.object({
      class: integer,
      major_id: integer,
      minor_id: integer,
      name: text,
      value: optionalText,
      type: optionalText,
    }),
    {
      expressions: {
        value: variant('value'),
        type: "convert(nvarchar(128), sql_variant_property(value, 'BaseType'))",
      },
    },
  ),
  sql_expression_dependencies: seldom(
    z.object({
      referencing_id: integer,
      referencing_minor_id: integer,
      referencing_class: integer,
      is_schema_bound_reference: flag,
      referenced_class: integer,
      referenced_id: optionalInteger,
      referenced_minor_id: integer,
    }),
  ),
  xml_schema_collections: seldom(
    z.object({ name: text, schema_id: integer, xml_collection_id: integer, definition: optionalText }),
    {
      expressions: {
        definition: 'convert(nvarchar(max), xml_schema_namespace(schema_name([schema_id]), [name]))',
      },
      where: "[schema_id] <> schema_id(N'sys')",
    },
  ),
  security_policies: seldom(
    z.object({ ...object, is_enabled: optionalFlag, is_not_for_replication: optionalFlag }),
  ),
  security_predicates: seldom(
    z.object({
      object_id: integer,
      target_object_id: integer,
      predicate_definition: optionalText,
      predicate_type: optionalInteger,
      operation: optionalInteger,
    }),
  ),
  ...fulltextViews,
  // What is found but not compared: names are enough.
  numbered_procedures: seldom(z.object({ object_id: integer, procedure_number: integer })),
  crypt_properties: seldom(z.object({ class: integer, major_id: integer })),
  event_notifications: seldom(named),
  database_audit_specifications: seldom(named),
  external_libraries: seldom(named),
  external_models: seldom(named),
  assemblies: seldom(z.object({ name: text, is_user_defined: flag })),
  column_master_keys: seldom(named),
  column_encryption_keys: seldom(named),
  external_data_sources: seldom(named),
  external_file_formats: seldom(named),
  certificates: seldom(named),
  symmetric_keys: seldom(named),
  asymmetric_keys: seldom(named),
  database_scoped_credentials: seldom(named),
  database_permissions: seldom(
    z.object({
      class: integer,
      major_id: integer,
      minor_id: integer,
      grantee_principal_id: integer,
      permission_name: text,
      state: optionalText,
    }),
    { where: 'major_id >= 0' },
  ),
  service_contracts: seldom(z.object({ name: text }), {
    where: "name not like N'http://schemas.microsoft.com/%' and name <> N'DEFAULT'",
  }),
  service_message_types: seldom(z.object({ name: text }), {
    where: "name not like N'http://schemas.microsoft.com/%' and name <> N'DEFAULT'",
  }),
  routes: seldom(z.object({ name: text }), { where: "name <> N'AutoCreatedLocal'" }),
  remote_service_bindings: seldom(named),
  conversation_priorities: seldom(named),
  services: seldom(z.object({ name: text }), { where: "name not like N'http://schemas.microsoft.com/%'" }),
  plan_guides: seldom(named),
} satisfies Record<string, SystemView>;

export type SystemViewName = keyof typeof systemViews;
export type SystemRow<Name extends SystemViewName> = z.infer<(typeof systemViews)[Name]['row']>;

/** The columns that a server has, by view. */
export type ServerColumns = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Asks the server which views and columns it has: versions and editions differ (Azure SQL Database says 12 whatever it has),
 * and one unknown name would fail the whole batch.
 */
export const columnsQuery = `select v.[name] as [view], c.[name] as [column]
from sys.all_views as v join sys.all_columns as c on c.[object_id] = v.[object_id]
where v.[schema_id] = schema_id('sys') and v.[name] in (${Object.keys(systemViews)
  .map((name) => `'${name}'`)
  .join(', ')})`;

/** The query that reads a view as a server has it; undefined where the server has no such view and may do without. */
export function viewQuery(name: SystemViewName, server: ServerColumns): string | undefined {
  const { row, from, expressions = {}, perhaps = [], where, isSeldom }: SystemView = systemViews[name];
  const present = server.get(name);
  if (present === undefined && isSeldom === true) return undefined;
  const columns = Object.keys(row.shape).map((column) => {
    if (perhaps.includes(column) && present?.has(column) !== true) return `null as [${column}]`;
    const expression = expressions[column];
    return expression === undefined ? `[${column}]` : `${expression} as [${column}]`;
  });
  const source = from === '' ? '' : `\nfrom ${from ?? `sys.${name}`}`;
  const condition = typeof where === 'function' ? where((column) => present?.has(column) === true) : where;
  return `select ${columns.join(', ')}${source}${condition === undefined ? '' : `\nwhere ${condition}`}`;
}
