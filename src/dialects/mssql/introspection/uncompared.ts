import type { PartId } from '../../../core/model/partId.js';
import { quoteIdentifier, quoteQualified } from '../generator/quoting.js';
import { addFilegroups } from '../kinds/filegroup.js';
import type { CatalogBuilder } from './catalogBuilder.js';
import type { SystemCatalog } from './systemCatalog.js';

/** Types of sys.objects that no kind reads and that are objects of their own: what they are called. */
const objectTypes: Readonly<Record<string, string>> = {
  AF: 'CLR aggregates',
  D: 'stand-alone defaults',
  FS: 'CLR functions',
  FT: 'CLR functions',
  PC: 'CLR procedures',
  R: 'rules',
  RF: 'replication filter procedures',
  SQ: 'service queues',
  X: 'extended stored procedures',
};

/** What is found but not compared, by kind, so that nobody believes that it is equal. */
export function addUncompared(system: SystemCatalog, builder: CatalogBuilder): void {
  const add = (kind: string, name: string, ...on: readonly (PartId | undefined)[]): PartId => {
    const id = builder.id('uncompared', kind, name);
    const goesWith = on.filter((one) => one !== undefined);
    builder.addUncompared({ id, kind, name, ...(goesWith.length === 0 ? {} : { goesWith }) }, ...on);
    return id;
  };
  for (const row of system.objects) {
    const type = row.type.trim();
    const kind = objectTypes[type];
    // A default of a column is the column's.
    if (kind === undefined || (type === 'D' && row.parent_object_id !== 0)) continue;
    builder.atObject(row.object_id, add(kind, quoteQualified(builder.schema(row.schema_id), row.name)));
  }
  for (const type of system.types) {
    if (!type.is_user_defined || !type.is_assembly_type) continue;
    const name = quoteQualified(builder.schema(type.schema_id), type.name);
    builder.atType(type.user_type_id, add('CLR types', name));
  }
  addFulltext(system, builder);
  addWatches(system, builder);
  addOfModules(system, builder);
  for (const { name, is_user_defined: own } of system.assemblies)
    if (own) add('assemblies', quoteIdentifier(name));
  for (const [kind, rows] of plainViews(system)) {
    for (const { name } of rows) if (!name.startsWith('##')) add(kind, quoteIdentifier(name));
  }
  addFilegroups(system, builder);
  addPrincipals(system, add);
}

/**
 * Of full-text search: indexes of views, whose key no ALTER of the view may take away, and who owns what, which would
 * be another after making it anew.
 */
function addFulltext(system: SystemCatalog, builder: CatalogBuilder): void {
  for (const { object_id: object, unique_index_id: key } of system.fulltext_indexes) {
    const view = builder.partAt(object);
    if (view === undefined || view.kind === 'table') continue;
    const [kind, name] = ['full-text indexes of views', quoteQualified(...view.path)];
    const id = builder.id('uncompared', kind, name);
    builder.addUncompared({ id, kind, name, goesWith: [view.id] }, view.id, builder.index(object, key));
  }
  const owned = [
    ...system.fulltext_catalogs.map((one) => ({ ...one, of: 'fulltext-catalog', word: 'catalog' })),
    ...system.fulltext_stoplists.map((one) => ({ ...one, of: 'fulltext-stoplist', word: 'stoplist' })),
  ];
  const principals = new Map(system.database_principals.map((one) => [one.principal_id, one.name]));
  for (const { of, word, name, principal_id: owner } of owned) {
    const person = owner === null ? undefined : principals.get(owner);
    if (person === undefined || person === 'dbo') continue;
    const kind = 'owners of full-text catalogs and stoplists';
    const said = `${quoteIdentifier(person)}, of ${word} ${quoteIdentifier(name)}`;
    const part = builder.id(of, name);
    builder.addUncompared(
      { id: builder.id('uncompared', kind, said), kind, name: said, goesWith: [part] },
      part,
    );
  }
}

/** What looks at the changes of rows, which goes when its table does. */
function addWatches(system: SystemCatalog, builder: CatalogBuilder): void {
  const captured = system.tables.filter((row) => row.is_tracked_by_cdc === true);
  for (const [kind, rows] of [
    ['change data capture of tables', captured],
    ['change tracking of tables', system.change_tracking_tables],
  ] as const) {
    for (const { object_id: object } of rows) {
      const table = builder.partAt(object);
      if (table === undefined) continue;
      const name = quoteQualified(...table.path);
      const id = builder.id('uncompared', kind, name);
      builder.addUncompared({ id, kind, name, goesWith: [table.id] }, table.id);
    }
  }
}

/**
 * The further procedures under one name (`;2`), which DROP takes along, and the signatures of modules, which DROP and ALTER do
 * (https://learn.microsoft.com/sql/t-sql/statements/add-signature-transact-sql).
 */
function addOfModules(system: SystemCatalog, builder: CatalogBuilder): void {
  for (const { object_id: object, procedure_number: number } of system.numbered_procedures) {
    const procedure = builder.partAt(object);
    if (procedure === undefined) continue;
    const [kind, name] = ['numbered procedures', `${quoteQualified(...procedure.path)};${String(number)}`];
    builder.addUncompared({ id: builder.id('uncompared', kind, name), kind, name }, procedure.id);
  }
  for (const { class: of, major_id: object } of system.crypt_properties) {
    const module = of === 1 ? builder.partAt(object) : undefined;
    if (module === undefined) continue;
    const [kind, name] = ['signatures of modules', quoteQualified(...module.path)];
    const id = builder.id('uncompared', kind, name);
    builder.addUncompared({ id, kind, name, goesWith: [module.id] }, module.id);
    builder.detail(module.id, 'signed', true);
  }
}

type Named = readonly { readonly name: string }[];

function plainViews(system: SystemCatalog): readonly (readonly [string, Named])[] {
  return [
    ['column master keys', system.column_master_keys],
    ['column encryption keys', system.column_encryption_keys],
    ['external data sources', system.external_data_sources],
    ['external file formats', system.external_file_formats],
    ['certificates', system.certificates],
    ['symmetric keys', system.symmetric_keys],
    ['asymmetric keys', system.asymmetric_keys],
    ['database scoped credentials', system.database_scoped_credentials],
    ['service broker contracts', system.service_contracts],
    ['service broker services', system.services],
    ['service broker message types', system.service_message_types],
    ['service broker routes', system.routes],
    ['service broker bindings', system.remote_service_bindings],
    ['service broker priorities', system.conversation_priorities],
    ['event notifications', system.event_notifications],
    ['audit specifications', system.database_audit_specifications],
    ['external libraries', system.external_libraries],
    ['external models', system.external_models],
    ['plan guides', system.plan_guides],
    ['search property lists', system.registered_search_property_lists],
  ];
}

function addPrincipals(system: SystemCatalog, add: (kind: string, name: string) => void): void {
  for (const { name, type } of system.database_principals) {
    if (type === 'A') add('application roles', quoteIdentifier(name));
    if (type === 'C' || type === 'K') add('users of certificates and keys', quoteIdentifier(name));
  }
}
