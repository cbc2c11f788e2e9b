import type {
  Alteration,
  AttributeChange,
  ScriptContext,
  Statement,
} from '../../../core/dialect/scriptGenerator.js';
import type { SqlRow } from '../../../core/dialect/session.js';
import type { ObjectKind } from '../../../core/model/objectKind.js';
import type { Part } from '../../../core/model/part.js';
import type { CatalogBuilder } from '../introspection/catalogBuilder.js';
import type { FollowUp } from '../introspection/followUp.js';
import type { RowShape } from '../introspection/rows.js';

/** A stub, and what it says: of what the part depends on, it needs what is named there. */
export interface KindStub {
  readonly statements: readonly Statement[];
  /** Names of types, expressions. */
  readonly says: readonly string[];
}

/**
 * All that the project knows about one kind of part in PostgreSQL: how it is read, what equality means (its
 * attributes), and the DDL that creates, alters and drops one. One file per kind in this folder, one line in
 * `kinds.ts`.
 */
export interface PostgresKind {
  /** The kind of the parts, e.g. `view`. */
  readonly name: string;
  /** How front ends show it, for kinds that are objects of their own. */
  readonly object?: ObjectKind;
  /** Position among creates when nothing else decides; drops go the other way round. */
  readonly rank: number;
  /** The columns of the query. */
  readonly row: RowShape;
  /** One set-based query for the whole database, for a server of this version (server_version_num). */
  query(version: number): string;
  /**
   * Adds a part for each row. The kinds are read in the order of the list, so that what hangs on the parts of others
   * (comments, privileges) finds them by `builder.find`. Rows of system schemas and of members of extensions are already
   * out of the query.
   */
  read(rows: readonly SqlRow[], builder: CatalogBuilder): void;
  /**
   * What to ask further because of these rows: what not every database needs, or not every login may ask. Undefined
   * where there is nothing to ask.
   */
  followUp?(rows: readonly SqlRow[], builder: CatalogBuilder): FollowUp | undefined;
  /** What COMMENT ON, ALTER … OWNER TO and GRANT … ON call the part: `TABLE public.users`. Undefined: none of them applies. */
  address?(part: Part): string;
  /** The part in words: `column public.users.email`. */
  describe(part: Part): string;
  /** See `ScriptGenerator.obstacle`; nothing is in the way where it is not given. */
  obstacle?(part: Part, context: ScriptContext): string | undefined;
  /** See `ScriptGenerator.dropObstacle`; nothing is in the way where it is not given. */
  dropObstacle?(part: Part, context: ScriptContext): string | undefined;
  /** See `ScriptGenerator.remakeObstacle`; nothing is in the way where it is not given. */
  remakeObstacle?(part: Part, context: ScriptContext): string | undefined;
  create(part: Part, inline: readonly Part[], context: ScriptContext): readonly Statement[];
  drop(part: Part, context: ScriptContext): readonly Statement[];
  /** See `ScriptGenerator.setAside` and `bringBack`, for kinds with an alteration that keeps what a part holds. */
  setAside?(
    part: Part,
    isWhole: boolean,
    parts: readonly Part[],
    context: ScriptContext,
  ): readonly Statement[];
  bringBack?(target: Part, next: Part, made: readonly Part[], context: ScriptContext): readonly Statement[];
  alter(target: Part, source: Part, changes: readonly AttributeChange[], context: ScriptContext): Alteration;
  /** See `ScriptGenerator.stub`, for kinds whose parts can be in a cycle that cannot be made in pieces. */
  stub?(part: Part, there: Part | undefined): KindStub | undefined;
  /** Whether creating a part of this kind writes `child` into its own statement; `no` where it is not given. */
  inlines?(parent: Part, child: Part): 'must' | 'may' | 'no';
}
