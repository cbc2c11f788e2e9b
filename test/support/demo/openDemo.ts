import path from 'node:path';
import { silentLogger } from '../../../src/core/logger.js';
import { startDemo } from '../../../src/demo/demo.js';
import type { Demo, DemoOptions } from '../../../src/demo/demo.js';
import { projectRoot } from '../projectRoot.js';

/** The demo as it is shipped: the bundle of its worker and the files beside it, which the build has made. */
export function builtDemo(): DemoOptions {
  const dist = path.join(projectRoot(), 'dist');
  return {
    assetsDirectory: path.join(dist, 'demo'),
    workerFile: path.join(dist, 'demoWorker.js'),
    logger: silentLogger,
  };
}

/** Starts the demo; whoever asks for it closes it. */
export function openDemo(): Promise<Demo> {
  return startDemo(builtDemo());
}
