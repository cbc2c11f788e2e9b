import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Side, Sides } from '../core/comparison/readSides.js';
import { withSignIn } from '../cloud/withSignIn.js';
import type { Dialect } from '../core/dialect/dialect.js';
import type { Database } from '../core/dialect/session.js';
import { DbvcError } from '../core/errors.js';
import type { Engine } from '../core/model/catalog.js';
import { engineName } from '../core/model/engineName.js';
import { connectionAddress, type ConnectionSettings } from '../core/profiles/connectionSettings.js';
import { type Endpoint, parseEndpoint } from '../core/profiles/endpoint.js';
import { guardingProfile } from '../core/profiles/guardingProfile.js';
import type { ParsedConnection } from '../core/profiles/parsedConnection.js';
import { type Profile, profileLabels } from '../core/profiles/profile.js';
import { profileConnection } from '../core/profiles/profileConnection.js';
import { profileRoute } from '../core/profiles/profileRoute.js';
import { resolveConnection } from '../core/profiles/resolveConnection.js';
import { readingSaved } from '../core/snapshot/savedDatabase.js';
import type { SshQuestions } from '../core/profiles/sshRoute.js';
import type { Context } from './context.js';
import { withPassword } from './passwordPrompt.js';
import type { OpenDemo } from './services.js';
import { sshQuestions } from './sshQuestions.js';

/** Both sides, ready to be read; `close` ends what was started for them. */
export interface OpenSides {
  readonly sides: Sides;
  readonly dialect: Dialect;
  close(): Promise<void>;
}

/** What the endpoints of both sides are called, before anything is connected. */
export interface NamedSides {
  readonly source: Endpoint;
  readonly target: Endpoint;
  /** All profiles: an address that is written out may be that of one. */
  readonly profiles: readonly Profile[];
}

/** Finds out what the endpoints mean. Connects to nothing. Throws `invalid-input` with the side. */
export function nameSides(
  endpoints: Readonly<Record<Side, string>>,
  profiles: readonly Profile[],
  workingDirectory: string,
): NamedSides {
  const find = (side: Side): Endpoint => {
    try {
      return parseEndpoint(endpoints[side], {
        profiles,
        pathExists: (name) => existsSync(path.resolve(workingDirectory, name)),
      });
    } catch (error) {
      throw error instanceof DbvcError ? error.with({ side }) : error;
    }
  };
  return { source: find('source'), target: find('target'), profiles };
}

/**
 * Resolves both endpoints into databases of one dialect and asks for passwords that are missing. Throws `engines-differ`
 * before anything is connected.
 */
export async function openSides(named: NamedSides, context: Context): Promise<OpenSides> {
  const engines = { source: engineOf('source', named, context), target: engineOf('target', named, context) };
  if (engines.source !== engines.target) {
    throw new DbvcError(
      'engines-differ',
      `The source is ${engineName(engines.source)} and the target is ${engineName(engines.target)}.`,
      { hint: 'DBVC compares two databases of the same engine.' },
    );
  }
  const loaded = await context.services.loadDialect(engines.target);
  const usesDemo = named.source.kind === 'demo' || named.target.kind === 'demo';
  const isSaved = usesDemo && engines.target === 'mssql';
  const dialect = isSaved ? readingSaved(loaded) : loaded;
  let demo: OpenDemo | undefined;
  if (usesDemo) {
    context.progress.show('starting the demo databases');
    demo = isSaved
      ? await context.services.openSqlServerDemo()
      : await context.services.startDemo(context.messages.logger);
  }
  const close = async (): Promise<void> => demo?.close();
  try {
    const questions = sshQuestions(context.services.machine, context.terminal, context.progress);
    const source = await openSide('source', named, dialect, demo, questions, context);
    const target = await openSide('target', named, dialect, demo, questions, context);
    return { sides: { source, target }, dialect, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openSide(
  side: Side,
  named: NamedSides,
  dialect: Dialect,
  demo: OpenDemo | undefined,
  questions: SshQuestions,
  context: Context,
): Promise<Database> {
  const endpoint = named[side];
  if (endpoint.kind === 'demo') {
    if (demo === undefined) throw new DbvcError('internal', 'The demo was not started.');
    return demo[endpoint.database];
  }
  try {
    const connection = connectionOf(endpoint, context);
    const { settings, warnings } = await resolveConnection(connection, context.services.machine, { side });
    for (const warning of warnings) context.messages.warn(`${side}: ${warning}`);
    const { machine } = context.services;
    const profile =
      endpoint.kind === 'profile'
        ? endpoint.profile
        : await guardingProfile(settings, named.profiles, machine);
    if (profile !== undefined && endpoint.kind !== 'profile') {
      context.messages.note(
        `${side}: this is the database of the profile "${profile.name}", whose marks hold.`,
      );
    }
    const labels =
      profile === undefined ? { label: `${settings.host}/${settings.database}` } : profileLabels(profile);
    context.messages.logger.debug(`${side}: ${settings.user} on ${connectionAddress(settings)}`);
    const { logger } = context.messages;
    const route = endpoint.kind === 'profile' ? profileRoute(endpoint.profile, machine) : undefined;
    const signIn = endpoint.kind === 'profile' ? endpoint.profile.signIn : undefined;
    const signedIn = await withSignIn(dialect, signIn);
    const tunneled = route === undefined ? undefined : await import('../ssh/tunneledDatabase.js');
    const open = (resolved: ConnectionSettings): Database =>
      route === undefined || tunneled === undefined
        ? signedIn.connector.database(resolved, labels, logger)
        : tunneled.tunneledDatabase({
            route,
            settings: resolved,
            labels,
            dialect: signedIn,
            machine,
            questions,
            logger,
          });
    // A token takes the place of a password, for which nobody is asked then.
    if (signedIn !== dialect) return open(settings);
    const opened = await withPassword(settings, open, context);
    return settings.password === undefined ? explainsMissingPassword(opened, side, settings.engine) : opened;
  } catch (error) {
    throw error instanceof DbvcError ? error.with({ side }) : error;
  }
}

/** A database that was given no password: a server that wants one is answered with where to put it. */
function explainsMissingPassword(database: Database, side: Side, engine: Engine): Database {
  const others = engine === 'postgres' ? 'PGPASSWORD, or use .pgpass' : 'MSSQL_PASSWORD';
  return {
    ...database,
    open: async (options) => {
      try {
        return await database.open(options);
      } catch (error) {
        if (!(error instanceof DbvcError) || error.code !== 'authentication-failed') throw error;
        const hint = `No password was given. Set DBVC_${side.toUpperCase()}_PASSWORD or ${others}.`;
        throw error.with({ hint });
      }
    },
  };
}

/** What an endpoint's engine is, without connecting. */
function engineOf(side: Side, named: NamedSides, context: Context): Engine {
  const endpoint = named[side];
  if (endpoint.kind === 'demo') return endpoint.engine;
  try {
    return connectionOf(endpoint, context).engine;
  } catch (error) {
    throw error instanceof DbvcError ? error.with({ side }) : error;
  }
}

function connectionOf(endpoint: Exclude<Endpoint, { kind: 'demo' }>, context: Context): ParsedConnection {
  return endpoint.kind === 'profile'
    ? profileConnection(endpoint.profile, context.services.machine.env)
    : endpoint.connection;
}
