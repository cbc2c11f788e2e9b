import { issueWords } from '../../core/profiles/issueWords.js';
import * as vscode from 'vscode';
import type { Logger } from '../../core/logger.js';
import { folderPath } from '../../core/profiles/folders.js';
import type { Profile } from '../../core/profiles/profile.js';

/** Which settings file a profile stands in. */
export type ProfileScope = 'user' | 'workspace';

/** A profile that can be used. */
export interface StoredProfile {
  readonly scope: ProfileScope;
  readonly profile: Profile;
}

/** An entry of the setting that cannot be used, and why. */
export interface BrokenProfile {
  readonly scope: ProfileScope;
  /** Its name, or its position where it has none: `#3`. */
  readonly name: string;
  readonly problem: string;
}

export interface StoredProfiles {
  readonly usable: readonly StoredProfile[];
  readonly broken: readonly BrokenProfile[];
}

const section = 'dbvc';
const key = 'connections';

/**
 * The profiles in the setting `dbvc.connections`, of the user and of the workspace. VS Code gives those of a workspace
 * only when it is trusted: the setting is restricted.
 */
export class ProfileStore implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor(private readonly logger: Logger) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${section}.${key}`)) this.#changed.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
    );
  }

  /** All profiles; a workspace's goes before a user's of the same name, as settings do. */
  async all(): Promise<StoredProfiles> {
    const { profileSchema } = await import('../../core/profiles/profile.js');
    const usable = new Map<string, StoredProfile>();
    const broken: BrokenProfile[] = [];
    for (const scope of ['user', 'workspace'] as const) {
      const names = new Set<string>();
      for (const [index, entry] of this.#entries(scope).entries()) {
        const name = nameOf(entry) ?? `#${String(index + 1)}`;
        const parsed = profileSchema.safeParse(entry, { error: issueWords });
        if (!parsed.success) {
          const problem = parsed.error.issues
            .map((issue) => `${issue.path.map(String).join('.') || 'profile'}: ${issue.message}`)
            .join('; ');
          this.logger.warn(`The connection ${name} in the ${scope} settings cannot be used: ${problem}`);
          broken.push({ scope, name, problem });
        } else if (names.has(name)) {
          broken.push({ scope, name, problem: vscode.l10n.t('another connection has the same name') });
        } else {
          names.add(name);
          usable.set(parsed.data.name, { scope, profile: parsed.data });
        }
      }
    }
    return { usable: [...usable.values()], broken };
  }

  /** The profile of that name, where it exists and can be used. */
  async find(name: string): Promise<StoredProfile | undefined> {
    return (await this.all()).usable.find(({ profile }) => profile.name === name);
  }

  /** Adds profiles at the end of the user's settings. */
  async add(...profiles: readonly Profile[]): Promise<void> {
    await this.#write('user', [...this.#entries('user'), ...profiles]);
  }

  /**
   * Puts a profile in the place of another, and leaves all others as they are written. At the end, where the other is gone:
   * another window may have removed it while it was edited in this one.
   */
  async replace({ scope, profile: before }: StoredProfile, profile: Profile): Promise<void> {
    const entries = this.#entries(scope);
    const isThere = entries.some((entry) => nameOf(entry) === before.name);
    const after = isThere
      ? entries.map((entry) => (nameOf(entry) === before.name ? profile : entry))
      : [...entries, profile];
    await this.#write(scope, after);
  }

  /** Puts profiles into a folder; an empty path takes them out of any. */
  moveToFolder(names: readonly string[], folder: string): Promise<void> {
    return this.#changeFolders(({ name }, old) => (names.includes(name) ? folder : old));
  }

  /** Gives a folder another path, with all that lies in it. */
  renameFolder(from: string, to: string): Promise<void> {
    return this.#changeFolders((_, old) =>
      old === from || old.startsWith(`${from}/`) ? `${to}${old.slice(from.length)}` : old,
    );
  }

  /** Takes profiles out of the settings. */
  async remove(profiles: readonly StoredProfile[]): Promise<void> {
    for (const scope of ['user', 'workspace'] as const) {
      const names = new Set(
        profiles.flatMap((stored) => (stored.scope === scope ? [stored.profile.name] : [])),
      );
      if (names.size === 0) continue;
      const entries = this.#entries(scope).filter((entry) => !names.has(nameOf(entry) ?? ''));
      await this.#write(scope, entries);
    }
  }

  async #changeFolders(folderFor: (profile: Profile, old: string) => string): Promise<void> {
    for (const stored of (await this.all()).usable) {
      const { folder, ...profile } = stored.profile;
      const old = folderPath(folder).join('/');
      const wanted = folderFor(stored.profile, old);
      if (wanted === old) continue;
      await this.replace(stored, wanted === '' ? profile : { ...profile, folder: wanted });
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  #entries(scope: ProfileScope): readonly unknown[] {
    const values = vscode.workspace.getConfiguration(section).inspect<unknown>(key);
    const value = scope === 'user' ? values?.globalValue : values?.workspaceValue;
    return Array.isArray(value) ? (value as readonly unknown[]) : [];
  }

  async #write(scope: ProfileScope, entries: readonly unknown[]): Promise<void> {
    const place = scope === 'user' ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
    await vscode.workspace.getConfiguration(section).update(key, entries, place);
  }
}

function nameOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null || !('name' in entry)) return undefined;
  return typeof entry.name === 'string' ? entry.name.trim() : undefined;
}
