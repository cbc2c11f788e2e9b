import type { Part } from './part.js';
import type { PartId } from './partId.js';

export type Engine = 'postgres' | 'mssql';

/** Which server and database a catalog was read from. */
export interface ServerInfo {
  readonly engine: Engine;
  /** The server's version as one comparable number (PostgreSQL: server_version_num, e.g. 180004). */
  readonly version: number;
  /** The version as a person writes it, e.g. `PostgreSQL 18.4`. */
  readonly versionText: string;
  readonly database: string;
  /** The role that reads, as the server names it. */
  readonly user: string;
  /** The role that the session took on in place of its login's (SET ROLE), where the connection asks for one; `user` then. */
  readonly role?: string;
  /** Equal for two sessions exactly if they are on the same database of the same server. */
  readonly identity: string;
  /** The connection pooler in between, where one was noticed, e.g. `PgBouncer`. */
  readonly pooler?: string;
}

/** An object that exists but whose kind is not compared yet. It still blocks what would destroy it. */
export interface UncomparedObject {
  readonly id: PartId;
  /** The kind in plain words, plural, e.g. `base types`. */
  readonly kind: string;
  /** The name as the server prints it. */
  readonly name: string;
  readonly dependsOn: readonly PartId[];
  /** Those of `dependsOn` that take it along when they are dropped; the server refuses to drop any other. */
  readonly goesWith?: readonly PartId[];
  /** Names that it takes in a namespace shared with kinds that are compared (see `Part.occupies`). */
  readonly occupies?: readonly string[];
}

/** Something that a person must know about a reading, e.g. what the login could not see. */
export interface CatalogNotice {
  readonly code: string;
  readonly message: string;
}

/** Codes of notices that say that DBVC may not know a server well enough: applying to it takes a second yes. */
export const serverDoubts = ['newer-server', 'untried-server'] as const;

export type ServerDoubt = (typeof serverDoubts)[number];

/** Why a server takes a second yes, undefined where it takes none. */
export function serverDoubtOf(
  notices: readonly CatalogNotice[],
): { readonly code: ServerDoubt; readonly message: string } | undefined {
  for (const code of serverDoubts) {
    const notice = notices.find((one) => one.code === code);
    if (notice !== undefined) return { code, message: notice.message };
  }
  return undefined;
}

/** The versions that a server could install of something that comes with it, or update it to. */
export interface Offers {
  /** By name; an empty list where the server has nothing of that name. */
  readonly versions: ReadonlyMap<string, readonly string[]>;
  /** By name and the version before, with a space between. */
  readonly updates: ReadonlyMap<string, readonly string[]>;
}

/** Everything read from one side: parts, their dependencies, and what was found but is not compared. */
export interface Catalog {
  readonly server: ServerInfo;
  readonly parts: ReadonlyMap<PartId, Part>;
  readonly uncompared: readonly UncomparedObject[];
  readonly notices: readonly CatalogNotice[];
  /** What the server could make, where a comparison asked for it; see `Introspector.readOffers`. */
  readonly offers?: Offers;
  /** When the reading ended, ISO 8601. */
  readonly readAt: string;
}
