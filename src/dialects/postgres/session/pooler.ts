import type { ConnectionSettings } from '../../../core/profiles/connectionSettings.js';

/** What tells a pooler: the process id that the login announced, and the one that the server really has. */
export interface PoolerEvidence {
  readonly announcedPid: number | undefined;
  readonly backendPid: number;
}

/**
 * The connection pooler in between, or undefined. A pooler makes up the process id that it announces (it needs its own
 * keys to pass on cancel requests); the server answers pg_backend_pid() with the true one.
 */
export function detectPooler(settings: ConnectionSettings, evidence: PoolerEvidence): string | undefined {
  if (evidence.announcedPid === evidence.backendPid) return undefined;
  if (settings.host.endsWith('.pooler.supabase.com')) return 'Supavisor';
  if (/\.proxy-[^.]+\..+\.rds\.amazonaws\.com$/.test(settings.host)) return 'RDS Proxy';
  if (settings.port === 6432 || settings.host.includes('-pooler.')) return 'PgBouncer';
  return 'a connection pooler (PgBouncer or the like)';
}

/** What a pooler breaks, in words for a person. */
export function poolerProblems(pooler: string): string {
  return (
    `The connection goes through ${pooler}. In its transaction mode it may change the server's session between two ` +
    'transactions: the lock that keeps two DBVCs from patching one database at once does not hold, and settings hold ' +
    'for one transaction only. Connect to the server directly to apply.'
  );
}
