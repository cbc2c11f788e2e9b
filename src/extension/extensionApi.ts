import type { ComparisonState } from '../core/comparison/comparisonState.js';
import type { TickedChoice } from '../core/comparison/ticks.js';
import type { ConnectionsRow } from './connections/connectionRows.js';
import type { DriftRow, GroupRow } from './drift/driftRows.js';
import type { EntryRow } from './history/historyRows.js';
import type { ContextKeys } from './ui/contextKeys.js';

/** What `activate` returns: what can be seen, for tests that run inside the extension host. */
export interface ExtensionApi {
  /** Milliseconds that `activate` took: on the clock, and of the processors' time in this process. */
  readonly activation: { readonly elapsed: number; readonly processor: number };
  /** Everything about the comparison. */
  comparisonState(): ComparisonState;
  /** Calls back after every change of the comparison; the returned function ends that. */
  onDidChangeComparison(listener: (state: ComparisonState) => void): () => void;
  /** The rows of the Drift view. */
  driftRows(): readonly GroupRow[];
  /** What is ticked of what the Drift view shows. */
  ticked(): TickedChoice;
  /** What is selected in the Drift view. */
  selectedRows(): readonly DriftRow[];
  /** The line above the tree, what stands beside the title, and the number on the icon. */
  driftLines(): {
    readonly message: string;
    readonly description: string;
    readonly badge: number;
    readonly badgeTooltip: string;
  };
  /** What a context key was set to last; undefined where it never was. */
  contextKey(key: keyof ContextKeys): unknown;
  /** The rows of the Connections view. */
  connectionRows(): Promise<readonly ConnectionsRow[]>;
  /** The applies in the History view. */
  historyRows(): Promise<readonly EntryRow[]>;
}
