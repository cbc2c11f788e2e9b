import * as vscode from 'vscode';
import { withSignIn } from '../../cloud/withSignIn.js';
import type { Database } from '../../core/dialect/session.js';
import { CancelledError } from '../../core/errors.js';
import type { Logger } from '../../core/logger.js';
import type { Profile } from '../../core/profiles/profile.js';
import type { SshQuestions } from '../../core/profiles/sshRoute.js';
import { Secret } from '../../core/secret.js';
import { loadDialect } from '../../dialects/registry.js';
import type { PasswordStore } from './passwordStore.js';

/** What a test of a connection found. */
export interface ConnectionTest {
  readonly server: string;
  /** Of one round trip, in milliseconds. */
  readonly latency: number;
}

/** Whether a profile signs in with a token, so that no password is asked for. */
export function hasToken({ signIn = 'password' }: Profile): boolean {
  return signIn !== 'password';
}

/** Turns profiles into databases: finds the password, reads environment and files, and asks where it must. */
export class ProfileConnector {
  /** One for the window: it keeps what was typed. */
  #sshQuestions: SshQuestions | undefined;

  constructor(
    private readonly passwords: PasswordStore,
    private readonly logger: Logger,
  ) {}

  /**
   * The database of a profile; opens nothing. Asks for the password where the profile says so, or where a saved one is
   * gone. Throws `CancelledError` when the person gives none, `invalid-input` as reading the profile does.
   */
  async database(profile: Profile): Promise<Database> {
    return this.databaseWith(profile, await this.#password(profile));
  }

  /** The database of a profile with this password, or with what environment and files have. */
  async databaseWith(profile: Profile, password: Secret | undefined): Promise<Database> {
    const [{ profileLabels }, { profileConnection }, { resolveConnection }, { localMachine }] =
      await Promise.all([
        import('../../core/profiles/profile.js'),
        import('../../core/profiles/profileConnection.js'),
        import('../../core/profiles/resolveConnection.js'),
        import('../../core/profiles/machine.js'),
      ]);
    const machine = localMachine(process.env);
    const connection = profileConnection(profile, machine.env);
    const { settings, warnings } = await resolveConnection(
      connection,
      machine,
      password === undefined ? {} : { password },
    );
    for (const warning of warnings) this.logger.warn(`${profile.name}: ${warning}`);
    const dialect = await withSignIn(await loadDialect(settings.engine), profile.signIn);
    const labels = profileLabels(profile);
    const direct = (): Database => dialect.connector.database(settings, labels, this.logger);
    if (profile.ssh === undefined) return direct();
    const [{ profileRoute }, { tunneledDatabase }, { sshQuestions }] = await Promise.all([
      import('../../core/profiles/profileRoute.js'),
      import('../../ssh/tunneledDatabase.js'),
      import('./sshQuestions.js'),
    ]);
    const route = profileRoute(profile, machine);
    if (route === undefined) return direct();
    const questions = (this.#sshQuestions ??= sshQuestions());
    return tunneledDatabase({ route, settings, labels, dialect, machine, questions, logger: this.logger });
  }

  /** Connects, asks the server something, and disconnects. Throws as opening a session does. */
  async test(database: Database, signal: AbortSignal): Promise<ConnectionTest> {
    const session = await database.open({ purpose: 'read', signal });
    try {
      const started = performance.now();
      await session.query('select 1', [], signal);
      return { server: session.server.versionText, latency: performance.now() - started };
    } finally {
      await session.close();
    }
  }

  /** Asks for a password and keeps it until the window is closed. Throws `CancelledError` when there is none. */
  async ask(profile: Profile, reason: string): Promise<Secret> {
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Password for {0}', profile.name),
      prompt: reason,
      password: true,
      ignoreFocusOut: true,
    });
    if (typed === undefined) throw new CancelledError();
    const password = new Secret(typed);
    // A saved password that was lost or is wrong is replaced, as the person once chose to have it saved.
    if (this.passwords.mode(profile) === 'saved') await this.passwords.save(profile, password);
    else this.passwords.remember(profile, password);
    return password;
  }

  async #password(profile: Profile): Promise<Secret | undefined> {
    if (hasToken(profile)) return undefined;
    const known = await this.passwords.get(profile);
    if (known !== undefined) return known;
    const mode = this.passwords.mode(profile);
    switch (mode) {
      case 'environment':
        return undefined;
      case 'ask':
        return this.ask(profile, vscode.l10n.t('It is kept until this window is closed.'));
      case 'saved':
        return this.ask(
          profile,
          vscode.l10n.t(
            'The saved password is gone: without a keyring of the operating system, VS Code keeps secrets only until it is closed.',
          ),
        );
      default:
        return mode satisfies never;
    }
  }
}
