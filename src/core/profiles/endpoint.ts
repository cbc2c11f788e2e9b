import { DbvcError } from '../errors.js';
import type { Engine } from '../model/catalog.js';
import { isConnectionString, parseConnectionString } from './connectionString.js';
import type { ParsedConnection } from './parsedConnection.js';
import type { Profile } from './profile.js';

/** What one side of a comparison was named as. */
export type Endpoint =
  | { readonly kind: 'connection'; readonly connection: ParsedConnection }
  | { readonly kind: 'demo'; readonly engine: Engine; readonly database: 'source' | 'target' }
  | { readonly kind: 'profile'; readonly profile: Profile };

export interface EndpointContext {
  readonly profiles: readonly Profile[];
  /** Whether a file or directory of that name exists, seen from the working directory. */
  pathExists(path: string): boolean;
}

/**
 * Finds out what a person means by an endpoint, in this order: a URL or connection string, `demo:source` or
 * `demo:target` (`demo:sqlserver-source` …), the name of a profile, a path. Throws `invalid-input` for what is none of them, for a malformed string,
 * and for a profile that has the name of an existing path; `not-supported` for paths, which a later version reads.
 */
export function parseEndpoint(text: string, context: EndpointContext): Endpoint {
  const name = text.trim();
  if (name === '') throw new DbvcError('invalid-input', 'The name of a database is empty.');
  if (isConnectionString(name)) return { kind: 'connection', connection: parseConnectionString(name) };
  if (name.startsWith('demo:')) return demoDatabase(name);
  const profile = context.profiles.find((candidate) => candidate.name === name);
  const exists = context.pathExists(name);
  if (profile !== undefined && exists) {
    throw new DbvcError('invalid-input', `"${name}" is the name of a profile and of a path.`, {
      hint: `Rename the profile, or write ./${name} for the path.`,
    });
  }
  if (profile !== undefined) return { kind: 'profile', profile };
  if (exists || /\.sql$/i.test(name) || /[/\\]/.test(name)) {
    throw new DbvcError(
      'not-supported',
      exists
        ? `"${name}" is a path. Comparing with snapshots and .sql files comes with a later version of DBVC.`
        : `"${name}" looks like a path, but there is nothing there.`,
    );
  }
  throw new DbvcError(
    'invalid-input',
    `"${name}" is neither a connection string nor the name of a profile.`,
    {
      hint: profilesHint(context.profiles),
    },
  );
}

function demoDatabase(name: string): Endpoint {
  const [, server, database] = /^demo:(sqlserver-)?(source|target)$/.exec(name) ?? [];
  if (database === 'source' || database === 'target')
    return { kind: 'demo', engine: server === undefined ? 'postgres' : 'mssql', database };
  throw new DbvcError('invalid-input', `"${name}" is none of the demo databases.`, {
    hint: 'They are demo:source and demo:target, and on SQL Server demo:sqlserver-source and demo:sqlserver-target.',
  });
}

function profilesHint(profiles: readonly Profile[]): string {
  return profiles.length === 0
    ? 'There are no profiles: write postgresql://user@host:port/database, or define profiles in .dbvc.jsonc.'
    : `The profiles are: ${profiles.map((profile) => profile.name).join(', ')}.`;
}
