import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { Side } from '../../core/comparison/readSides.js';
import type { DemoHost } from '../demo/demoHost.js';
import type { Candidates } from './candidates.js';
import {
  connectionContextValue,
  type ConnectionRow,
  connectionRows,
  type ConnectionsRow,
} from './connectionRows.js';
import type { ConnectionStates } from './connectionStates.js';
import type { ProfileStore } from './profileStore.js';

/** What the tree of connections reads. */
export interface ConnectionsSources {
  readonly profiles: ProfileStore;
  readonly candidates: Candidates;
  readonly demo: DemoHost;
  readonly states: ConnectionStates;
  readonly comparison: Comparison;
}

/** The Connections view. */
export class ConnectionsTree implements vscode.TreeDataProvider<ConnectionsRow>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #sides = '';

  constructor(private readonly sources: ConnectionsSources) {
    const fire = (): void => this.#changed.fire();
    this.#subscriptions = vscode.Disposable.from(
      sources.profiles.onDidChange(fire),
      sources.demo.onDidChange(fire),
      new vscode.Disposable(sources.states.onDidChange(fire)),
      new vscode.Disposable(
        sources.comparison.onDidChange(() => {
          // Progress changes the comparison many times a second; only another choice changes this view.
          const sides = JSON.stringify(this.#sideKeys());
          if (sides === this.#sides) return;
          this.#sides = sides;
          fire();
        }),
      ),
    );
  }

  /** The rows as they are now. */
  async rows(): Promise<readonly ConnectionsRow[]> {
    const { profiles, candidates, states } = this.sources;
    const [listed, { broken }] = await Promise.all([candidates.all(), profiles.all()]);
    return connectionRows(
      {
        entries: listed.map(({ entry }) => entry),
        broken: broken.map(({ scope, name, problem }) => ({ origin: scope, name, problem })),
        sideOf: this.#sideKeys(),
        state: (entry) => states.get(entry),
      },
      vscode.l10n,
    );
  }

  async getChildren(row?: ConnectionsRow): Promise<ConnectionsRow[]> {
    if (row === undefined) return [...(await this.rows())];
    return row.type === 'folder' ? [...row.children] : [];
  }

  getTreeItem(row: ConnectionsRow): vscode.TreeItem {
    const item = new vscode.TreeItem(row.label);
    item.id = row.id;
    item.contextValue = connectionContextValue(row);
    switch (row.type) {
      case 'folder':
        item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
        item.iconPath = new vscode.ThemeIcon('folder');
        item.accessibilityInformation = { label: vscode.l10n.t('{0}, folder', row.label) };
        return item;
      case 'broken':
        item.description = row.description;
        item.tooltip = row.tooltip;
        item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
        item.command = {
          command: 'workbench.action.openSettings',
          title: vscode.l10n.t('Open Settings'),
          arguments: ['dbvc.connections'],
        };
        return item;
      case 'connection':
        item.description = row.description;
        item.tooltip = row.tooltip;
        item.iconPath = connectionIcon(row);
        item.accessibilityInformation = { label: row.accessibleLabel };
        return item;
      default:
        return row satisfies never;
    }
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  #sideKeys(): Readonly<Partial<Record<Side, string>>> {
    const { source, target } = this.sources.comparison.state.sides;
    return {
      ...(source === undefined ? {} : { source: source.key }),
      ...(target === undefined ? {} : { target: target.key }),
    };
  }
}

function idleIcon({ origin, saved, engine }: ConnectionRow['entry']): string {
  if (saved === true) return 'file-code';
  if (origin === 'demo') return 'beaker';
  return engine === 'mssql' ? 'server' : 'database';
}

/** The state and the engine by their shapes, production by its colour as well as by the word in the description. */
function connectionIcon({ state, entry }: ConnectionRow): vscode.ThemeIcon {
  const production = entry.environment === 'production' ? new vscode.ThemeColor('charts.red') : undefined;
  switch (state.status) {
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'connecting':
      return new vscode.ThemeIcon('loading~spin');
    case 'connected':
      return new vscode.ThemeIcon('vm-active', production);
    case 'unknown':
      return new vscode.ThemeIcon(idleIcon(entry), production);
    default:
      return state satisfies never;
  }
}
