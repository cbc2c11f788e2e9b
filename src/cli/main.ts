import path from 'node:path';
import { readSides } from '../core/comparison/readSides.js';
import { findRenames } from '../core/renames/findRenames.js';
import { diffRenamed } from '../core/renames/applyRenames.js';
import { apply } from '../core/executor/apply.js';
import { readTraffic } from '../core/executor/traffic.js';
import { journalFolder } from '../core/executor/journalFolder.js';
import { makePlan } from '../core/planner/makePlan.js';
import { planScript, rollbackAfterFailure, rollbackScript } from '../core/planner/planScript.js';
import { irrecoverable, makeRollback } from '../core/planner/rollback.js';
import { localMachine } from '../core/profiles/machine.js';
import { loadDialect } from '../dialects/registry.js';
import { watchInterrupts } from './interrupt.js';
import { runCli } from './program.js';
import type { Services } from './services.js';
import { journalDirectory } from './stateDirectory.js';
import { processTerminal } from './terminal/processTerminal.js';
import { packageVersion } from './version.js';

/** Milliseconds for handles that something forgot to close, after everything was written. */
const grace = 500;

/** Longest delay of a timer. */
const forever = 2_147_483_647;

/** The composition root of the command line. */
async function main(): Promise<void> {
  // A process whose event loop runs dry would end with 0, which means "no differences": what is waited for may hold no
  // handle of its own. So something does while the command runs, and any end that is not reached here is an error.
  const alive = setInterval(() => undefined, forever);
  process.exitCode = 1;
  const machine = localMachine(process.env);
  const interrupt = watchInterrupts(process, (status) => process.exit(status));
  const services: Services = {
    machine,
    workingDirectory: process.cwd(),
    version: packageVersion(__dirname),
    journal: journalFolder(journalDirectory(machine)),
    loadDialect,
    startDemo: async (logger) => {
      const { startDemo } = await import('../demo/demo.js');
      return startDemo({
        assetsDirectory: path.join(__dirname, 'demo'),
        workerFile: path.join(__dirname, 'demoWorker.js'),
        logger,
      });
    },
    openSqlServerDemo: async () => {
      const { openSqlServerDemo } = await import('../demo/sqlServerDemo.js');
      return { ...(await openSqlServerDemo()), close: () => Promise.resolve() };
    },
    readSides,
    diff: diffRenamed,
    findRenames,
    makePlan,
    planScript,
    rollbackScript,
    apply,
    readTraffic,
    lostForGood: (plan, dialect) => irrecoverable(plan, makeRollback(plan, dialect)),
    rollbackAfterFailure,
  };
  const terminal = processTerminal(process, interrupt.trigger);
  process.exitCode = await runCli(process.argv.slice(2), { terminal, services, interrupt });
  interrupt.dispose();
  clearInterval(alive);
  setTimeout(() => process.exit(), grace).unref();
}

void main();
