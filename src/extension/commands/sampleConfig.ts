import * as vscode from 'vscode';
import { DbvcError } from '../../core/errors.js';

/** Writes a commented `.dbvc.jsonc` into a folder of the workspace and opens it; one that is there is only opened. */
export async function createSampleConfig(): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    throw new DbvcError('invalid-input', vscode.l10n.t('Open a folder first: .dbvc.jsonc belongs into one.'));
  }
  const folder = folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick();
  if (folder === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, '.dbvc.jsonc');
  const isNew = !(await exists(uri));
  if (isNew) {
    const { sampleConfig } = await import('../../core/profiles/sampleConfig.js');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(sampleConfig));
  }
  await vscode.window.showTextDocument(uri, { preview: false });
  if (isNew) return;
  void vscode.window.showInformationMessage(vscode.l10n.t('This folder has a .dbvc.jsonc already.'));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
