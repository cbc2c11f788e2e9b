import type * as vscode from 'vscode';

/** A signal that lives until it is disposed of. */
export interface DisposableSignal {
  readonly signal: AbortSignal;
  dispose(): void;
}

/** A cancellation of VS Code as the signal that core understands. */
export function signalOf(token: vscode.CancellationToken): DisposableSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const subscription: vscode.Disposable = token.onCancellationRequested(() => controller.abort());
  return {
    signal: controller.signal,
    dispose: () => {
      subscription.dispose();
    },
  };
}
