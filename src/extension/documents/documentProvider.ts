import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Journal } from '../../core/executor/journal.js';
import type { Logger } from '../../core/logger.js';
import type { PartId } from '../../core/model/partId.js';
import type { Plan } from '../../core/planner/plan.js';
import { everything } from '../apply/everything.js';
import type { Planners } from '../apply/planners.js';
import { decodeDocumentAddress, documentScheme } from './documentAddress.js';
import { decodeJournalAddress, type JournalAddress } from './journalAddress.js';
import { objectHeader } from './objectHeader.js';
import { placeholderText, unknownText } from './placeholderText.js';
import { sideTexts } from './sideTexts.js';

export interface DocumentPorts {
  readonly comparison: Comparison;
  readonly planners: Planners;
  readonly logger: Logger;
  journal(): Promise<Journal>;
}

/**
 * Serves both sides of every object, and the scripts that the journal keeps, as read-only files. A file system rather than a content provider: it has an
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

  readonly #headers = new Map<PartId, Promise<readonly string[]>>();

  constructor(private readonly ports: DocumentPorts) {
    this.#stopListening = ports.comparison.onDidChange(({ result }) => this.#follow(result));
  }

  /** Registers it for the scheme; the reason is shown to who tries to type into a document. */
  register(): vscode.Disposable {
    const reason = vscode.l10n.t(
      'What databases have changes only through Apply Patch, and what was applied stays as it was.',
    );
    return vscode.workspace.registerFileSystemProvider(documentScheme, this, {
      isReadonly: new vscode.MarkdownString(reason),
      isCaseSensitive: true,
    });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    // Before the text: a refresh that comes between the two is a change.
    const version = this.#version;
    const { byteLength } = await this.readFile(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: version,
      size: byteLength,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.#text(uri));
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

  /** The text of a document as it is now. */
  async #text(uri: vscode.Uri): Promise<string> {
    this.#known.set(uri.toString(), uri);
    const kept = decodeJournalAddress(uri);
    if (kept !== undefined) return this.#scriptOf(kept);
    const address = decodeDocumentAddress(uri);
    if (address === undefined) return unknownText(vscode.l10n);
    const { result } = this.ports.comparison.state;
    if (result === undefined) return placeholderText(vscode.l10n);
    const { side, objectId } = address;
    const header = await this.#header(objectId, result);
    return sideTexts(result.drift, objectId, result.dialect.generator, vscode.l10n, header)[side];
  }

  async #scriptOf({ entry, script }: JournalAddress): Promise<string> {
    const journal = await this.ports.journal();
    return journal.read(entry, script);
  }

  /** Made once for both sides of an object, and for each time that VS Code asks. */
  #header(objectId: PartId, result: ComparisonResult): Promise<readonly string[]> {
    const known = this.#headers.get(objectId);
    if (known !== undefined) return known;
    const header = this.#makeHeader(objectId, result);
    if (result === this.#shown) this.#headers.set(objectId, header);
    return header;
  }

  async #makeHeader(objectId: PartId, result: ComparisonResult): Promise<readonly string[]> {
    const { drift, sides } = result;
    const difference = drift.objects.find((object) => object.objectId === objectId);
    if (difference === undefined) return [];
    const names = { source: sides.source.label, target: sides.target.label };
    const plan = await this.#planOf(objectId, result);
    return objectHeader({ difference, drift, names, plan }, vscode.l10n);
  }

  /** The plan of Apply Patch; without one, the rest of a document can be read all the same. */
  async #planOf(objectId: PartId, result: ComparisonResult): Promise<Plan | undefined> {
    try {
      const makePlan = await this.ports.planners.of(result);
      const objects = new Set([objectId]);
      return makePlan({ ...everything, objects, takeAlong: true });
    } catch (error) {
      this.ports.logger.warn(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  #follow(result: ComparisonResult | undefined): void {
    if (result === this.#shown) return;
    this.#shown = result;
    this.#headers.clear();
    this.#version = Math.max(this.#version + 1, Date.now());
    const open = new Set(vscode.workspace.textDocuments.map((document) => document.uri.toString()));
    for (const key of this.#known.keys()) if (!open.has(key)) this.#known.delete(key);
    const changes = [...this.#known.values()].map((uri) => ({ type: vscode.FileChangeType.Changed, uri }));
    if (changes.length > 0) this.#changed.fire(changes);
  }
}
