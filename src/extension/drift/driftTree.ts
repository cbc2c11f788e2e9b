import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonResult, ComparisonState } from '../../core/comparison/comparisonState.js';
import type { PartId } from '../../core/model/partId.js';
import type { RenameMemory } from '../renames/renameMemory.js';
import { driftContextValue } from './driftContext.js';
import { driftItemUri } from './driftItemUri.js';
import {
  type DriftRow,
  type GroupRow,
  type ObjectRow,
  type PartRow,
  partRows,
  rowsByKind,
} from './driftRows.js';
import { sideNames } from './driftText.js';

/** Above this many objects groups start collapsed: a wall of rows tells nobody anything. */
const expandedUpTo = 200;

/** The tree of the Drift view. */
export class DriftTree implements vscode.TreeDataProvider<DriftRow>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #stopListening: () => void;
  #groups: readonly GroupRow[] = [];
  #result: ComparisonResult | undefined;
  #failures: ComparisonState['failures'] | undefined;

  constructor(
    comparison: Comparison,
    private readonly renames: RenameMemory,
  ) {
    const stop = comparison.onDidChange((state) => this.#follow(state));
    const rejections = renames.onDidChangeRejected(() => {
      this.#result = undefined;
      this.#follow(comparison.state);
    });
    this.#stopListening = () => {
      stop();
      rejections.dispose();
    };
    this.#follow(comparison.state);
  }

  /** The groups as they are now. */
  get groups(): readonly GroupRow[] {
    return this.#groups;
  }

  /** The row of an object, where it has one. */
  objectRow(objectId: PartId): ObjectRow | undefined {
    return this.#groups.flatMap((group) => group.objects).find((row) => row.objectId === objectId);
  }

  getChildren(row?: DriftRow): DriftRow[] {
    if (row === undefined) return [...this.#groups];
    switch (row.type) {
      case 'group':
        return [...row.objects];
      case 'object':
        return [...partRows(row, vscode.l10n)];
      case 'part':
        return [];
      default:
        return row satisfies never;
    }
  }

  getParent(row: DriftRow): DriftRow | undefined {
    switch (row.type) {
      case 'group':
        return undefined;
      case 'object':
        return this.#groups.find((group) => group.objects.includes(row));
      case 'part':
        return this.objectRow(row.objectId);
      default:
        return row satisfies never;
    }
  }

  getTreeItem(row: DriftRow): vscode.TreeItem {
    const item = itemOf(row, this.#groups);
    item.id = row.id;
    item.contextValue = driftContextValue(row);
    return item;
  }

  dispose(): void {
    this.#stopListening();
    this.#changed.dispose();
  }

  /** Progress changes the state many times a second; rows change only with what was found and what failed. */
  #follow(state: ComparisonState): void {
    if (state.result === this.#result && state.failures === this.#failures) return;
    this.#result = state.result;
    this.#failures = state.failures;
    this.#groups =
      state.result === undefined
        ? []
        : rowsByKind(
            {
              drift: state.result.drift,
              dialect: state.result.dialect,
              names: sideNames(state),
              failures: state.failures,
              offers: state.result.offers.filter((offer) => !this.renames.isRejected(offer)),
            },
            vscode.l10n,
          );
    this.#changed.fire();
  }
}

function itemOf(row: DriftRow, groups: readonly GroupRow[]): vscode.TreeItem {
  switch (row.type) {
    case 'group':
      return groupItem(row, groups);
    case 'object':
      return objectItem(row);
    case 'part':
      return partItem(row);
    default:
      return row satisfies never;
  }
}

function groupItem(row: GroupRow, groups: readonly GroupRow[]): vscode.TreeItem {
  const total = groups.reduce((sum, group) => sum + group.objects.length, 0);
  const item = new vscode.TreeItem(
    row.label,
    total > expandedUpTo
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.Expanded,
  );
  item.description = String(row.objects.length);
  item.iconPath = new vscode.ThemeIcon(row.icon);
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}, {1} drifted', row.label, row.objects.length),
  };
  return item;
}

function objectItem(row: ObjectRow): vscode.TreeItem {
  const item = new vscode.TreeItem(
    row.label,
    row.parts.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.resourceUri = vscode.Uri.from(
    driftItemUri(row.objectId, row.difference.status, row.failure !== undefined),
  );
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.iconPath =
    row.failure === undefined
      ? new vscode.ThemeIcon(row.kind.icon)
      : new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.accessibilityInformation = { label: row.accessibleLabel };
  item.command = openDiffCommand(row);
  return item;
}

function partItem(row: PartRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.iconPath = new vscode.ThemeIcon(partIcon(row));
  item.accessibilityInformation = { label: row.accessibleLabel };
  item.command = openDiffCommand(row);
  return item;
}

/** The sign of a changed part, by shape. */
function partIcon({ part }: PartRow): string {
  switch (part.status) {
    case 'missing_in_target':
      return 'diff-added';
    case 'modified':
      return 'diff-modified';
    case 'extra_in_target':
      return 'diff-removed';
    default:
      return part.status satisfies never;
  }
}

function openDiffCommand(row: DriftRow): vscode.Command {
  return { command: 'dbvc.drift.openDiff', title: vscode.l10n.t('Open Diff'), arguments: [row] };
}
