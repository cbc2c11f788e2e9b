/**
 * Lets whatever else waits have its turn: long work on catalogs is done in slices, so that an editor in the same process
 * goes on and a cancellation is heard.
 */
export function yieldNow(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
