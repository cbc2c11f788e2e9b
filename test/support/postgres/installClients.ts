import { dumpProgram } from './dumpProgram.js';
import { psqlVersion } from './psql.js';

// Before the tests, so that no test's timeout pays for a download, and what is missing is said once.
Promise.all([dumpProgram(), psqlVersion()]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
