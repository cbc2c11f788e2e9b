import * as vscode from 'vscode';
import type { Services } from '../services.js';
import { compare } from '../commands/compare.js';
import { autoCompareInterval } from '../ui/settings.js';

/**
 * Compares again and again, as often as the settings say, while the Drift view can be seen. After a comparison that
 * failed it waits until a person has compared again.
 */
export function autoCompare(services: Services): vscode.Disposable {
  const { comparison, driftView, keys, log } = services;
  let timer: NodeJS.Timeout | undefined;
  const restart = (): void => {
    clearInterval(timer);
    const interval = autoCompareInterval();
    timer = interval > 0 && driftView.view.visible ? setInterval(() => void again(), interval) : undefined;
  };
  const again = async (): Promise<void> => {
    if (comparison.state.phase !== 'compared' || keys.get('dbvc.applying') === true) return;
    try {
      await compare(services);
    } catch (error) {
      // The view and the status bar say so; nobody asked for it, so no message does.
      log.warn(error instanceof Error ? error.message : String(error));
    }
  };
  restart();
  return vscode.Disposable.from(
    driftView.view.onDidChangeVisibility(restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('dbvc.autoCompareInterval')) restart();
    }),
    new vscode.Disposable(() => clearInterval(timer)),
  );
}
