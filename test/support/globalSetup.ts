import { BROKER_VARIABLE, startServerBroker, type ServerBroker } from './postgres/serverBroker.js';

let broker: ServerBroker | undefined;

/** mocha calls this once, in the parent process, before any test file runs. */
export async function mochaGlobalSetup(): Promise<void> {
  broker = await startServerBroker();
  // Workers of a parallel run inherit the environment.
  process.env[BROKER_VARIABLE] = broker.url;
}

/** mocha calls this once after everything ran: the servers of this run end here. */
export async function mochaGlobalTeardown(): Promise<void> {
  await broker?.close();
}
