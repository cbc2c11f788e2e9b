import * as vscode from 'vscode';
import { registerChatTools } from './chat/chatTools.js';
import { registerCommands } from './commands/registerCommands.js';
import { composeServices } from './compositionRoot.js';
import { ConnectionsDragAndDrop } from './connections/connectionsDragAndDrop.js';
import { trackConnections } from './connections/trackConnections.js';
import { autoCompare } from './drift/autoCompare.js';
import { comparisonTerms } from './drift/comparisonTerms.js';
import { driftDecorations } from './drift/driftDecorations.js';
import { revealShown } from './drift/revealShown.js';
import { watchStaleness } from './drift/staleness.js';
import type { ExtensionApi } from './extensionApi.js';
import type { Services } from './services.js';
import { StatusBar } from './ui/statusBar.js';

/** Makes the log, composes the services, registers what VS Code calls, and returns what can be seen of it. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const started = performance.now();
  const processor = process.cpuUsage();
  const log = vscode.window.createOutputChannel('DBVC', { log: true });
  const services = composeServices(context, log);
  context.subscriptions.push(log, register(services));
  const { user, system } = process.cpuUsage(processor);
  const activation = { elapsed: performance.now() - started, processor: (user + system) / 1000 };
  // What was chosen in the last window; reading settings is no part of coming to life.
  setImmediate(() => void services.chosenSides.restore());
  log.info(`Activated in ${activation.elapsed.toFixed(1)} ms`);
  if (process.env['DBVC_START_DEMO'] === '1') void vscode.commands.executeCommand('dbvc.demo.start');
  return apiOf(services, activation);
}

function register(services: Services): vscode.Disposable {
  const { comparison, states, documents, connectionsTree, driftTree, driftView } = services;
  return vscode.Disposable.from(
    registerCommands(services),
    documents.register(),
    vscode.window.createTreeView('dbvc.connections', {
      treeDataProvider: connectionsTree,
      dragAndDropController: new ConnectionsDragAndDrop(services.profiles),
      canSelectMany: true,
    }),
    registerHistory(services),
    registerChatTools(services),
    vscode.window.registerFileDecorationProvider(driftDecorations),
    new StatusBar(comparison),
    revealShown(driftTree, driftView),
    autoCompare(services),
    watchStaleness({ ...services, terms: () => comparisonTerms(services) }),
    new vscode.Disposable(trackConnections(comparison, states)),
  );
}

function registerHistory({ history }: Services): vscode.Disposable {
  const view = vscode.window.createTreeView('dbvc.history', { treeDataProvider: history });
  return vscode.Disposable.from(
    view,
    view.onDidChangeVisibility(() => history.refresh()),
  );
}

function apiOf(services: Services, activation: ExtensionApi['activation']): ExtensionApi {
  const { comparison, driftTree, driftView, connectionsTree } = services;
  return {
    activation,
    comparisonState: () => comparison.state,
    onDidChangeComparison: (listener) => comparison.onDidChange(listener),
    driftRows: () => driftTree.groups,
    ticked: () => services.ticks.choice(driftTree.shown.map(({ difference }) => difference)),
    selectedRows: () => driftView.view.selection,
    driftLines: () => ({
      message: driftView.view.message ?? '',
      description: driftView.view.description ?? '',
      badge: driftView.view.badge?.value ?? 0,
      badgeTooltip: driftView.view.badge?.tooltip ?? '',
    }),
    contextKey: (key) => services.keys.get(key),
    connectionRows: () => connectionsTree.rows(),
    historyRows: () => services.history.entries(),
  };
}
