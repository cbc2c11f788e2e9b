import { Worker } from 'node:worker_threads';
import { DbvcError } from '../core/errors.js';
import type { Logger } from '../core/logger.js';
import type { EngineAnswer, EngineFiles, EngineMessage, EngineRequest } from './messages.js';
import { Turns } from './turns.js';

/** How one engine is started. */
export interface EngineOptions extends EngineFiles {
  /** The program of the worker thread: the bundle of demoWorker.ts. */
  readonly workerFile: string;
  readonly logger: Logger;
}

type NoticeListener = (severity: string, message: string) => void;

/**
 * A PostgreSQL in a worker thread, which may block there as long as it likes. It does one thing after the other, for
 * one session at a time: whoever wants to talk to it takes a turn.
 */
export class Engine {
  readonly turns = new Turns();
  readonly #worker: Worker;
  readonly #answers: ((answer: EngineAnswer) => void)[] = [];
  readonly #listeners = new Set<NoticeListener>();
  readonly #ready: Promise<void>;
  readonly #gone = new AbortController();
  #reason = 'it was closed';

  constructor({ workerFile, logger, ...files }: EngineOptions) {
    // The host's own flags (a debugger's port, say) are not meant for this thread.
    this.#worker = new Worker(workerFile, { workerData: files satisfies EngineFiles, execArgv: [] });
    this.#ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (message: EngineMessage) => this.#onMessage(message, resolve));
      this.#worker.on('error', (error) => {
        logger.error(`The demo's engine (${files.database}) failed: ${error.message}`);
        this.#end(error.message);
        reject(notStarted(error.message, error));
      });
      this.#worker.on('exit', () => {
        this.#end('its thread has ended');
        reject(notStarted('its thread has ended', undefined));
      });
    });
    // Whoever opens a session hears of a failed start; without any, it is in the log.
    this.#ready.catch(() => undefined);
  }

  /** Fires when it has ended. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Resolves when it takes requests. Rejects with `connection-failed`. */
  async whenReady(): Promise<void> {
    await this.#ready;
  }

  /** Sends a request behind those that are on their way. Never rejects: an engine that has ended answers `broken`. */
  ask(request: EngineRequest): Promise<EngineAnswer> {
    if (this.gone.aborted) return Promise.resolve({ type: 'broken', message: this.#reason });
    return new Promise((resolve) => {
      this.#answers.push(resolve);
      this.#worker.postMessage(request);
    });
  }

  onNotice(listener: NoticeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the thread, whatever it is doing; resolves when it is gone. What it held in memory is gone with it. */
  async terminate(): Promise<void> {
    this.#end(this.#reason);
    await this.#worker.terminate();
  }

  #onMessage(message: EngineMessage, becomeReady: () => void): void {
    switch (message.type) {
      case 'ready':
        becomeReady();
        return;
      case 'notice':
        for (const listener of this.#listeners) listener(message.severity, message.message);
        return;
      default:
        this.#answers.shift()?.(message);
    }
  }

  #end(reason: string): void {
    if (this.gone.aborted) return;
    this.#reason = reason;
    this.#gone.abort();
    for (const answer of this.#answers.splice(0)) answer({ type: 'broken', message: reason });
  }
}

function notStarted(reason: string, cause: Error | undefined): DbvcError {
  return new DbvcError(
    'connection-failed',
    `The demo database did not start: ${reason}.`,
    { hint: 'Reset the demo, or start it again.' },
    cause === undefined ? undefined : { cause },
  );
}
