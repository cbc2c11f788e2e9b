import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import { projectRoot } from '../support/projectRoot.js';
import { dialog, pressInDialog, pressInRow, treeRow } from '../support/workbench/dbvcViews.js';
import { startWorkbench, type Workbench } from '../support/workbench/workbench.js';

/**
 * Not one of the journeys that always run, for its half a minute: `npx mocha test/e2e/german.ts`, then look at
 * test-results/screenshots.
 */
describe('DBVC in German', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let page: Page;

  before(async () => {
    workbench = await startWorkbench({
      extensionPath: projectRoot(),
      language: 'de',
      env: { DBVC_START_DEMO: '1' },
    });
    page = workbench.page;
    page.setDefaultTimeout(60_000);
    await page.setViewportSize({ width: 1280, height: 1000 });
  });

  after(() => workbench.close());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('german-failed');
  });

  it('says what differs, and above a diff what its patch risks', async () => {
    await page.locator('.activitybar [aria-label^="DBVC"]').first().click();
    await treeRow(page, 'public.customers').click();
    await page.locator('.monaco-diff-editor .editor.modified').getByText('newsletter').first().waitFor();
    await workbench.screenshot('german-1-drift');
    await assertGerman();
  });

  it('asks before an apply', async () => {
    await pressInRow(page, 'public.customers', 'Patch anwenden');
    await dialog(page).getByText('Ändern: ').waitFor();
    await workbench.screenshot('german-2-question');
    await assertGerman();
    await pressInDialog(page, 'Cancel');
  });

  it('says that what is shown is out of date', async () => {
    const folder = path.join(workbench.workspaceFolder, '.vscode');
    await mkdir(folder);
    await writeFile(
      path.join(folder, 'settings.json'),
      JSON.stringify({ 'dbvc.exclude': ['public.nothing'] }),
    );
    await page.getByText('veraltet: die Regeln haben sich geändert').first().waitFor();
    await workbench.screenshot('german-3-stale');
    await assertGerman();
  });

  /** Nothing that can be seen, or is said by a screen reader, is one of DBVC's English sentences. */
  async function assertGerman(): Promise<void> {
    const text = await page.evaluate(`(() => {
      const labels = [...document.querySelectorAll('[aria-label]')].map((node) => node.ariaLabel);
      return [document.body.innerText, ...labels].join('\\n').replaceAll('\\u00a0', ' ');
    })()`);
    const said = z.string().parse(text);
    assert.deepEqual(
      englishSentences().filter((sentence) => said.includes(sentence)),
      [],
    );
  }
});

/** The sentences of DBVC that the German ones differ from; of those with gaps, what stands before the first one. */
function englishSentences(): readonly string[] {
  const read = (file: string): Readonly<Record<string, string>> =>
    z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path.join(projectRoot(), file), 'utf8')));
  const german = read('l10n/bundle.l10n.de.json');
  return Object.entries(read('l10n/bundle.l10n.json')).flatMap(([key, english]) => {
    const [start = ''] = english.split('{0}');
    const isTelling = start.trim().includes(' ') && !(german[key] ?? '').includes(start.trim());
    return isTelling ? [start.trim()] : [];
  });
}
