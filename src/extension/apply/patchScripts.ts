import * as vscode from 'vscode';
import type { ComparisonResult } from '../../core/comparison/comparisonState.js';
import type { Plan } from '../../core/planner/plan.js';
import type { ContextKeySetter } from '../ui/contextKeys.js';

/** What a script that is open in an editor was made of. */
export interface PatchScript {
  readonly plan: Plan;
  readonly result: ComparisonResult;
}

/** The patch scripts that are open in editors, so that what a person makes of them can be applied. */
export class PatchScripts implements vscode.Disposable {
  readonly #byUri = new Map<string, PatchScript>();
  readonly #closing: vscode.Disposable;

  constructor(private readonly keys: ContextKeySetter) {
    this.#closing = vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document));
  }

  /** Opens a script in an editor and remembers what it was made of. */
  async open(script: PatchScript, content: string): Promise<void> {
    const language = script.result.dialect.capabilities.scriptLanguage;
    const document = await vscode.workspace.openTextDocument({ language, content });
    this.#byUri.set(document.uri.toString(), script);
    this.#tell();
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** What a document was made of; undefined for one that is no patch script. */
  of(uri: vscode.Uri): PatchScript | undefined {
    return this.#byUri.get(uri.toString());
  }

  dispose(): void {
    this.#closing.dispose();
  }

  /** Whoever saves a script to a file has it there from then on. */
  #forget(document: vscode.TextDocument): void {
    const script = this.#byUri.get(document.uri.toString());
    if (script === undefined) return;
    this.#byUri.delete(document.uri.toString());
    const text = document.getText();
    const saved = vscode.workspace.textDocuments.find(
      (other) => document.isUntitled && !other.isUntitled && other.getText() === text,
    );
    if (saved !== undefined) this.#byUri.set(saved.uri.toString(), script);
    this.#tell();
  }

  #tell(): void {
    this.keys.set('dbvc.patchScripts', [...this.#byUri.keys()]);
  }
}
