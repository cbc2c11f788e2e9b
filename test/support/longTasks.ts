import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as others } from 'node:timers/promises';

/** A pause of the garbage collector, in milliseconds of `performance.now()`. */
interface Pause {
  readonly began: number;
  readonly ended: number;
}

/** A time in which nothing else had its turn. */
interface Task {
  readonly began: number;
  readonly ended: number;
  /** Milliseconds of processor time. */
  readonly processor: number;
}

/**
 * The longest task of some work in this process, in milliseconds: how long it kept others waiting, without the pauses of
 * the garbage collector, and without the time in which the process itself waited for a processor.
 */
export async function longestTask(work: () => Promise<unknown>): Promise<number> {
  const pauses: Pause[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      pauses.push({ began: startTime, ended: startTime + duration });
  });
  observer.observe({ entryTypes: ['gc'] });
  const tasks: Task[] = [];
  let isDone = false;
  const watch = async (): Promise<void> => {
    while (!isDone) {
      const [began, before] = [performance.now(), process.cpuUsage()];
      await others();
      const { user, system } = process.cpuUsage(before);
      tasks.push({ began, ended: performance.now(), processor: (user + system) / 1000 });
    }
  };
  const watched = watch();
  try {
    await work();
  } finally {
    isDone = true;
    await watched;
    // The observer hears of a pause after it.
    await others();
    observer.disconnect();
  }
  const paused = (task: Task): number =>
    pauses
      .filter(({ began, ended }) => began < task.ended && ended > task.began)
      .reduce((sum, { began, ended }) => sum + ended - began, 0);
  return Math.max(...tasks.map((task) => Math.min(task.ended - task.began, task.processor) - paused(task)));
}
