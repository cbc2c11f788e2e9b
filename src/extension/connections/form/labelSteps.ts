import * as vscode from 'vscode';
import type { Environment } from '../../../core/dialect/session.js';
import { freeName } from '../../../core/profiles/freeName.js';
import type { CloudSignIn } from '../../../core/profiles/signIn.js';
import { Secret } from '../../../core/secret.js';
import { askPick, askText, type Step } from '../../ui/multiStep.js';
import type { PasswordMode } from '../passwordStore.js';
import { suggestedName } from '../profileText.js';
import { mapAnswer } from './addressSteps.js';
import type { ConnectionDraft } from './connectionDraft.js';

type DraftStep = Step<ConnectionDraft>;

type SecretItem = vscode.QuickPickItem & { readonly mode: PasswordMode | CloudSignIn };

/** Chooses where the password, or the token in its place, comes from. */
export const passwordModeStep: DraftStep = async (draft, frame) => {
  const items: readonly SecretItem[] = [
    {
      mode: 'saved',
      label: `$(key) ${vscode.l10n.t('Save the password')}`,
      description: vscode.l10n.t('in the keyring of the operating system, never in settings'),
    },
    {
      mode: 'ask',
      label: `$(question) ${vscode.l10n.t('Ask each time')}`,
      description: vscode.l10n.t('kept until the window is closed'),
    },
    environmentItem(draft),
    ...(isSqlServer(draft) ? [] : [rdsItem()]),
    {
      mode: 'entra-id',
      label: `$(azure) ${vscode.l10n.t('Token of Microsoft Entra ID')}`,
      description: vscode.l10n.t('for Azure; as "az login" or a managed identity gives it'),
    },
  ];
  const active = items.find(({ mode }) => mode === (draft.signIn ?? draft.passwordMode));
  const result = await askPick({
    ...frame,
    placeholder: vscode.l10n.t('Where does the password come from?'),
    items,
    ...(active === undefined ? {} : { active }),
  });
  return mapAnswer(result, ({ mode }) => {
    const rest: { -readonly [Key in keyof ConnectionDraft]: ConnectionDraft[Key] } = { ...draft };
    delete rest.signIn;
    return mode === 'aws-rds-iam' || mode === 'entra-id'
      ? { ...rest, passwordMode: 'environment', signIn: mode }
      : { ...rest, passwordMode: mode };
  });
};

function environmentItem(draft: ConnectionDraft): SecretItem {
  return isSqlServer(draft)
    ? { mode: 'environment', label: `$(file) ${vscode.l10n.t('From MSSQL_PASSWORD, or none')}` }
    : {
        mode: 'environment',
        label: `$(file) ${vscode.l10n.t('From .pgpass or PGPASSWORD, or none')}`,
        description: vscode.l10n.t('as psql finds it'),
      };
}

function rdsItem(): SecretItem {
  return {
    mode: 'aws-rds-iam',
    label: `$(cloud) ${vscode.l10n.t('Token of AWS for RDS')}`,
    description: vscode.l10n.t('as "aws sso login" or the environment gives it'),
  };
}

/** Whether what was pasted or chosen is for SQL Server; where a variable holds it, nobody knows yet. */
function isSqlServer({ address: { engine, url = '' } }: ConnectionDraft): boolean {
  return engine === 'mssql' || /^\s*(?:(?:jdbc:)?(?:mssql|sqlserver):|(?:server|data source)\s*=)/i.test(url);
}

/** Asks for the password; `keeps` says that an empty answer keeps the one that is saved. */
export function passwordStep(keeps: boolean): DraftStep {
  return async (draft, frame) => {
    const result = await askText({
      ...frame,
      prompt: keeps
        ? vscode.l10n.t('Password; empty keeps the one that is saved')
        : vscode.l10n.t('Password'),
      value: draft.password?.reveal() ?? '',
      password: true,
    });
    return mapAnswer(result, (text) => {
      const rest: { -readonly [Key in keyof ConnectionDraft]: ConnectionDraft[Key] } = { ...draft };
      delete rest.password;
      return text === '' ? rest : { ...rest, password: new Secret(text) };
    });
  };
}

export const environmentStep: DraftStep = async (draft, frame) => {
  const items: readonly (vscode.QuickPickItem & { readonly environment?: Environment })[] = [
    { label: vscode.l10n.t('Development'), environment: 'development' },
    { label: vscode.l10n.t('Staging'), environment: 'staging' },
    {
      label: vscode.l10n.t('Production'),
      description: vscode.l10n.t('applying asks for its name'),
      environment: 'production',
    },
    { label: vscode.l10n.t('No marker') },
  ];
  const active = items.find(({ environment }) => environment === draft.environment);
  const result = await askPick({
    ...frame,
    placeholder: vscode.l10n.t('Which environment is it?'),
    items,
    ...(active === undefined ? {} : { active }),
  });
  return mapAnswer(result, ({ environment }) => {
    const rest: { -readonly [Key in keyof ConnectionDraft]: ConnectionDraft[Key] } = { ...draft };
    delete rest.environment;
    return environment === undefined ? rest : { ...rest, environment };
  });
};

/** Asks for the name, which must not be one of `taken`. */
export function nameStep(taken: readonly string[]): DraftStep {
  return async (draft, frame) => {
    const result = await askText({
      ...frame,
      prompt: vscode.l10n.t('Name of the connection'),
      value: draft.name === '' ? freeName(suggestedName(draft.address), taken) : draft.name,
      validate: (text) => {
        if (text.trim() === '') return vscode.l10n.t('A connection needs a name.');
        if (taken.includes(text.trim())) return vscode.l10n.t('Another connection has this name.');
        return undefined;
      },
    });
    return mapAnswer(result, (text) => ({ ...draft, name: text.trim() }));
  };
}
