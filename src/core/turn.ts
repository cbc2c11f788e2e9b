/** How long work may go on before others have their turn, in milliseconds: an editor draws a frame every 16. */
const longestTurn = 10;

/**
 * A turn of long work in a process that does other things too: work on catalogs ends its turns, so that an editor in the
 * same process goes on and a cancellation is heard.
 */
export class Turn {
  #began = performance.now();

  /** Whether others have waited long enough. Costs too much to be asked for each of a hundred thousand parts. */
  isOver(): boolean {
    return performance.now() - this.#began > longestTurn;
  }

  /** Lets whatever else waits go first. */
  async next(): Promise<void> {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    this.#began = performance.now();
  }
}

/** Work that can be done at once or in turns: it yields wherever a turn may end, at least every few thousand parts. */
export type Work<Result> = Generator<undefined, Result, undefined>;

/** Does work without a pause. */
export function atOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Does work turn by turn. */
export async function inTurns<Result>(work: Work<Result>): Promise<Result> {
  const turn = new Turn();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (turn.isOver()) await turn.next();
  }
}
