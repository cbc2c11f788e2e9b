import assert from 'node:assert/strict';
import { installVsix, type InstalledVsix } from '../support/workbench/installedVsix.js';
import { startWorkbench, type Workbench } from '../support/workbench/workbench.js';

describe('the installed extension', () => {
  let installed: InstalledVsix | undefined;
  let started: Workbench | undefined;

  before(async () => {
    installed = await installVsix();
    started = await startWorkbench({ extensionsFolder: installed.extensionsFolder });
  });

  after(async () => {
    await started?.close();
    await installed?.remove();
  });

  it('starts its demo from the welcome view and shows the drift', async () => {
    assert.ok(started !== undefined);
    const { page } = started;
    await page.locator('.activitybar [aria-label^="DBVC"]').first().click();
    await page.getByRole('button', { name: 'Try the Demo' }).first().click();
    const rows = page.getByRole('tree', { name: /Drift/ }).getByRole('treeitem');
    await rows
      .filter({ hasText: /Tables/ })
      .first()
      .waitFor({ timeout: 60_000 });
    await started.screenshot('package-installed');
    assert.ok((await rows.count()) > 3);
  });
});
