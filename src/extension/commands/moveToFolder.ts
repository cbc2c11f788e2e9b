import * as vscode from 'vscode';
import { folderPath, foldersOf } from '../../core/profiles/folders.js';
import { profileNameOf } from '../connections/candidates.js';
import type { Services } from '../services.js';
import { chosenOf, connectionRowOf } from './commandArguments.js';

type FolderItem = vscode.QuickPickItem & { readonly folder?: string };

/** Moves the chosen connections to a folder that a person picks or names; `/` in a name makes folders in folders. */
export async function moveToFolder(services: Services, argument: unknown, selection: unknown): Promise<void> {
  const names = chosenNames(argument, selection);
  if (names.length === 0) return;
  const folder = await askFolder(services);
  if (folder !== undefined) await services.profiles.moveToFolder(names, folder);
}

function chosenNames(argument: unknown, selection: unknown): readonly string[] {
  return chosenOf(argument, selection).flatMap((row) => {
    const key = connectionRowOf(row)?.entry.key;
    return (key === undefined ? undefined : profileNameOf(key)) ?? [];
  });
}

/** The path of a folder, empty for none; undefined when the person gives up. */
async function askFolder({ profiles }: Services): Promise<string | undefined> {
  const { usable } = await profiles.all();
  const folders = foldersOf(usable.map(({ profile }) => profile.folder));
  const items: readonly FolderItem[] = [
    { label: `$(new-folder) ${vscode.l10n.t('New Folder…')}` },
    { label: `$(close) ${vscode.l10n.t('No Folder')}`, folder: '' },
    ...folders.map((folder) => ({ label: `$(folder) ${folder}`, folder })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Move to Folder'),
    placeHolder: vscode.l10n.t('Which folder?'),
  });
  if (picked === undefined || picked.folder !== undefined) return picked?.folder;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Folder'),
    prompt: vscode.l10n.t('Name of the folder; a / makes a folder in a folder'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text !== '' && folderPath(text).length === 0 ? vscode.l10n.t('A folder needs a name.') : undefined,
  });
  return typed === undefined || typed === '' ? undefined : folderPath(typed).join('/');
}
