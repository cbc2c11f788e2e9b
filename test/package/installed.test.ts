import assert from 'node:assert/strict';
import { installVsix, type InstalledVsix } from '../support/workbench/installedVsix.js';
import { startWorkbench, type Workbench } from '../support/workbench/workbench.js';

describe('the installed extension', () => {
  let vsix: InstalledVsix;
  let workbench: Workbench;

  before(async () => {
    vsix = await installVsix();
    workbench = await startWorkbench({ extensionsFolder: vsix.extensionsFolder });
  });

  after(async () => {
    await workbench.close();
    await vsix.remove();
  });

  it('starts its demo from the welcome view and shows the drift', async () => {
    const { page } = workbench;
    await page.locator('.activitybar [aria-label^="DBVC"]').first().click();
    await page.getByRole('button', { name: 'Try the Demo' }).first().click();
    const rows = page.getByRole('tree', { name: /Drift/ }).getByRole('treeitem');
    await rows
      .filter({ hasText: /Tables/ })
      .first()
      .waitFor({ timeout: 60_000 });
    await workbench.screenshot('package-installed');
    assert.ok((await rows.count()) > 3);
  });
});
