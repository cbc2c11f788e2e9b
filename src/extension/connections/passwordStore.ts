import type * as vscode from 'vscode';
import type { Profile } from '../../core/profiles/profile.js';
import { Secret } from '../../core/secret.js';
import { passwordKey } from './passwordKey.js';

/** Where a profile's password comes from. `environment` stands for PGPASSWORD, `.pgpass`, and logins without one. */
export type PasswordMode = 'saved' | 'ask' | 'environment';

/**
 * The passwords of profiles: in VS Code's SecretStorage where a person wants that, in memory while the window is open
 * where they are asked for. How a profile wants it is kept apart from the secret, so that a secret that the operating
 * system has lost is noticed. Nothing is deleted but by {@link forget}. What another window saves or deletes goes before
 * what was typed in this one.
 */
export class PasswordStore implements vscode.Disposable {
  readonly #typed = new Map<string, Secret>();
  readonly #subscription: vscode.Disposable;

  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly memento: vscode.Memento,
  ) {
    this.#subscription = secrets.onDidChange(({ key }) => this.#typed.delete(key));
  }

  mode(profile: Profile): PasswordMode {
    return this.memento.get<PasswordMode>(modeKey(profile)) ?? 'environment';
  }

  async setMode(profile: Profile, mode: PasswordMode): Promise<void> {
    await this.memento.update(modeKey(profile), mode);
  }

  /** The password that was typed since the window was opened, else the saved one. */
  async get(profile: Profile): Promise<Secret | undefined> {
    const typed = this.#typed.get(passwordKey(profile));
    if (typed !== undefined) return typed;
    if (this.mode(profile) !== 'saved') return undefined;
    const saved = await this.secrets.get(passwordKey(profile));
    return saved === undefined ? undefined : new Secret(saved);
  }

  /** Keeps a password until the window is closed. */
  remember(profile: Profile, password: Secret): void {
    this.#typed.set(passwordKey(profile), password);
  }

  /** Saves a password for good. */
  async save(profile: Profile, password: Secret): Promise<void> {
    await this.secrets.store(passwordKey(profile), password.reveal());
    await this.setMode(profile, 'saved');
    this.#typed.delete(passwordKey(profile));
  }

  /** Deletes what is known for a profile that a person removed or gave another password mode. */
  async forget(profile: Profile): Promise<void> {
    this.#typed.delete(passwordKey(profile));
    await this.secrets.delete(passwordKey(profile));
    await this.memento.update(modeKey(profile), undefined);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Gives one profile the password mode and password of another. */
  async copy(from: Profile, to: Profile): Promise<void> {
    const mode = this.mode(from);
    const password = await this.get(from);
    await this.setMode(to, mode);
    if (password === undefined) return;
    if (mode === 'saved') await this.save(to, password);
    else this.remember(to, password);
  }
}

function modeKey(profile: Profile): string {
  return `mode:${passwordKey(profile)}`;
}
