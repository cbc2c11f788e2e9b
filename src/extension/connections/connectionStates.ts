import type { Candidate } from '../../core/comparison/candidate.js';
import { Listeners } from '../../core/comparison/listeners.js';

/** What is known about whether a database can be reached. */
export type ConnectionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'connecting' }
  | { readonly status: 'connected'; readonly server: string }
  | { readonly status: 'failed'; readonly message: string };

const unknown: ConnectionState = { status: 'unknown' };

/** Which connection a state is about, and where that leads. */
type Place = Pick<Candidate, 'key' | 'address'>;

/**
 * The live states of connections. What is known of one ends when it leads elsewhere, whoever changed that: this window,
 * another one, or a file.
 */
export class ConnectionStates {
  readonly #states = new Map<string, { readonly address: string; readonly state: ConnectionState }>();
  readonly #listeners = new Listeners<string>();

  get({ key, address }: Place): ConnectionState {
    const known = this.#states.get(key);
    return known?.address === address ? known.state : unknown;
  }

  set({ key, address }: Place, state: ConnectionState): void {
    this.#states.set(key, { address, state });
    this.#listeners.fire(key);
  }

  /** Calls back with the key of what changed; the returned function ends that. */
  onDidChange(listener: (key: string) => void): () => void {
    return this.#listeners.add(listener);
  }
}
