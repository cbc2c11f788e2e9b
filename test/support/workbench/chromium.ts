import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser to drive: the one named by DBVC_TEST_CHROMIUM, or the system's. Throws how to get one. */
export function findChromium(): string {
  const named = process.env['DBVC_TEST_CHROMIUM'];
  const found = (named === undefined ? CANDIDATES : [named]).find((file) => existsSync(file));
  if (found === undefined) {
    throw new Error(
      'The tests in the workbench need Chromium: apt-get install chromium (or name one in DBVC_TEST_CHROMIUM)',
    );
  }
  return found;
}

/** Starts a headless browser that asks the network for nothing on its own. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: process.env['DBVC_TEST_HEADED'] !== '1',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
