import type { DbvcError } from '../errors.js';
import type { Part } from '../model/part.js';
import type { PartId } from '../model/partId.js';
import type { Session } from './session.js';

export interface BeginOptions {
  /** Milliseconds; 0 means none. */
  readonly lockTimeout: number;
  readonly statementTimeout: number;
}

/** A statement that the guard refuses, with the reason in words and the 1-based position of the offending token. */
export interface GuardViolation {
  readonly reason: string;
  readonly position: number;
}

/** Where a failing statement came from, to make sentences about it. */
export interface StatementContext {
  readonly statement: string;
  readonly object: string;
  readonly objectId: string;
  /** Parts by the names that error messages use, of both sides, to say which object needs what and what is drifted. */
  findByName(name: string): { readonly described: string; readonly drifted: boolean } | undefined;
}

/** A statement of a script, without its terminator, and the 1-based line that it begins on. */
export interface ScriptLine {
  readonly sql: string;
  readonly line: number;
}

/** Who uses a table, and how large it is, as far as the login may see it. */
export interface TableTraffic {
  /** About how many rows it has; undefined where the server has not counted. */
  readonly rows?: number;
  /** The transactions of others that hold it, the longest first. */
  readonly holders: readonly LockHolder[];
}

/** A transaction that a statement which needs the table for itself waits for. */
export interface LockHolder {
  /** Who it is, as the server's own lists name it: `pid 4711, app, idle in transaction`. */
  readonly who: string;
  /** For how long it has been open; undefined where the login may not see that. */
  readonly seconds?: number;
}

/** What the executor needs from an engine to run a plan. */
export interface Executor {
  /**
   * The reasons why a statement may not run. `origin` is `generated` for the planner's own statements and `edited`
   * for scripts that a person changed, where DO blocks and dynamic SQL are refused too.
   */
  guard(sql: string, origin: 'generated' | 'edited'): Promise<readonly GuardViolation[]>;

  /**
   * The statements of a script that the generator wrote and a person may have changed, by transaction, without the
   * settings and the BEGIN and COMMIT that the generator put around them. `own` are the statements that it wrote, `role` is
   * what its sessions take on. Throws `invalid-input` with the line of what cannot be read, or stands outside of all
   * transactions.
   */
  readScript(
    script: string,
    own: readonly string[],
    role?: string,
  ): Promise<readonly (readonly ScriptLine[])[]>;

  /** Takes the lock that keeps two DBVCs from patching one database at once. Throws `busy`. Outlives transactions. */
  acquireApplyLock(session: Session): Promise<void>;
  releaseApplyLock(session: Session): Promise<void>;

  /** Opens the transaction with timeouts and whatever settings DDL needs. */
  begin(session: Session, options: BeginOptions): Promise<void>;
  /**
   * Locks the relations among these parts that exist, in a fixed order. Gives those that the login may not lock: others can
   * change them until a step does, and what the patch leaves is verified all the same.
   */
  lock(session: Session, parts: readonly Part[], signal?: AbortSignal): Promise<readonly Part[]>;
  /** How large tables are and which transactions hold them, by the id of the table. Reads no row of theirs and waits for no lock. */
  traffic(
    session: Session,
    tables: readonly Part[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<PartId, TableTraffic>>;
  /** Takes back settings of a script that a person edited which change how the server prints a schema. */
  printAsUsual?(session: Session): Promise<void>;
  commit(session: Session): Promise<void>;
  rollback(session: Session): Promise<void>;

  /** An error of the server as one of ours, with object, statement, position and a hint. */
  translate(error: unknown, context: StatementContext): DbvcError;
}
