import { findChromium } from './chromium.js';
import { editorInstallation } from './editorInstallation.js';

// Before the tests, so that no test's timeout pays for a download.
async function install(): Promise<void> {
  findChromium();
  await editorInstallation();
}

install().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
