import * as vscode from 'vscode';
import type { ImportedProfile } from '../../core/profiles/import/asProfiles.js';
import { profileAddress } from './profileText.js';

/** What a person chose to import, or that they want to name a file. */
export type ImportChoice = readonly ImportedProfile[] | 'file';

type ImportItem = vscode.QuickPickItem & { readonly imported?: ImportedProfile };

/**
 * Shows what was found, by where it was found, to choose from. What leads where a saved connection leads already says so.
 * Undefined when the person gives up.
 */
export function pickImported(
  found: readonly ImportedProfile[],
  isSaved: (imported: ImportedProfile) => boolean,
): Promise<ImportChoice | undefined> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<ImportItem>();
    const openFile: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('folder-opened'),
      tooltip: vscode.l10n.t('From a File…'),
    };
    pick.title = vscode.l10n.t('Import Connections');
    pick.placeholder = vscode.l10n.t('Which are to be saved? Passwords go to the secret storage.');
    pick.canSelectMany = true;
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.buttons = [openFile];
    pick.items = itemsOf(found, isSaved);
    const end = (choice: ImportChoice | undefined): void => {
      resolve(choice);
      pick.dispose();
    };
    pick.onDidTriggerButton(() => end('file'));
    pick.onDidAccept(() => end(pick.selectedItems.flatMap(({ imported }) => imported ?? [])));
    pick.onDidHide(() => end(undefined));
    pick.show();
  });
}

function itemsOf(
  found: readonly ImportedProfile[],
  isSaved: (imported: ImportedProfile) => boolean,
): readonly ImportItem[] {
  const places = [...new Set(found.map((one) => one.found.place))];
  return places.flatMap((place): readonly ImportItem[] => [
    { label: place, kind: vscode.QuickPickItemKind.Separator },
    ...found.filter((one) => one.found.place === place).map((one) => itemOf(one, isSaved(one))),
  ]);
}

function itemOf(imported: ImportedProfile, isSaved: boolean): ImportItem {
  const { profile, found } = imported;
  const login = profile.user === undefined ? '' : `${profile.user}@`;
  const detail = [
    found.spot,
    ...(found.password === undefined ? [] : [vscode.l10n.t('with its password')]),
    ...(isSaved ? [vscode.l10n.t('saved already')] : []),
  ];
  return {
    imported,
    label: profile.name,
    description: `${login}${profileAddress(profile)}`,
    detail: detail.join(' · '),
  };
}
