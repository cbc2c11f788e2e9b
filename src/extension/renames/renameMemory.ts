import * as vscode from 'vscode';
import type { WrittenRename } from '../../core/renames/acceptance.js';
import type { RenameOffer } from '../../core/renames/findRenames.js';
import type { RenameRequest } from '../../core/renames/renameText.js';
import { RenameFile } from './renameFile.js';
import { chooseRenameFile, writtenRenames } from './renameFiles.js';

/** Where the workspace keeps what was accepted while no folder is open, and what nobody wants to be asked again. */
const memory = { accepted: 'dbvc.renames', rejected: 'dbvc.rejectedRenames' } as const;

/** What identifies an offer from one comparison to the next. */
function keyOf({ rename: { from, to } }: RenameOffer): string {
  return `${from.id} ${to.id}`;
}

/**
 * What people say about renames. What was accepted stands in a folder's `.dbvc.jsonc`, which the command line reads as
 * well, and counts for the whole window; in the workspace's state where no trusted folder is open. What was rejected is a matter of the workspace alone.
 */
export class RenameMemory implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when an offer was rejected or is offered again. */
  readonly onDidChangeRejected = this.#changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  /** All that was accepted. Throws `invalid-input` for a file that cannot be read. */
  async accepted(): Promise<readonly RenameRequest[]> {
    const renames = { ...this.#kept(), ...(await writtenRenames(RenameFile.ofWorkspace())) };
    return Object.entries(renames).map(([before, after]) => ({ before, after, from: 'configuration' }));
  }

  /** Where what is accepted now is remembered. Asks where that is ambiguous; `CancelledError` when there is no answer. */
  async place(): Promise<RenameFile | undefined> {
    return chooseRenameFile(RenameFile.ofWorkspace());
  }

  /** Remembers renames in a file, or in the state of the workspace where there is none. */
  async accept(renames: readonly WrittenRename[], file: RenameFile | undefined): Promise<void> {
    if (file !== undefined) await file.change(renames.map(({ before, after }) => [before, after]));
    else {
      const added = Object.fromEntries(renames.map(({ before, after }) => [before, after]));
      await this.memento.update(memory.accepted, { ...this.#kept(), ...added });
    }
  }

  /** Forgets renames by their old names, wherever they are kept. */
  async forget(names: readonly string[]): Promise<void> {
    for (const file of RenameFile.ofWorkspace()) {
      const written = await file.read();
      const inFile = names.filter((name) => name in written);
      if (inFile.length > 0) await file.change(inFile.map((name) => [name, undefined]));
    }
    const kept = Object.entries(this.#kept()).filter(([before]) => !names.includes(before));
    await this.memento.update(memory.accepted, Object.fromEntries(kept));
  }

  isRejected(offer: RenameOffer): boolean {
    return this.#rejected().includes(keyOf(offer));
  }

  async reject(offers: readonly RenameOffer[]): Promise<void> {
    await this.#setRejected([...new Set([...this.#rejected(), ...offers.map(keyOf)])]);
  }

  /** Offers again what was rejected. */
  async reconsider(offers: readonly RenameOffer[]): Promise<void> {
    const again = new Set(offers.map(keyOf));
    await this.#setRejected(this.#rejected().filter((key) => !again.has(key)));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #kept(): Readonly<Record<string, string>> {
    return this.memento.get<Record<string, string>>(memory.accepted, {});
  }

  #rejected(): readonly string[] {
    return this.memento.get<string[]>(memory.rejected, []);
  }

  async #setRejected(keys: readonly string[]): Promise<void> {
    await this.memento.update(memory.rejected, keys);
    this.#changed.fire();
  }
}
