import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import { decodeDocumentAddress, documentScheme } from './documentAddress.js';
import { placeholderText, unknownText } from './placeholderText.js';
import { sideTexts } from './sideTexts.js';

/**
 * Serves both sides of every object as read-only files. A file system rather than a content provider: it has an
 * activation event, so that a tab that VS Code restores wakes the extension.
 */
export class DocumentProvider implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #known = new Map<string, vscode.Uri>();
  readonly #stopListening: () => void;
  #shown: ComparisonResult | undefined;
  /** Grows with every change, or VS Code takes what it has for what is there. */
  #version = Date.now();

  constructor(private readonly comparison: Comparison) {
    this.#stopListening = comparison.onDidChange(({ result }) => this.#follow(result));
  }

  /** Registers it for the scheme; the reason is shown to who tries to type into a document. */
  register(): vscode.Disposable {
    const reason = vscode.l10n.t('This is what the database has. DBVC changes it only through Apply Patch.');
    return vscode.workspace.registerFileSystemProvider(documentScheme, this, {
      isReadonly: new vscode.MarkdownString(reason),
      isCaseSensitive: true,
    });
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: this.#version,
      size: this.readFile(uri).byteLength,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return new TextEncoder().encode(this.text(uri));
  }

  /** The text of a document as it is now. */
  text(uri: vscode.Uri): string {
    this.#known.set(uri.toString(), uri);
    const address = decodeDocumentAddress(uri);
    if (address === undefined) return unknownText(vscode.l10n);
    const { result } = this.comparison.state;
    if (result === undefined) return placeholderText(vscode.l10n);
    return sideTexts(result.drift, address.objectId, result.dialect.generator, vscode.l10n)[address.side];
  }

  watch(): vscode.Disposable {
    // All documents are told about every refresh; there is nothing to watch one by one.
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#stopListening();
    this.#changed.dispose();
  }

  #follow(result: ComparisonResult | undefined): void {
    if (result === this.#shown) return;
    this.#shown = result;
    this.#version = Math.max(this.#version + 1, Date.now());
    const open = new Set(vscode.workspace.textDocuments.map((document) => document.uri.toString()));
    for (const key of this.#known.keys()) if (!open.has(key)) this.#known.delete(key);
    const changes = [...this.#known.values()].map((uri) => ({ type: vscode.FileChangeType.Changed, uri }));
    if (changes.length > 0) this.#changed.fire(changes);
  }
}
