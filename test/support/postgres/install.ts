import { dumpProgram } from './dumpProgram.js';
import { serverBinaries } from './serverBinaries.js';

// Before the tests, so that no test's timeout pays for a download.
Promise.all([serverBinaries(18), dumpProgram()]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
