import * as vscode from 'vscode';

/** Stands in for a person in front of progress that can be cancelled. */
export interface CancelledProgress {
  /** Presses Cancel on the progress that is shown, and on all that comes. */
  cancel(): void;
  /** Gives the progress back to VS Code. */
  restore(): void;
}

/** Takes over the Cancel button of notifications: in a window that tests run in, nobody clicks. */
export function holdCancelButton(): CancelledProgress {
  const { withProgress } = vscode.window;
  const button = new vscode.CancellationTokenSource();
  const show: typeof withProgress = (options, task) =>
    withProgress(options, (progress, token) =>
      task(progress, options.cancellable === true ? button.token : token),
    );
  Object.assign(vscode.window, { withProgress: show });
  return {
    cancel: () => {
      button.cancel();
    },
    restore: () => {
      Object.assign(vscode.window, { withProgress });
      button.dispose();
    },
  };
}
