import type * as vscode from 'vscode';
import type { Comparison } from '../core/comparison/comparison.js';
import type { Ticks } from '../core/comparison/ticks.js';
import type { Journal } from '../core/executor/journal.js';
import type { Logger } from '../core/logger.js';
import type { PatchScripts } from './apply/patchScripts.js';
import type { Planners } from './apply/planners.js';
import type { Candidates } from './connections/candidates.js';
import type { ChosenSides } from './connections/chosenSides.js';
import type { ConnectionsTree } from './connections/connectionsTree.js';
import type { ConnectionStates } from './connections/connectionStates.js';
import type { PasswordStore } from './connections/passwordStore.js';
import type { ProfileConnector } from './connections/profileConnector.js';
import type { ProfileStore } from './connections/profileStore.js';
import type { DemoHost } from './demo/demoHost.js';
import type { DocumentProvider } from './documents/documentProvider.js';
import type { DriftLayout } from './drift/driftLayout.js';
import type { DriftTree } from './drift/driftTree.js';
import type { DriftView } from './drift/driftView.js';
import type { ErrorPresenter } from './errors/errorPresenter.js';
import type { HistoryTree } from './history/historyTree.js';
import type { RenameMemory } from './renames/renameMemory.js';
import type { ContextKeySetter } from './ui/contextKeys.js';

/** What commands work with; made once, by the composition root. */
export interface Services {
  readonly log: vscode.LogOutputChannel;
  readonly logger: Logger;
  readonly keys: ContextKeySetter;
  readonly comparison: Comparison;
  readonly profiles: ProfileStore;
  readonly passwords: PasswordStore;
  readonly connector: ProfileConnector;
  readonly candidates: Candidates;
  readonly chosenSides: ChosenSides;
  readonly states: ConnectionStates;
  readonly demo: DemoHost;
  readonly documents: DocumentProvider;
  readonly planners: Planners;
  readonly patchScripts: PatchScripts;
  readonly connectionsTree: ConnectionsTree;
  readonly ticks: Ticks;
  readonly layout: DriftLayout;
  readonly driftTree: DriftTree;
  readonly driftView: DriftView;
  readonly history: HistoryTree;
  readonly renames: RenameMemory;
  readonly errors: ErrorPresenter;
  /** Loaded with the first apply. */
  journal(): Promise<Journal>;
}
