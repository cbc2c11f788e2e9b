import * as vscode from 'vscode';
import { Comparison } from '../core/comparison/comparison.js';
import { Ticks } from '../core/comparison/ticks.js';
import type { Journal } from '../core/executor/journal.js';
import { readingSaved } from '../core/snapshot/savedDatabase.js';
import { loadDialect } from '../dialects/registry.js';
import { PatchScripts } from './apply/patchScripts.js';
import { Planners } from './apply/planners.js';
import { Candidates } from './connections/candidates.js';
import { ChosenSides } from './connections/chosenSides.js';
import { ConnectionsTree } from './connections/connectionsTree.js';
import { ConnectionStates } from './connections/connectionStates.js';
import { PasswordStore } from './connections/passwordStore.js';
import { ProfileConnector } from './connections/profileConnector.js';
import { ProfileStore } from './connections/profileStore.js';
import { DemoHost } from './demo/demoHost.js';
import { DocumentProvider } from './documents/documentProvider.js';
import { DriftLayout } from './drift/driftLayout.js';
import { DriftTree } from './drift/driftTree.js';
import { DriftView } from './drift/driftView.js';
import { ErrorPresenter } from './errors/errorPresenter.js';
import { HistoryTree } from './history/historyTree.js';
import { RenameMemory } from './renames/renameMemory.js';
import type { Services } from './services.js';
import { ContextKeySetter } from './ui/contextKeys.js';

/** Makes everything that commands work with. Connects to nothing and loads no driver; disposed with the extension. */
export function composeServices(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Services {
  const keys = new ContextKeySetter();
  const comparison = new Comparison({
    loadDialect: async (engine) => readingSaved(await loadDialect(engine)),
    now: () => new Date(),
    logger: log,
  });
  const profiles = new ProfileStore(log);
  const passwords = new PasswordStore(context.secrets, context.globalState);
  const connector = new ProfileConnector(passwords, log);
  const demo = new DemoHost(context.extensionUri, log);
  const states = new ConnectionStates();
  const candidates = new Candidates(profiles, connector, demo);
  const chosenSides = new ChosenSides(comparison, candidates, profiles, context.workspaceState);
  const journalPlace = vscode.Uri.joinPath(context.globalStorageUri, 'journal').fsPath;
  const journal = async (): Promise<Journal> => {
    const { journalFolder } = await import('../core/executor/journalFolder.js');
    return journalFolder(journalPlace);
  };
  const planners = new Planners();
  const patchScripts = new PatchScripts(keys);
  const documents = new DocumentProvider({ comparison, planners, journal, logger: log });
  const connectionsTree = new ConnectionsTree({ profiles, candidates, demo, states, comparison });
  const renames = new RenameMemory(context.workspaceState);
  const ticks = new Ticks({
    comparison,
    dataLosses: async (result) => {
      const { dataLosses } = await import('../core/planner/dataLosses.js');
      return dataLosses(result.drift, await planners.of(result));
    },
  });
  const layout = new DriftLayout(context.workspaceState);
  const driftTree = new DriftTree({ comparison, renames, layout, ticks });
  const driftView = new DriftView({ tree: driftTree, comparison, ticks, layout, keys });
  const errors = new ErrorPresenter({ log, comparison, profiles, connector });
  const history = new HistoryTree(journal);
  context.subscriptions.push(
    history,
    profiles,
    passwords,
    chosenSides,
    demo,
    documents,
    patchScripts,
    connectionsTree,
    renames,
    ticks,
    layout,
    driftTree,
    driftView,
  );
  return {
    log,
    logger: log,
    keys,
    comparison,
    profiles,
    passwords,
    connector,
    candidates,
    chosenSides,
    states,
    demo,
    documents,
    planners,
    patchScripts,
    connectionsTree,
    ticks,
    layout,
    driftTree,
    driftView,
    history,
    renames,
    errors,
    journal,
  };
}
