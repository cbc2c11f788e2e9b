import * as vscode from 'vscode';

/** The renames in the `.dbvc.jsonc` of a folder. */
export class RenameFile {
  constructor(private readonly folder: Pick<vscode.WorkspaceFolder, 'uri' | 'name'>) {}

  /** The files of all folders; none where no folder is open, or the workspace is not trusted. */
  static ofWorkspace(): readonly RenameFile[] {
    if (!vscode.workspace.isTrusted) return [];
    return (vscode.workspace.workspaceFolders ?? []).map((folder) => new RenameFile(folder));
  }

  get #uri(): vscode.Uri {
    return vscode.Uri.joinPath(this.folder.uri, '.dbvc.jsonc');
  }

  /** How messages call it: with its folder's name where several are open. */
  get label(): string {
    return vscode.workspace.asRelativePath(this.#uri);
  }

  isIn(folder: vscode.WorkspaceFolder): boolean {
    return folder.uri.toString() === this.folder.uri.toString();
  }

  async exists(): Promise<boolean> {
    return (await this.#text()) !== undefined;
  }

  /** Old names with the new ones; none where there is no file. Throws `invalid-input` for one that cannot be read. */
  async read(): Promise<Readonly<Record<string, string>>> {
    const text = await this.#text();
    if (text === undefined) return {};
    const { parseConfigFile } = await import('../../core/profiles/configFile.js');
    return parseConfigFile(text, this.label).comparison?.renames ?? {};
  }

  /** Writes new names by the old ones, and takes out those without; whatever else stands in the file stays as it is. */
  async change(renames: readonly (readonly [string, string | undefined])[]): Promise<void> {
    const { applyEdits, modify } = await import('jsonc-parser');
    let text = (await this.#text()) ?? '{}\n';
    for (const [before, after] of renames) {
      const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
      text = applyEdits(text, modify(text, ['comparison', 'renames', before], after, { formattingOptions }));
    }
    await vscode.workspace.fs.writeFile(this.#uri, new TextEncoder().encode(text));
  }

  async #text(): Promise<string | undefined> {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#uri));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      throw error;
    }
  }
}
