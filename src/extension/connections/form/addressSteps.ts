import * as vscode from 'vscode';
import type { Engine } from '../../../core/model/catalog.js';
import type { TlsMode } from '../../../core/profiles/connectionSettings.js';
import { tlsModes } from '../../../core/profiles/connectionSettings.js';
import { DbvcError } from '../../../core/errors.js';
import { parseConnectionString } from '../../../core/profiles/connectionString.js';
import { urlProblem } from '../../../core/profiles/profile.js';
import { hasVariables, variablePattern } from '../../../core/profiles/variables.js';
import { askPick, askText, type Step, type StepResult } from '../../ui/multiStep.js';
import { addressOfConnection } from '../../../core/profiles/addressOfConnection.js';
import { type ConnectionDraft, suggestedAddress, usualPort, withAddressField } from './connectionDraft.js';

type DraftStep = Step<ConnectionDraft>;

type MethodItem = vscode.QuickPickItem & {
  readonly method: 'fields' | 'string';
  readonly engine?: Engine;
};

/** Chooses the engine, and whether its address is typed field by field or pasted. */
export const methodStep: DraftStep = async (draft, frame) => {
  const description = vscode.l10n.t('host, port, database, user');
  const items: readonly MethodItem[] = [
    { label: '$(database) PostgreSQL', description, method: 'fields', engine: 'postgres' },
    { label: '$(server) SQL Server', description, method: 'fields', engine: 'mssql' },
    {
      label: `$(clippy) ${vscode.l10n.t('Paste a connection string')}`,
      description: vscode.l10n.t('URL, key=value or JDBC'),
      method: 'string',
    },
  ];
  const active = items.find(({ method, engine }) =>
    draft.method === 'string' ? method === 'string' : engine === draft.address.engine,
  );
  const result = await askPick({
    ...frame,
    placeholder: vscode.l10n.t('Which database is it?'),
    items,
    ...(active === undefined ? {} : { active }),
  });
  return mapAnswer(result, ({ method, engine }) => ({
    ...draft,
    method,
    address:
      engine === undefined || isOfFields(draft.address, engine) ? draft.address : suggestedAddress(engine),
  }));
};

/** Whether an address can be filled in further, field by field, for that engine. */
function isOfFields(address: ConnectionDraft['address'], engine: Engine): boolean {
  return address.url === undefined && address.engine === engine;
}

export const hostStep: DraftStep = async (draft, frame) => {
  const result = await askText({
    ...frame,
    prompt:
      draft.address.engine === 'mssql'
        ? vscode.l10n.t('Host name or address; for a named instance with a backslash and its name')
        : vscode.l10n.t('Host name, address, or the directory of a Unix socket'),
    placeholder: 'localhost',
    value: draft.address.host ?? '',
  });
  return mapAnswer(result, (text) => {
    const filled = withAddressField(draft, 'host', text);
    // The server says which port a named instance has.
    return hasNamedInstance(filled) ? withAddressField(filled, 'port', '') : filled;
  });
};

/** Whether the host of a draft names an instance of SQL Server, which has no port of its own to fill in. */
export function hasNamedInstance({ address: { engine, host = '' } }: ConnectionDraft): boolean {
  return engine === 'mssql' && host.includes('\\');
}

export const portStep: DraftStep = async (draft, frame) => {
  const { engine, port: written } = draft.address;
  const usual = String(usualPort(engine));
  const result = await askText({
    ...frame,
    prompt:
      engine === 'mssql'
        ? vscode.l10n.t('Port; empty means {0}', usual)
        : vscode.l10n.t('Port; empty means {0}, or what the environment or a service says', usual),
    placeholder: usual,
    value: written === undefined ? '' : String(written),
    validate: (text) => {
      if (text.trim() === '' || variablePattern.test(text.trim())) return undefined;
      const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
      return port >= 1 && port <= 65_535 ? undefined : vscode.l10n.t('A number from 1 to 65535, please.');
    },
  });
  return mapAnswer(result, (text) => withAddressField(draft, 'port', text));
};

export const databaseStep: DraftStep = async (draft, frame) => {
  const result = await askText({
    ...frame,
    prompt: vscode.l10n.t('Database'),
    value: draft.address.database ?? '',
    // A service may name it.
    validate: (text) =>
      text.trim() === '' && draft.address.service === undefined
        ? vscode.l10n.t('Which database?')
        : undefined,
  });
  return mapAnswer(result, (text) => withAddressField(draft, 'database', text));
};

