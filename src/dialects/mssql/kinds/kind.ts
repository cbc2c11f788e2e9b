import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { ObjectKind } from '../../../core/model/objectKind.js';
import type { Part } from '../../../core/model/part.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { SystemCatalog } from '../introspection/systemCatalog.js';

/**
 * All that the project knows about one kind of part in SQL Server: how it is read, what equality means (its
 * attributes), and the DDL that creates, alters and drops one. One file per kind in this folder, one line in `kinds.ts`.
 */
export interface MssqlKind {
  /** The kind of the parts, e.g. `view`. */
  readonly name: string;
  /** How front ends show it, for kinds that are objects of their own. */
  readonly object?: ObjectKind;
  /** Position among creates when nothing else decides; drops go the other way round. */
  readonly rank: number;
  /** Adds a part for each row; kinds are read in the order of the list, so that what they look up is there. */
  read(system: SystemCatalog, builder: CatalogBuilder): void;
  /** The part in words: `column [dbo].[Users].[Email]`. */
  describe(part: Part): string;
  /** Why the target cannot have the part. */
  obstacle?(part: Part, context: ScriptContext): string | undefined;
  create(part: Part, inline: readonly Part[], context: ScriptContext): readonly Statement[];
  drop(part: Part, context: ScriptContext): readonly Statement[];
  /** For what is made anew with what it holds; see `ScriptGenerator`. */
  setAside?(part: Part, parts: readonly Part[], context: ScriptContext): readonly Statement[];
  bringBack?(target: Part, next: Part, made: readonly Part[], context: ScriptContext): readonly Statement[];
  alter(target: Part, source: Part, changes: readonly AttributeChange[], context: ScriptContext): Alteration;
  /** Whether creating a part of this kind writes `child` into its own statement; `no` where it is not given. */
  inlines?(parent: Part, child: Part): 'must' | 'may' | 'no';
}
