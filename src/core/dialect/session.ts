import type { ServerInfo } from '../model/catalog.js';

/** A value as sessions deliver it, whatever the driver: see {@link Session.query}. */
export type SqlValue = string | number | boolean | null | readonly string[] | object;

export type SqlRow = Readonly<Record<string, SqlValue>>;

/** One open session on a database. Statements run one after the other. */
export interface Session {
  readonly server: ServerInfo;

  /**
   * Runs one statement with positional parameters. Booleans come as booleans; int2, int4 and oid as numbers; json as
   * parsed values; text[] and name[] as lists of strings; everything else as the server's text.
   * Throws `DbvcError` (translated as far as possible without context), or `CancelledError` when `signal` fired:
   * the cancellation has reached the server by then, or the session is closed.
   */
  query(
    sql: string,
    parameters?: readonly (string | number | boolean | null)[],
    signal?: AbortSignal,
  ): Promise<readonly SqlRow[]>;

  /** Runs several statements without parameters in one message; one list of rows per statement. */
  queryMany(statements: readonly string[], signal?: AbortSignal): Promise<readonly (readonly SqlRow[])[]>;

  /** What the server says beside results (NOTICE, WARNING), until the returned function is called. */
  onNotice(listener: (severity: string, message: string) => void): () => void;

  /** Ends the session; an open transaction is rolled back. Never throws. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Sessions that read are read-only on the server as well. */
  readonly purpose: 'read' | 'apply';
  readonly signal?: AbortSignal;
  /** Milliseconds; 0 means none. */
  readonly statementTimeout?: number;
  readonly lockTimeout?: number;
}

export type Environment = 'development' | 'staging' | 'production';

/** One side of a comparison as something to connect to: a server's database or an embedded one. */
export interface Database {
  /** How people call it: the profile's name, or `host/database`. Never holds a password. */
  readonly label: string;
  /** `host:port/database` or the like, for descriptions. */
  readonly address: string;
  readonly environment?: Environment;
  readonly readOnly?: boolean;
  /** The profile's name where there is one. */
  readonly profile?: string;
  /** Whether several sessions at once can share a snapshot (the demo's embedded engine has one session). */
  readonly parallelSessions: boolean;
  open(options: OpenOptions): Promise<Session>;
}
