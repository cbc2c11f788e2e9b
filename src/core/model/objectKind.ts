/** A kind of object as front ends show it. */
export interface ObjectKind {
  /** The kind of the main part, e.g. `materialized-view`. */
  readonly name: string;
  /** Singular and plural as shown, e.g. `Materialized view`, `Materialized views`. */
  readonly label: string;
  readonly plural: string;
  /** Position in lists and trees: the order in which kinds are applied when nothing else decides. */
  readonly order: number;
  /** The codicon that stands for the kind, e.g. `table`. */
  readonly icon: string;
}
