import { CancelledError, throwIfCancelled } from '../core/errors.js';

/** A queue for what only one may have at a time: first come, first served. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  /** Resolves when it is the caller's turn, with the function that ends it. Rejects with `CancelledError`. */
  async take(signal?: AbortSignal): Promise<() => void> {
    throwIfCancelled(signal);
    if (this.#isTaken) await this.#wait(signal);
    this.#isTaken = true;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const next = this.#waiting.shift();
      // Handed on without being free in between, so that nobody can jump the queue.
      if (next === undefined) this.#isTaken = false;
      else next();
    };
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(new CancelledError());
      };
      this.#waiting.push(begin);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
