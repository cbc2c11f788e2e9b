import * as vscode from 'vscode';
import type { TlsMode } from '../../../core/profiles/connectionSettings.js';
import { tlsModes } from '../../../core/profiles/connectionSettings.js';
import { DbvcError } from '../../../core/errors.js';
import { parseConnectionString } from '../../../core/profiles/connectionString.js';
import { urlProblem } from '../../../core/profiles/profile.js';
import { hasVariables, variablePattern } from '../../../core/profiles/variables.js';
import { askPick, askText, type Step, type StepResult } from '../../ui/multiStep.js';
import { addressOfConnection } from '../../../core/profiles/addressOfConnection.js';
import { type ConnectionDraft, withAddressField } from './connectionDraft.js';

type DraftStep = Step<ConnectionDraft>;

/** Chooses the engine, and whether its address is typed field by field or pasted. */
export const methodStep: DraftStep = async (draft, frame) => {
  const fields = {
    label: '$(database) PostgreSQL',
    description: vscode.l10n.t('host, port, database, user'),
    method: 'fields' as const,
  };
  const pasted = {
    label: `$(clippy) ${vscode.l10n.t('Paste a connection string')}`,
    description: vscode.l10n.t('URL, key=value or JDBC'),
    method: 'string' as const,
  };
  const result = await askPick({
    ...frame,
    placeholder: vscode.l10n.t('Which database is it?'),
    items: [fields, pasted],
    active: draft.method === 'string' ? pasted : fields,
  });
  return mapAnswer(result, ({ method }) => ({ ...draft, method }));
};

export const hostStep: DraftStep = async (draft, frame) => {
  const result = await askText({
    ...frame,
    prompt: vscode.l10n.t('Host name, address, or the directory of a Unix socket'),
    placeholder: 'localhost',
    value: draft.address.host ?? 'localhost',
  });
  return mapAnswer(result, (text) => withAddressField(draft, 'host', text));
};

export const portStep: DraftStep = async (draft, frame) => {
  const result = await askText({
    ...frame,
    prompt: vscode.l10n.t('Port'),
    placeholder: '5432',
    value: String(draft.address.port ?? 5432),
    validate: (text) => {
      if (variablePattern.test(text.trim())) return undefined;
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
    placeholder: 'postgres',
    value: draft.address.database ?? '',
    validate: (text) => (text.trim() === '' ? vscode.l10n.t('Which database?') : undefined),
  });
  return mapAnswer(result, (text) => withAddressField(draft, 'database', text));
};

export const userStep: DraftStep = async (draft, frame) => {
  const result = await askText({
    ...frame,
    prompt: vscode.l10n.t('User; empty means your login on this computer, or PGUSER'),
    value: draft.address.user ?? '',
  });
  return mapAnswer(result, (text) => withAddressField(draft, 'user', text));
};

export const tlsStep: DraftStep = async (draft, frame) => {
  const current = draft.address.tls?.mode ?? 'prefer';
  const items: readonly (vscode.QuickPickItem & { readonly mode: string })[] = [
    ...(hasVariables(current) ? [{ label: current, mode: current }] : []),
    ...tlsModes.map((mode) => ({ label: mode, description: tlsWords(mode), mode })),
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
  const set = mode === 'prefer' ? rest : { ...rest, mode };
  return Object.keys(set).length === 0 ? others : { ...others, tls: set };
}

function tlsWords(mode: TlsMode): string {
  switch (mode) {
    case 'disable':
      return vscode.l10n.t('never encrypt');
    case 'allow':
      return vscode.l10n.t('encrypt only if the server insists');
    case 'prefer':
      return vscode.l10n.t('encrypt if the server can (default)');
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
