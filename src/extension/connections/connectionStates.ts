import { Listeners } from '../../core/comparison/listeners.js';

/** What is known about whether a database can be reached. */
export type ConnectionState =
  | { readonly status: 'unknown' }
  | { readonly status: 'connecting' }
  | { readonly status: 'connected'; readonly server: string }
  | { readonly status: 'failed'; readonly message: string };

const unknown: ConnectionState = { status: 'unknown' };

/** The live states of connections by the key of their candidate. */
export class ConnectionStates {
  readonly #states = new Map<string, ConnectionState>();
  readonly #listeners = new Listeners<string>();

  get(key: string): ConnectionState {
    return this.#states.get(key) ?? unknown;
  }

  set(key: string, state: ConnectionState): void {
    this.#states.set(key, state);
    this.#listeners.fire(key);
  }

  /** Calls back with the key of what changed; the returned function ends that. */
  onDidChange(listener: (key: string) => void): () => void {
    return this.#listeners.add(listener);
  }
}
