import * as vscode from 'vscode';
import type { Logger } from '../../core/logger.js';
import type { Demo } from '../../demo/demo.js';

/** The one demo of this window: started on demand, kept until the window is closed. */
export class DemoHost implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #starting: Promise<Demo> | undefined;
  #running: Demo | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly logger: Logger,
  ) {}

  /** The demo, once it has started. */
  get running(): Demo | undefined {
    return this.#running;
  }

  /** Starts the demo unless it runs. Throws `connection-failed` when it cannot be started. */
  async start(): Promise<Demo> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  dispose(): void {
    void this.#running?.close();
    this.#changed.dispose();
  }

  async #start(): Promise<Demo> {
    try {
      const { startDemo } = await import('../../demo/demo.js');
      const bundles = vscode.Uri.joinPath(this.extensionUri, 'dist');
      this.#running = await startDemo({
        assetsDirectory: vscode.Uri.joinPath(bundles, 'demo').fsPath,
        workerFile: vscode.Uri.joinPath(bundles, 'demoWorker.js').fsPath,
        logger: this.logger,
      });
      this.#changed.fire();
      return this.#running;
    } catch (error) {
      this.#starting = undefined;
      throw error;
    }
  }
}
