import type { Engine } from '../model/catalog.js';
import type { Secret } from '../secret.js';

/** libpq's sslmode, which both engines' settings are expressed in. */
export const tlsModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

export type TlsMode = (typeof tlsModes)[number];

export interface TlsSettings {
  readonly mode: TlsMode;
  /** Paths of PEM files. `rootCertificate` may be `system` for the operating system's store (libpq 16). */
  readonly rootCertificate?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly keyPassword?: Secret;
  /** `direct` starts with TLS at once, without asking the server first (libpq 17, servers from 17). */
  readonly negotiation?: 'postgres' | 'direct';
  /** `require` refuses a login that is not bound to the TLS channel (SCRAM-SHA-256-PLUS). */
  readonly channelBinding?: 'disable' | 'prefer' | 'require';
}

/** Everything needed to open a session, resolved: no environment, service or password file is read after this. */
export interface ConnectionSettings {
  readonly engine: Engine;
  /** A host name, an address, or a directory of a Unix socket when it starts with `/` (or `@`). */
  readonly host: string;
  /** The address to connect to without asking for `host`, which certificates are still checked against. */
  readonly hostAddress?: string;
  readonly port: number;
  /** Where to connect to in place of host and port, which certificates and messages still name: the near end of a tunnel. */
  readonly via?: { readonly host: string; readonly port: number };
  /** A named instance of SQL Server, whose port the server's browser service knows. */
  readonly instance?: string;
  readonly database: string;
  readonly user: string;
  /** The role that every session takes on after its login (PostgreSQL's SET ROLE). */
  readonly role?: string;
  readonly password?: Secret;
  /** What a cloud gave for this login, in place of a password; sent with TLS only. */
  readonly token?: Secret;
  readonly tls: TlsSettings;
  readonly applicationName: string;
  /** Milliseconds; 0 means as long as the operating system waits. */
  readonly connectTimeout: number;
  /** libpq's `options`: command-line options for the server process, e.g. `-c search_path=x`. */
  readonly serverOptions?: string;
}

/** Whether `host` is the directory of a Unix socket (`@` stands for Linux's abstract namespace). */
export function isSocketDirectory(host: string): boolean {
  return host.startsWith('/') || host.startsWith('@') || /^[A-Za-z]:[\\/]/.test(host);
}

/** `host:port/database`, for labels and messages; an IPv6 address is put in brackets. */
export function connectionAddress(settings: ConnectionSettings): string {
  const host =
    settings.host.includes(':') && !isSocketDirectory(settings.host) ? `[${settings.host}]` : settings.host;
  const instance = settings.instance === undefined ? '' : `\\${settings.instance}`;
  return `${host}${instance}:${String(settings.port)}/${settings.database}`;
}
