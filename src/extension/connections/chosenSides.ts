import * as vscode from 'vscode';
import type { Candidate } from '../../core/comparison/candidate.js';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { Side } from '../../core/comparison/readSides.js';
import { type Candidates, profileNameOf } from './candidates.js';
import type { ProfileStore } from './profileStore.js';

const sides: readonly Side[] = ['source', 'target'];

/** Where the workspace keeps the name of the profile that was chosen for a side. */
const memory = { source: 'dbvc.source', target: 'dbvc.target' } as const satisfies Record<Side, string>;

/**
 * Keeps the sides of the comparison in step with the profiles, and remembers them for the next time that the workspace
 * is opened. A profile that was removed or renamed is no side any more; one that leads elsewhere now, or that became
 * read-only or production, is chosen anew, so that nothing is applied by what is no longer true. The demo ends with the
 * window and is not remembered.
 */
export class ChosenSides implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable;
  #shown: Readonly<Partial<Record<Side, Candidate>>>;

  constructor(
    private readonly comparison: Comparison,
    private readonly candidates: Candidates,
    profiles: ProfileStore,
    private readonly memento: vscode.Memento,
  ) {
    this.#shown = comparison.state.sides;
    this.#subscriptions = vscode.Disposable.from(
      new vscode.Disposable(comparison.onDidChange(() => this.#remember())),
      profiles.onDidChange(() => void this.#follow()),
    );
  }

  /** Chooses what was chosen when the workspace was last open, where that still exists. Compares nothing. */
  async restore(): Promise<void> {
    for (const side of sides) {
      const name = this.memento.get<string>(memory[side]);
      if (name === undefined || this.comparison.state.sides[side] !== undefined) continue;
      const found = await this.candidates.ofProfile(name);
      // What was chosen meanwhile goes first.
      const taken = Object.entries(this.comparison.state.sides).some(
        ([other, { key }]) => other === side || key === found?.candidate.key,
      );
      if (taken) continue;
      if (found !== undefined) this.comparison.choose(side, found.candidate);
      // What an untrusted workspace hides may still be there.
      else if (vscode.workspace.isTrusted) await this.memento.update(memory[side], undefined);
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #remember(): void {
    const chosen = this.comparison.state.sides;
    const before = this.#shown;
    this.#shown = chosen;
    for (const side of sides) {
      const key = chosen[side]?.key;
      if (key === before[side]?.key) continue;
      void this.memento.update(memory[side], key === undefined ? undefined : profileNameOf(key));
    }
  }

  async #follow(): Promise<void> {
    for (const side of sides) {
      const chosen = this.comparison.state.sides[side];
      const name = chosen === undefined ? undefined : profileNameOf(chosen.key);
      if (chosen === undefined || name === undefined) continue;
      const found = await this.candidates.ofProfile(name);
      if (this.comparison.state.sides[side] !== chosen || isSame(chosen, found?.candidate)) continue;
      this.comparison.choose(side, undefined);
      this.comparison.choose(side, found?.candidate);
    }
    // A workspace that has become trusted brings its profiles.
    await this.restore();
  }
}

function isSame(chosen: Candidate, found: Candidate | undefined): boolean {
  const facts = (['address', 'engine', 'environment', 'readOnly'] as const).map(
    (fact) => chosen[fact] === found?.[fact],
  );
  return found !== undefined && facts.every(Boolean);
}
