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

/** What a kind is called within a sentence: `materialized view`, `materialized views`, `XML schema collection`. */
export function wordsOfKind({ label, plural }: Pick<ObjectKind, 'label' | 'plural'>): {
  readonly singular: string;
  readonly plural: string;
} {
  return { singular: withoutCapital(label), plural: withoutCapital(plural) };
}

/** An abbreviation keeps its capitals. */
function withoutCapital(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
