import * as vscode from 'vscode';
import type { Logger } from '../../core/logger.js';
import type { Sides } from '../../core/comparison/readSides.js';
import type { Demo } from '../../demo/demo.js';

/** The one demo of this window: started on demand, kept until the window is closed. */
export class DemoHost implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #starting: Promise<Demo> | undefined;
  #running: Demo | undefined;
  #saved: Sides | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly logger: Logger,
  ) {}

  /** The demo, once it has started. */
  get running(): Demo | undefined {
    return this.#running;
  }

  /** The part of the demo that has catalogs of SQL Server and no server, once it has started. */
  get sqlServer(): Sides | undefined {
    return this.#saved;
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
      const [{ startDemo }, { openSqlServerDemo }] = await Promise.all([
        import('../../demo/demo.js'),
        import('../../demo/sqlServerDemo.js'),
      ]);
      const bundles = vscode.Uri.joinPath(this.extensionUri, 'dist');
      const [running, saved] = await Promise.all([
        startDemo({
          assetsDirectory: vscode.Uri.joinPath(bundles, 'demo').fsPath,
          workerFile: vscode.Uri.joinPath(bundles, 'demoWorker.js').fsPath,
          logger: this.logger,
        }),
        openSqlServerDemo(),
      ]);
      this.#running = running;
      this.#saved = saved;
      this.#changed.fire();
      return running;
    } catch (error) {
      this.#starting = undefined;
      throw error;
    }
  }
}