export const userStep: DraftStep = async (draft, frame) => {
  const result = await askText({
    ...frame,
    prompt:
      draft.address.engine === 'mssql'
        ? vscode.l10n.t('User; empty where a token of Entra ID says who you are')
        : vscode.l10n.t('User; empty means your login on this computer, or PGUSER'),
    value: draft.address.user ?? '',
  });
  return mapAnswer(result, (text) => withAddressField(draft, 'user', text));
};

export const tlsStep: DraftStep = async (draft, frame) => {
  const { engine } = draft.address;
  const unsaid = unsaidTlsMode(engine);
  const current = draft.address.tls?.mode ?? unsaid;
  const items: readonly (vscode.QuickPickItem & { readonly mode: string })[] = [
    ...(hasVariables(current) ? [{ label: current, mode: current }] : []),
    ...tlsModes
      .filter((mode) => engine !== 'mssql' || mode === current || !isOptional(mode))
      .map((mode) => {
        const words = tlsWords(mode);
        const description = mode === unsaid ? vscode.l10n.t('{0} (default)', words) : words;
        return { label: mode, description, mode };
      }),
  ];
  const active = items.find(({ mode }) => mode === current);
  const result = await askPick({
    ...frame,
    placeholder: vscode.l10n.t('TLS'),
    items,
    ...(active === undefined ? {} : { active }),
  });
  return mapAnswer(result, ({ mode }) => ({ ...draft, address: withTls(draft.address, mode) }));
};

/** Reads a pasted string; what is wrong with it is said where it was typed. Its password goes to the password step. */
export const connectionStringStep: DraftStep = async (draft, frame) => {
  const result = await askText({
    ...frame,
    prompt: vscode.l10n.t(
      'A URL (postgresql://… or mssql://…), key=value string, ADO.NET string or JDBC URL. A password in it is kept apart, as you choose.',
    ),
    placeholder: 'postgresql://user@host:5432/database',
    value: draft.address.url ?? '',
    validate: connectionStringProblem,
  });
  return mapAnswer(result, (text) => {
    // What the environment fills in stays as it is written.
    if (hasVariables(text)) return { ...draft, method: 'string', address: { url: text.trim() } };
    const connection = parseConnectionString(text);
    return {
      ...draft,
      method: 'string',
      address: addressOfConnection(connection),
      ...(connection.password === undefined ? {} : { password: connection.password, passwordMode: 'saved' }),
    };
  });
};

function connectionStringProblem(text: string): string | undefined {
  if (hasVariables(text)) {
    const problem = urlProblem(text.trim());
    return problem === undefined ? undefined : vscode.l10n.t('This connection string {0}.', problem);
  }
  try {
    parseConnectionString(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof DbvcError)) throw error;
    return [error.message, error.details.hint ?? ''].join(' ').trim();
  }
}

function withTls(address: ConnectionDraft['address'], mode: string): ConnectionDraft['address'] {
  const { tls, ...others } = address;
  const rest = { ...tls };
  delete rest.mode;
  const set = mode === unsaidTlsMode(address.engine) ? rest : { ...rest, mode };
  return Object.keys(set).length === 0 ? others : { ...others, tls: set };
}

/** The mode of a connection that names none: libpq's default, and that of SQL Server's drivers since 2022. */
function unsaidTlsMode(engine: Engine | undefined): TlsMode {
  return engine === 'mssql' ? 'verify-full' : 'prefer';
}

/** Modes that leave it to the server, which SQL Server is never asked for. */
function isOptional(mode: TlsMode): boolean {
  return mode === 'allow' || mode === 'prefer';
}

function tlsWords(mode: TlsMode): string {
  switch (mode) {
    case 'disable':
      return vscode.l10n.t('never encrypt');
    case 'allow':
      return vscode.l10n.t('encrypt only if the server insists');
    case 'prefer':
      return vscode.l10n.t('encrypt if the server can');
    case 'require':
      return vscode.l10n.t('encrypt, trust any certificate');
    case 'verify-ca':
      return vscode.l10n.t('encrypt, check who signed the certificate');
    case 'verify-full':
      return vscode.l10n.t('encrypt, check the certificate and the host name');
    default:
      return mode satisfies never;
  }
}

/** The draft that an answer makes; Back and giving up pass through. */
export function mapAnswer<Answer>(
  result: StepResult<Answer> | undefined,
  draftOf: (answer: Answer) => ConnectionDraft,
): StepResult<ConnectionDraft> | undefined {
  return result === undefined || result === 'back' ? result : { answer: draftOf(result.answer) };
}
