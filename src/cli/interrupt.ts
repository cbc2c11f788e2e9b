/** Exit status of a process that was interrupted: 128 + SIGINT. */
export const interruptedStatus = 130;

/** Milliseconds that work which changes nothing may take to stop: with leaving, it is two seconds at most. */
const patience = 1500;

/** Ctrl-C, as the commands see it. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Asks the work to stop, as Ctrl-C does. A second time leaves at once. */
  readonly trigger: () => void;
  /**
   * While this is `true`, work is never cut off: what is being applied stops by itself, after its rollback. A second
   * Ctrl-C still ends the process, and the server then rolls back.
   */
  finishing: boolean;
  dispose(): void;
}

/** Turns SIGINT, SIGTERM and SIGHUP of a process into an AbortSignal. `leave` ends the process. */
export function watchInterrupts(
  processLike: Pick<NodeJS.Process, 'on' | 'off'>,
  leave: (status: number) => void,
): Interrupt {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const trigger = (): void => {
    if (controller.signal.aborted) {
      leave(interruptedStatus);
      return;
    }
    controller.abort();
    timer = setTimeout(() => {
      if (!interrupt.finishing) leave(interruptedStatus);
    }, patience);
    timer.unref();
  };
  const interrupt: Interrupt = {
    signal: controller.signal,
    finishing: false,
    trigger,
    dispose: () => {
      clearTimeout(timer);
      for (const signal of signals) processLike.off(signal, trigger);
    },
  };
  for (const signal of signals) processLike.on(signal, trigger);
  return interrupt;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
