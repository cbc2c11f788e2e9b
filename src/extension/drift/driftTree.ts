import * as vscode from 'vscode';
import type { Comparison } from '../../core/comparison/comparison.js';
import type { ComparisonResult, ComparisonState } from '../../core/comparison/comparisonState.js';
import type { Ticks } from '../../core/comparison/ticks.js';
import type { PartId } from '../../core/model/partId.js';
import type { RenameMemory } from '../renames/renameMemory.js';
import { grouped } from '../text/numbers.js';
import { driftContextValue } from './driftContext.js';
import { filterOf } from './driftFilter.js';
import { driftItemUri } from './driftItemUri.js';
import type { DriftLayout } from './driftLayout.js';
import {
  type DriftRow,
  type GroupRow,
  type ObjectRow,
  objectRows,
  type PartRow,
  partRows,
} from './driftRows.js';
import { sideNames } from './driftText.js';
import { groupRows } from './groupRows.js';

/** Above this many objects groups start collapsed: a wall of rows tells nobody anything. */
const expandedUpTo = 200;

/** What the tree is drawn from. */
export interface DriftTreePorts {
  readonly comparison: Comparison;
  readonly renames: RenameMemory;
  readonly layout: DriftLayout;
  readonly ticks: Ticks;
}

/** The tree of the Drift view. */
export class DriftTree implements vscode.TreeDataProvider<DriftRow>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #rows: readonly ObjectRow[] = [];
  #groups: readonly GroupRow[] = [];
  #byId: ReadonlyMap<PartId, readonly [ObjectRow, GroupRow]> = new Map();
  #result: ComparisonResult | undefined;
  #failures: ComparisonState['failures'] | undefined;

  constructor(private readonly ports: DriftTreePorts) {
    const { comparison, renames, layout, ticks } = ports;
    this.#subscriptions = vscode.Disposable.from(
      new vscode.Disposable(comparison.onDidChange((state) => this.#follow(state))),
      new vscode.Disposable(ticks.onDidChange(() => this.#changed.fire())),
      layout.onDidChange(() => this.#arrange()),
      renames.onDidChangeRejected(() => {
        this.#result = undefined;
        this.#follow(comparison.state);
      }),
    );
    this.#follow(comparison.state);
  }

  /** The groups as they are now: of what the filter shows. */
  get groups(): readonly GroupRow[] {
    return this.#groups;
  }

  /** The rows of the objects that are shown, from top to bottom. Whatever acts on many acts on these. */
  get shown(): readonly ObjectRow[] {
    return this.#groups.flatMap((group) => group.objects);
  }

  /** The row of an object, where it is shown. */
  objectRow(objectId: PartId): ObjectRow | undefined {
    return this.#byId.get(objectId)?.[0];
  }

  getChildren(row?: DriftRow): DriftRow[] {
    if (row === undefined) return this.#isFlat ? [...this.shown] : [...this.#groups];
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
        return this.#isFlat ? undefined : this.#byId.get(row.objectId)?.[1];
      case 'part':
        return this.objectRow(row.objectId);
      default:
        return row satisfies never;
    }
  }

  getTreeItem(row: DriftRow): vscode.TreeItem {
    const item = this.#itemOf(row);
    item.id = row.id;
    item.contextValue = driftContextValue(row);
    return item;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#changed.dispose();
  }

  get #isFlat(): boolean {
    return this.ports.layout.grouping === 'none';
  }

  /** Progress changes the state many times a second; rows change only with what was found and what failed. */
  #follow(state: ComparisonState): void {
    if (state.result === this.#result && state.failures === this.#failures) return;
    this.#result = state.result;
    this.#failures = state.failures;
    this.#rows =
      state.result === undefined
        ? []
        : objectRows(
            {
              drift: state.result.drift,
              dialect: state.result.dialect,
              names: sideNames(state),
              failures: state.failures,
              offers: state.result.offers.filter((offer) => !this.ports.renames.isRejected(offer)),
            },
            vscode.l10n,
          );
    this.#arrange();
  }

  #arrange(): void {
    const { filter, grouping } = this.ports.layout;
    const rows = filter === '' ? this.#rows : this.#rows.filter(filterOf(filter));
    this.#groups = groupRows(rows, grouping, this.#result?.dialect.kinds ?? [], vscode.l10n);
    this.#byId = new Map(
      this.#groups.flatMap((group) => group.objects.map((row) => [row.objectId, [row, group] as const])),
    );
    this.#changed.fire();
  }

  #itemOf(row: DriftRow): vscode.TreeItem {
    const { ticks } = this.ports;
    switch (row.type) {
      case 'group': {
        const ticked = row.objects.filter(({ difference }) => ticks.isTicked(difference)).length;
        return groupItem(row, ticked, this.#byId.size > expandedUpTo);
      }
      case 'object':
        return objectItem(row, ticks.isTicked(row.difference));
      case 'part': {
        const object = this.objectRow(row.objectId)?.difference;
        return partItem(row, object !== undefined && ticks.isPartTicked(object, row.part));
      }
      default:
        return row satisfies never;
    }
  }
}

/** VS Code's boxes have two states: the description of a group says how many of its objects are ticked. */
function groupItem(row: GroupRow, ticked: number, isCollapsed: boolean): vscode.TreeItem {
  const all = row.objects.length;
  const item = new vscode.TreeItem(
    row.label,
    isCollapsed ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
  );
  item.description = vscode.l10n.t('{0} of {1}', grouped(ticked, vscode.l10n), grouped(all, vscode.l10n));
  item.tooltip = vscode.l10n.t('{0}: {1} of {2} drifted objects are ticked', row.label, ticked, all);
  item.iconPath = new vscode.ThemeIcon(row.icon);
  const label = vscode.l10n.t('{0}, {1} drifted, {2} ticked', row.label, all, ticked);
  item.accessibilityInformation = { label };
  item.checkboxState = boxOf(ticked === all, label);
  return item;
}

function boxOf(isTicked: boolean, label: string): NonNullable<vscode.TreeItem['checkboxState']> {
  return {
    state: isTicked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
    tooltip: isTicked
      ? vscode.l10n.t('Apply Selected takes this along')
      : vscode.l10n.t('Apply Selected leaves this as it is'),
    accessibilityInformation: { label },
  };
}

function objectItem(row: ObjectRow, isTicked: boolean): vscode.TreeItem {
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
  item.checkboxState = boxOf(isTicked, row.accessibleLabel);
  item.command = openDiffCommand(row);
  return item;
}

function partItem(row: PartRow, isTicked: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.iconPath = new vscode.ThemeIcon(partIcon(row));
  item.accessibilityInformation = { label: row.accessibleLabel };
  item.checkboxState = boxOf(isTicked, row.accessibleLabel);
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
