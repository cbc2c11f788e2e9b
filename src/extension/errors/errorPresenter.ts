import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import { CancelledError, DbvcError } from '../../core/errors.js';
import { profileNameOf } from '../connections/candidates.js';
import { hasToken, type ProfileConnector } from '../connections/profileConnector.js';
import type { ProfileStore } from '../connections/profileStore.js';
import { type ErrorAction, type ErrorReport, errorReport } from './errorReport.js';

/** What the buttons of a message lead to. A button without its way is left out. */
export interface ErrorContext {
  readonly retry?: () => Thenable<unknown>;
  /** The profile that the error is about, where the error itself names no side. */
  readonly profile?: string;
}

/** What the presenter needs from others. */
export interface ErrorPresenterPorts {
  readonly log: vscode.LogOutputChannel;
  readonly comparison: Comparison;
  readonly profiles: ProfileStore;
  readonly connector: ProfileConnector;
}

/** The one place where errors become messages. */
export class ErrorPresenter {
  constructor(private readonly ports: ErrorPresenterPorts) {}

  /** Logs an error and shows it with its buttons; a cancellation shows nothing. Returns before a button is pressed. */
  show(error: unknown, context: ErrorContext = {}): void {
    if (error instanceof CancelledError) return;
    const { log, comparison } = this.ports;
    const side = error instanceof DbvcError ? error.details.side : undefined;
    const candidate = side === undefined ? undefined : comparison.state.sides[side];
    const report = errorReport(error, candidate?.label ?? context.profile, vscode.l10n);
    for (const line of report.details) log.error(line);
    const profile = context.profile ?? (candidate === undefined ? undefined : profileNameOf(candidate.key));
    void this.#ask(report, context, profile);
  }

  async #ask(report: ErrorReport, context: ErrorContext, profile: string | undefined): Promise<void> {
    const possible = report.actions.filter((action) => isPossible(action, context, profile));
    const asksPassword = possible.includes('enter-password') && (await this.#hasPassword(profile));
    const actions = possible.filter((action) => action !== 'enter-password' || asksPassword);
    const labels = actions.map((action) => actionLabel(action));
    const chosen = await vscode.window.showErrorMessage(report.message, ...labels);
    const action = actions.find((candidate) => actionLabel(candidate) === chosen);
    if (action === undefined) return;
    try {
      await this.#run(action, context, profile);
    } catch (error) {
      this.show(error, context);
    }
  }

  /** Whether a password would help: a profile that signs in with a token has none. */
  async #hasPassword(name = ''): Promise<boolean> {
    const stored = await this.ports.profiles.find(name);
    return stored !== undefined && !hasToken(stored.profile);
  }

  async #run(action: ErrorAction, context: ErrorContext, profile: string | undefined): Promise<void> {
    switch (action) {
      case 'retry':
        await context.retry?.();
        return;
      case 'enter-password': {
        const stored = profile === undefined ? undefined : await this.ports.profiles.find(profile);
        if (stored === undefined) return;
        await this.ports.connector.ask(
          stored.profile,
          vscode.l10n.t('The server refused the last login. What is saved stays until this one replaces it.'),
        );
        await context.retry?.();
        return;
      }
      case 'edit':
        await vscode.commands.executeCommand('dbvc.connections.edit', profile);
        return;
      case 'compare-again':
        await vscode.commands.executeCommand('dbvc.compare.refresh');
        return;
      case 'show-log':
        this.ports.log.show(true);
        return;
      default:
        return action satisfies never;
    }
  }
}

function isPossible(action: ErrorAction, context: ErrorContext, profile: string | undefined): boolean {
  switch (action) {
    case 'retry':
      return context.retry !== undefined;
    case 'enter-password':
      return context.retry !== undefined && profile !== undefined;
    case 'edit':
      return profile !== undefined;
    case 'compare-again':
    case 'show-log':
      return true;
    default:
      return action satisfies never;
  }
}

function actionLabel(action: ErrorAction): string {
  switch (action) {
    case 'retry':
      return vscode.l10n.t('Retry');
    case 'enter-password':
      return vscode.l10n.t('Enter Password…');
    case 'edit':
      return vscode.l10n.t('Edit…');
    case 'compare-again':
      return vscode.l10n.t('Compare Again');
    case 'show-log':
      return vscode.l10n.t('Show Log');
    default:
      return action satisfies never;
  }
}
