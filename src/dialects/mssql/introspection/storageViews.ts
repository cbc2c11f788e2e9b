import * as z from 'zod';
import {
  baseType,
  flag,
  integer,
  optionalFlag,
  optionalInteger,
  optionalText,
  seldom,
  type SystemView,
  text,
  variantLiteral,
  view,
} from './systemView.js';

/** How rows and indexes are kept. */
export const storageViews = {
  indexes: view(
    z.object({
      object_id: integer,
      name: optionalText,
      index_id: integer,
      type: integer,
      is_unique: optionalFlag,
      data_space_id: optionalInteger,
      ignore_dup_key: optionalFlag,
      is_primary_key: optionalFlag,
      is_unique_constraint: optionalFlag,
      fill_factor: integer,
      is_padded: optionalFlag,
      is_disabled: optionalFlag,
      is_hypothetical: optionalFlag,
      allow_row_locks: optionalFlag,
      allow_page_locks: optionalFlag,
      has_filter: optionalFlag,
      filter_definition: optionalText,
      auto_created: optionalFlag,
      compression_delay: optionalInteger,
      optimize_for_sequential_key: optionalFlag,
    }),
    { perhaps: ['auto_created', 'optimize_for_sequential_key'] },
  ),
  index_columns: view(
    z.object({
      object_id: integer,
      index_id: integer,
      index_column_id: integer,
      column_id: integer,
      key_ordinal: integer,
      partition_ordinal: integer,
      is_descending_key: optionalFlag,
      is_included_column: optionalFlag,
      column_store_order_ordinal: optionalInteger,
    }),
    { perhaps: ['column_store_order_ordinal'] },
  ),
  stats: view(
    z.object({
      object_id: integer,
      name: optionalText,
      stats_id: integer,
      user_created: optionalFlag,
      no_recompute: optionalFlag,
      is_incremental: optionalFlag,
      filter_definition: optionalText,
      auto_drop: optionalFlag,
    }),
    { perhaps: ['auto_drop'] },
  ),
  stats_columns: view(
    z.object({ object_id: integer, stats_id: integer, stats_column_id: integer, column_id: integer }),
  ),
  partitions: view(
    z.object({
      object_id: integer,
      index_id: integer,
      partition_number: integer,
      data_compression: integer,
      xml_compression: optionalFlag,
    }),
    // Without the many of system tables, which are compressed in no way.
    {
      perhaps: ['xml_compression'],
      where: (has) =>
        `data_compression <> 0 or partition_number > 1${has('xml_compression') ? ' or xml_compression = 1' : ''}`,
    },
  ),
  data_spaces: view(z.object({ name: text, data_space_id: integer, type: text, is_default: flag })),
  partition_functions: seldom(
    z.object({
      name: text,
      function_id: integer,
      type: text,
      boundary_value_on_right: optionalFlag,
      is_system: optionalFlag,
    }),
    { perhaps: ['is_system'] },
  ),
  partition_parameters: seldom(
    z.object({
      function_id: integer,
      user_type_id: integer,
      max_length: integer,
      precision: integer,
      scale: integer,
      collation_name: optionalText,
    }),
  ),
  partition_range_values: seldom(
    z.object({ function_id: integer, boundary_id: integer, value: optionalText, base: optionalText }),
    { expressions: { value: variantLiteral('value'), base: baseType('value') } },
  ),
  partition_schemes: seldom(
    z.object({ name: text, data_space_id: integer, function_id: integer, is_system: optionalFlag }),
    { perhaps: ['is_system'] },
  ),
  destination_data_spaces: seldom(
    z.object({ partition_scheme_id: integer, destination_id: integer, data_space_id: integer }),
  ),
} satisfies Record<string, SystemView>;
