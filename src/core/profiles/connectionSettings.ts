import type { Engine } from '../model/catalog.js';
import type { Secret } from '../secret.js';

/** libpq's sslmode, which both engines' settings are expressed in. */
export type TlsMode = 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';

export interface TlsSettings {
  readonly mode: TlsMode;
  /** Paths of PEM files. `rootCertificate` may be `system` for the operating system's store (libpq 16). */
  readonly rootCertificate?: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly keyPassword?: Secret;
}

/** Everything needed to open a session, resolved: no environment, service or password file is read after this. */
export interface ConnectionSettings {
  readonly engine: Engine;
  /** A host name, an address, or a directory of a Unix socket when it starts with `/` (or `@`). */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: Secret;
  readonly tls: TlsSettings;
  readonly applicationName: string;
  /** Milliseconds. */
  readonly connectTimeout: number;
  /** libpq's `options`: command-line options for the server process, e.g. `-c search_path=x`. */
  readonly serverOptions?: string;
}
