import * as vscode from 'vscode';
import type { Found } from '../../core/profiles/import/foundConnection.js';
import type { ImportedProfile } from '../../core/profiles/import/asProfiles.js';
import type { Services } from '../services.js';

/** Shows the connections that are written down elsewhere, and saves those that a person chooses. */
export async function importConnections(services: Services): Promise<void> {
  const { findImportable } = await import('../connections/findImportable.js');
  const found = await vscode.window.withProgress(
    { location: { viewId: 'dbvc.connections' } },
    findImportable,
  );
  if (found.connections.length > 0) return offer(services, found);
  tellProblems(services, found);
  const file = vscode.l10n.t('From a File…');
  const answer = await vscode.window.showInformationMessage(
    vscode.workspace.isTrusted
      ? vscode.l10n.t(
          'No connection was found in .env, compose files, pg_service.conf, .pgpass or the settings of other extensions.',
        )
      : vscode.l10n.t(
          'No connection was found. The files of a workspace are looked into when it is trusted.',
        ),
    file,
  );
  if (answer === file) await importFile(services);
}

/** Writes all connections to a file that others can import; it is a `.dbvc.jsonc` as well. */
export async function exportConnections({ profiles }: Services): Promise<void> {
  const { usable } = await profiles.all();
  if (usable.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no connection to export.'));
    return;
  }
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Connections'),
    filters: { JSON: ['json', 'jsonc'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, 'dbvc-connections.json') }),
  });
  if (target === undefined) return;
  const { profilesFile } = await import('../../core/profiles/import/profilesFile.js');
  const text = profilesFile(usable.map(({ profile }) => profile));
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = vscode.l10n.t('Open');
  const answer = await vscode.window.showInformationMessage(
    usable.length === 1
      ? vscode.l10n.t('1 connection was exported, without its password.')
      : vscode.l10n.t('{0} connections were exported, without their passwords.', usable.length),
    open,
  );
  if (answer === open) await vscode.window.showTextDocument(target);
}

async function importFile(services: Services): Promise<void> {
  const [{ connectionsOfFile }, { localMachine }] = await Promise.all([
    import('../../core/profiles/import/findConnections.js'),
    import('../../core/profiles/machine.js'),
  ]);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Connections'),
      openLabel: vscode.l10n.t('Import'),
      ...(folder === undefined ? {} : { defaultUri: folder.uri }),
    })) ?? [];
  if (file === undefined) return;
  const place = vscode.workspace.asRelativePath(file);
  const found = await connectionsOfFile(file.fsPath, place, localMachine(process.env));
  if (found.connections.length > 0) return offer(services, found);
  tellProblems(services, found);
  void vscode.window.showWarningMessage(
    [vscode.l10n.t('No connection was found in {0}.', place), ...found.problems].join(' '),
  );
}

async function offer(services: Services, found: Found): Promise<void> {
  const [{ asProfiles, placeOf }, { pickImported }] = await Promise.all([
    import('../../core/profiles/import/asProfiles.js'),
    import('../connections/pickImported.js'),
  ]);
  const { usable, broken } = await services.profiles.all();
  const taken = [...usable.map(({ profile }) => profile.name), ...broken.map(({ name }) => name)];
  const saved = new Set(usable.map(({ profile }) => placeOf(profile)));
  const choice = await pickImported(asProfiles(found.connections, taken), ({ profile }) =>
    saved.has(placeOf(profile)),
  );
  if (choice === 'file') return importFile(services);
  if (choice === undefined || choice.length === 0) return;
  await save(services, choice);
  tellProblems(services, found);
}

/** The passwords first: a connection that is listed can be used at once. */
async function save(services: Services, chosen: readonly ImportedProfile[]): Promise<void> {
  for (const { profile, found } of chosen) {
    if (found.password !== undefined) await services.passwords.save(profile, found.password);
  }
  await services.profiles.add(...chosen.map(({ profile }) => profile));
  services.keys.set('dbvc.connectionAdded', true);
  const [first] = chosen;
  void vscode.window.showInformationMessage(
    chosen.length === 1 && first !== undefined
      ? vscode.l10n.t('The connection {0} was imported.', first.profile.name)
      : vscode.l10n.t('{0} connections were imported.', chosen.length),
  );
  await vscode.commands.executeCommand('dbvc.connections.focus');
}

function tellProblems({ log }: Services, { problems }: Found): void {
  for (const problem of problems) log.warn(`Not imported: ${problem}`);
}
