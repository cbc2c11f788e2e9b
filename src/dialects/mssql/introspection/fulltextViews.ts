import * as z from 'zod';
import {
  flag,
  integer,
  optionalFlag,
  optionalInteger,
  optionalText,
  seldom,
  type SystemView,
  text,
} from './systemView.js';

/** Full-text search: https://learn.microsoft.com/sql/relational-databases/system-catalog-views/full-text-search-and-semantic-search-catalog-views-transact-sql */
export const fulltextViews = {
  fulltext_catalogs: seldom(
    z.object({
      name: text,
      fulltext_catalog_id: integer,
      is_default: optionalFlag,
      is_accent_sensitivity_on: optionalFlag,
      principal_id: optionalInteger,
    }),
  ),
  fulltext_stoplists: seldom(z.object({ name: text, stoplist_id: integer, principal_id: optionalInteger })),
  registered_search_property_lists: seldom(z.object({ name: text })),
  fulltext_stopwords: seldom(z.object({ stoplist_id: integer, stopword: text, language_id: integer })),
  fulltext_indexes: seldom(
    z.object({
      object_id: integer,
      unique_index_id: integer,
      fulltext_catalog_id: optionalInteger,
      is_enabled: flag,
      change_tracking_state: optionalText,
      stoplist_id: optionalInteger,
      property_list_id: optionalInteger,
    }),
  ),
  fulltext_index_columns: seldom(
    z.object({
      object_id: integer,
      column_id: integer,
      type_column_id: optionalInteger,
      language_id: integer,
      statistical_semantics: optionalInteger,
    }),
  ),
} satisfies Record<string, SystemView>;
