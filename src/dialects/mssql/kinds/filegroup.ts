import type { ScriptContext } from '../../../core/dialect/scriptGenerator.js';
import { quoteIdentifier } from '../generator/quoting.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';

const kind = 'filegroups';

/**
 * Names the filegroups beside PRIMARY: their files belong to the server's disks, and ALTER DATABASE, which makes them, has
 * no place in a patch.
 */
export function addFilegroups(system: SystemCatalog, builder: CatalogBuilder): void {
  for (const { name, type } of system.data_spaces) {
    if (type.trim() === 'PS' || name === 'PRIMARY') continue;
    builder.addUncompared({
      id: builder.id('filegroup', name),
      kind,
      name: quoteIdentifier(name),
      occupies: [builder.occupied('data-space', name)],
    });
  }
}

/** Why the target cannot have what lies in these filegroups; undefined where it has them all. */
export function missingFilegroup(names: readonly string[], { target }: ScriptContext): string | undefined {
  const present = new Set(
    target.uncompared.filter((one) => one.kind === kind).map(({ name }) => name.toLowerCase()),
  );
  const missing = names.find(
    (name) => name.toUpperCase() !== 'PRIMARY' && !present.has(quoteIdentifier(name).toLowerCase()),
  );
  return missing === undefined
    ? undefined
    : `the target has no filegroup ${quoteIdentifier(missing)}: whoever looks after its files adds it, by ALTER DATABASE`;
}
