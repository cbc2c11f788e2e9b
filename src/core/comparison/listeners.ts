/** A list of functions that are told about something. */
export class Listeners<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  /** Adds a listener; the returned function takes it off again. */
  add(listener: (event: Event) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells all listeners that are there now. */
  fire(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
