import type { Locator, Page } from 'playwright-core';

/** Opens DBVC's views from the activity bar. */
export async function openDbvc(page: Page): Promise<void> {
  const tab = page.locator('.activitybar [role=tab]').filter({ has: page.locator('[class*="dbvc"]') });
  await tab
    .or(page.getByRole('tab', { name: 'DBVC' }))
    .first()
    .click();
  await page.getByRole('button', { name: 'Drift Section' }).waitFor();
}

/** The row whose accessible name begins so: `public.users`, `Tables`. */
export function treeRow(page: Page, name: string): Locator {
  return page
    .locator(`[role=treeitem][aria-label^="${name}, "], [role=treeitem][aria-label="${name}"]`)
    .first();
}

/** Presses a button that a row shows while the mouse is over it. */
export async function pressInRow(page: Page, name: string, button: string): Promise<void> {
  const row = treeRow(page, name);
  await row.hover();
  await row.getByRole('button', { name: button }).first().click();
}

/** Chooses from the context menu of a row. A row that is drawn anew under the mouse takes its menu with it. */
export async function chooseInRow(page: Page, name: string, item: string): Promise<void> {
  const entry = page.getByRole('menuitem', { name: item }).first();
  for (let attempt = 1; ; attempt++) {
    await treeRow(page, name).click({ button: 'right' });
    try {
      await entry.click({ timeout: 5000 });
      break;
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
  // The workbench drops what is clicked while a menu is younger than a tenth of a second.
  for (let attempt = 0; attempt < 10 && (await entry.isVisible()); attempt++) {
    await page.waitForTimeout(200);
    // It may close by what was clicked before this click gets there.
    await entry.click({ timeout: 500 }).catch(() => undefined);
  }
  await entry.waitFor({ state: 'detached' });
}

/** Presses a button in a view's title bar. */
export async function pressInTitle(page: Page, view: string, button: string): Promise<void> {
  const header = page.locator('.pane-header').filter({ hasText: view });
  await header.hover();
  await header.getByRole('button', { name: button }).first().click();
}

/** The modal question that is open. */
export function dialog(page: Page): Locator {
  return page.locator('.monaco-dialog-box');
}

/** Presses a button of the modal question; another question may follow it at once. */
export async function pressInDialog(page: Page, name: string): Promise<void> {
  const button = dialog(page).getByRole('button', { name, exact: true });
  await button.click();
  await button.waitFor({ state: 'detached' });
}

/** The message that is shown in the corner and holds this text. */
export function toast(page: Page, text: string): Locator {
  return page.locator('.notification-list-item').filter({ hasText: text }).first();
}

/** Presses a button of a message. */
export async function pressInToast(page: Page, text: string, button: string): Promise<void> {
  await toast(page, text).getByRole('button', { name: button }).click();
}

/** The text of one side of the diff that is open, with spaces as they are. */
export async function diffText(page: Page, side: 'original' | 'modified'): Promise<string> {
  const lines = page.locator(`.monaco-diff-editor .editor.${side} .view-lines`);
  await lines.waitFor();
  return (await lines.innerText()).replaceAll('\u00a0', ' ');
}
