import { serverBinaries } from './serverBinaries.js';

// Before the tests, so that no test's timeout pays for a download.
serverBinaries(18).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
