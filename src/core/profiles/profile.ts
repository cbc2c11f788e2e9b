import * as z from 'zod';
import type { DatabaseLabels } from '../dialect/connector.js';
import { DbvcError } from '../errors.js';
import { parseConnectionString } from './connectionString.js';
import { tlsModes } from './connectionSettings.js';
import { sshSignIns } from './sshRoute.js';
import type { ParsedConnection } from './parsedConnection.js';
import { signIns } from './signIn.js';
import { hasVariables, variablePattern, withStandIns } from './variables.js';

const text = z.string().trim().min(1, 'must not be empty');

/** What names and guards a profile stays as it is written, whatever the environment holds. */
const fixedText = text.refine((value) => !hasVariables(value), 'cannot hold ${env:…}');

const variable = z.string().regex(variablePattern);

const port = z.int().min(1).max(65_535);

const writtenPort = z.union([port, variable], 'must be a number from 1 to 65535, or ${env:NAME}').optional();

const filledPort = z.coerce
  .number('must be a number from 1 to 65535')
  .pipe(z.int('must be a number from 1 to 65535').min(1).max(65_535))
  .optional();

const tlsMode = z.enum(tlsModes);

const tlsPaths = { rootCertificate: text.optional(), certificate: text.optional(), key: text.optional() };

const addressFields = [
  'engine',
  'host',
  'port',
  'database',
  'user',
  'role',
  'service',
  'tls',
  'ssh',
] as const;

const labels = {
  name: fixedText.regex(/^[^\p{Cc}]+$/u, 'must be on one line'),
  environment: z.enum(['development', 'staging', 'production']).optional(),
  readOnly: z.boolean().optional(),
  /** The folder that lists show the profile in; `/` separates nested ones. */
  folder: fixedText.optional(),
  /** Where the secret of a login comes from: `password` (the default), or a token of a cloud. */
  signIn: z.enum(signIns).optional(),
};

const address = {
  url: text.optional(),
  engine: z.enum(['postgres', 'mssql']).optional(),
  host: text.optional(),
  database: text.optional(),
  user: text.optional(),
  /** The role that sessions take on after the login (SET ROLE): what they make belongs to it. PostgreSQL only. */
  role: text.optional(),
  /** A section of pg_service.conf. */
  service: text.optional(),
};

const sshHop = {
  host: text,
  user: text.optional(),
  /** Path of a private key. */
  key: text.optional(),
  /** Where there is no key: `agent` or `password` alone; without it, the agent's keys and then a password. */
  signIn: z.enum(sshSignIns).optional(),
};

/**
 * A saved connection, as `.dbvc.jsonc` and VS Code's setting `dbvc.connections` hold it. Either `url`, or the fields of
 * an address, each of which may hold `${env:NAME}`. Never a password: a URL with one and a field for one are refused.
 */
export const profileSchema = z
  .strictObject({
    ...labels,
    ...address,
    port: writtenPort,
    tls: z
      .strictObject({
        mode: z.union([tlsMode, variable], `must be one of ${tlsModes.join(', ')}`).optional(),
        ...tlsPaths,
      })
      .optional(),
    /** The SSH server that leads to the database, and one before it. */
    ssh: z
      .strictObject({
        ...sshHop,
        port: writtenPort,
        jump: z.strictObject({ ...sshHop, port: writtenPort }).optional(),
      })
      .optional(),
  })
  .superRefine((profile, context) => {
    for (const [path, hop] of [
      [['ssh'], profile.ssh],
      [['ssh', 'jump'], profile.ssh?.jump],
    ] as const) {
      if (hop?.key === undefined || hop.signIn === undefined) continue;
      context.addIssue({ code: 'custom', path: [...path, 'signIn'], message: 'cannot stand beside "key"' });
    }
    if (profile.url === undefined) return;
    for (const field of addressFields) {
      if (profile[field] !== undefined) {
        context.addIssue({ code: 'custom', path: [field], message: `cannot stand beside "url"` });
      }
    }
    const problem = urlProblem(profile.url);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['url'], message: problem });
  });

export type Profile = z.infer<typeof profileSchema>;

/** A profile without variables, such as `fillProfile` makes it. */
export const filledProfileSchema = z.object({
  ...labels,
  ...address,
  port: filledPort,
  tls: z.object({ mode: tlsMode.optional(), ...tlsPaths }).optional(),
  ssh: z
    .object({ ...sshHop, port: filledPort, jump: z.object({ ...sshHop, port: filledPort }).optional() })
    .optional(),
});

export type FilledProfile = z.infer<typeof filledProfileSchema>;

/** Profiles with names that differ. */
export const profilesSchema = z.array(profileSchema).superRefine((profiles, context) => {
  const names = new Set<string>();
  for (const [index, { name }] of profiles.entries()) {
    if (names.has(name)) {
      context.addIssue({ code: 'custom', path: [index, 'name'], message: `is the name of two profiles` });
    }
    names.add(name);
  }
});

/** Why a URL may not be saved in a profile; undefined when it may. What is a variable altogether is looked at when it is used. */
export function urlProblem(url: string): string | undefined {
  if (variablePattern.test(url)) return undefined;
  try {
    return writesSecret(url)
      ? 'holds a password; leave it out, DBVC asks for it or finds it in the environment'
      : undefined;
  } catch (error) {
    if (error instanceof DbvcError) return `cannot be read: ${error.message}`;
    throw error;
  }
}

/** Whether a password is written out in a connection string, which no file may hold; one that is a variable is not. */
function writesSecret(text: string): boolean {
  if (!hasVariables(text)) return holdsSecret(parseConnectionString(text));
  // What is the same whatever stands for the variables is written out.
  return ['1001', '2002'].some((stand) => {
    const connection = parseConnectionString(withStandIns(text, stand));
    const { password } = connection;
    const keyPassword = connection.engine === 'postgres' ? connection.keyPassword : undefined;
    return [password, keyPassword].some(
      (secret) => secret !== undefined && secret.reveal().replaceAll(stand, '') !== '',
    );
  });
}

/** Whether a connection string carries a password, which no file may hold. */
export function holdsSecret(connection: ParsedConnection): boolean {
  return (
    connection.password !== undefined ||
    (connection.engine === 'postgres' && connection.keyPassword !== undefined)
  );
}

/** What a profile adds to the database it leads to. */
export function profileLabels(profile: Profile): DatabaseLabels {
  return {
    label: profile.name,
    profile: profile.name,
    ...(profile.environment === undefined ? {} : { environment: profile.environment }),
    ...(profile.readOnly === undefined ? {} : { readOnly: profile.readOnly }),
  };
}
