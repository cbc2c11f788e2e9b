/** What a step can do to data or to a running system. */
export type RiskKind =
  | 'data-loss'
  | 'may-fail-on-rows' // SET NOT NULL, a new key, a cast …
  | 'table-rewrite'
  | 'long-lock' // a lock that stops writers or readers while work proportional to the table's size is done
  | 'index-build'
  | 'drop' // something that exists only in the target goes away, without losing rows
  | 'stale-values' // what is stored was computed or checked by what changes, and stays as it was
  | 'breaks-callers' // what uses an old name fails, and nothing can tell who does
  | 'rebuild' // dropped and made again around another change
  | 'irreversible'; // cannot be undone by the rollback script

/** One risk of one step, in words: `drops column public.users.email and its values`. */
export interface Risk {
  readonly kind: RiskKind;
  readonly message: string;
}
