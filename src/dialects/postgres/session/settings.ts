import type { OpenOptions } from '../../../core/dialect/session.js';
import { quoteLiteral } from '../generator/quoting.js';

/** A server setting and its value. */
export type Setting = readonly [name: string, value: string];

/** What the settings depend on beside the purpose. */
export interface SettingsContext {
  /** server_version_num. */
  readonly version: number;
  /** `version()`, which names the platform. */
  readonly description: string;
}

/** Whatever changes how the server prints catalogs, fixed to what pg_dump fixes it to, and to one time zone. */
const output: readonly Setting[] = [
  ['search_path', ''],
  ['client_encoding', 'UTF8'],
  ['DateStyle', 'ISO, MDY'],
  ['IntervalStyle', 'postgres'],
  // Defaults and bounds of type timestamptz print in the session's zone.
  ['TimeZone', 'UTC'],
  ['lc_monetary', 'C'],
  ['extra_float_digits', '3'],
  ['bytea_output', 'hex'],
  ['xmlbinary', 'base64'],
  ['xmloption', 'content'],
  ['array_nulls', 'on'],
  ['standard_conforming_strings', 'on'],
  ['quote_all_identifiers', 'off'],
  ['transform_null_equals', 'off'],
];

/** What a role or database could have set that would get in the way of long catalog queries and of DDL. */
const behaviour: readonly Setting[] = [
  // A row that a policy hides is an error rather than silently missing.
  ['row_security', 'off'],
  ['default_transaction_isolation', 'read committed'],
  ['default_transaction_deferrable', 'off'],
  ['idle_in_transaction_session_timeout', '0'],
  ['default_tablespace', ''],
  ['default_table_access_method', 'heap'],
  // Catalog queries look expensive to the planner, and compiling them takes longer than running them.
  ['jit', 'off'],
  // The same with workers: the sessions of a reading share the work already.
  ['max_parallel_workers_per_gather', '0'],
  ['client_min_messages', 'notice'],
];

/** The settings of a session, for its purpose and the server's version. */
export function sessionSettings(options: OpenOptions, context: SettingsContext): readonly Setting[] {
  const settings: Setting[] = [
    ...output,
    ...behaviour,
    ['statement_timeout', String(options.statementTimeout ?? 0)],
    ['lock_timeout', String(options.lockTimeout ?? 0)],
  ];
  if (context.version >= 140_000) {
    settings.push(['idle_session_timeout', '0']);
    // A server that notices that DBVC is gone stops the statement; only Linux can look (14).
    if (context.description.includes('linux')) settings.push(['client_connection_check_interval', '2s']);
  }
  if (context.version >= 170_000) settings.push(['transaction_timeout', '0']);
  if (options.purpose === 'read') settings.push(['default_transaction_read_only', 'on']);
  return settings;
}

/** One statement that makes the settings hold for the session. */
export function applySettings(settings: readonly Setting[]): string {
  const calls = settings.map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', false)`);
  return `select ${calls.join(',\n  ')}`;
}

/**
 * Statements that make the settings hold for the transaction that was just begun, and for nothing else. Behind a
 * pooler, a session's settings would end up in somebody else's session. Plain SET, because a SELECT would take the
 * transaction's snapshot before SET TRANSACTION SNAPSHOT can name one.
 */
export function applyLocally(settings: readonly Setting[]): readonly string[] {
  return settings.flatMap(([name, value]) => {
    if (name === 'default_transaction_read_only') return ['SET TRANSACTION READ ONLY'];
    if (name.startsWith('default_transaction_') || name === 'idle_session_timeout') return [];
    // A list in quotes is one value to SET: DateStyle takes it so, search_path reads '' as no schema.
    return [`SET LOCAL ${name} = ${quoteLiteral(value)}`];
  });
}

/** Statements that set again what decides how the server prints catalogs, for the session or the transaction alone. */
export function printAsUsual(isLocal: boolean): readonly string[] {
  return output.map(([name, value]) => `SET ${isLocal ? 'LOCAL ' : ''}${name} = ${quoteLiteral(value)}`);
}

/** Whether a statement opens a transaction. */
export function beginsTransaction(sql: string): boolean {
  return /^\s*(?:begin|start\s+transaction)\b/i.test(sql);
}
