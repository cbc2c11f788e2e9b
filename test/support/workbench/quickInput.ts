import type { Locator, Page } from 'playwright-core';

/** The quick input that is open now: the command palette, a list to pick from, or a box to type in. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible');
}

/**
 * Runs a command through the command palette, as a person does; the title is "Category: Title". The palette does not
 * look again by itself, so until the extension host knows the command it is asked anew; and so it is where the palette
 * went away again, as it does when something else takes the focus.
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  const widget = quickInput(page);
  const input = widget.locator('input[type=text]');
  const row = widget.locator('.monaco-list-row').filter({ hasText: title }).first();
  const none = widget.locator('.monaco-list-row').filter({ hasText: 'No matching commands' });
  const deadline = Date.now() + COMMAND_TIMEOUT_MS;
  for (;;) {
    await page.keyboard.press('F1');
    try {
      await input.fill(`>${title}`, { timeout: ATTEMPT_TIMEOUT_MS });
      await row.or(none).first().waitFor({ timeout: ATTEMPT_TIMEOUT_MS });
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (await row.isVisible()) break;
    if (Date.now() > deadline) throw new Error(`The command palette knows no command "${title}"`);
    await page.keyboard.press('Escape');
    await widget.waitFor({ state: 'hidden' });
  }
  await row.click();
}

const COMMAND_TIMEOUT_MS = 60_000;
const ATTEMPT_TIMEOUT_MS = 10_000;

/** Picks the entry with this label from the open list. */
export async function pick(page: Page, label: string): Promise<void> {
  await quickInput(page).locator('.monaco-list-row').filter({ hasText: label }).first().click();
}

/** Types into the open input box and confirms it. */
export async function answer(page: Page, text: string): Promise<void> {
  const input = quickInput(page).locator('input').first();
  await input.waitFor();
  await input.fill(text);
  await input.press('Enter');
}

/** Waits until the open quick input has this title or placeholder, so that an answer goes to the right step. */
export async function waitForStep(page: Page, text: string): Promise<void> {
  const widget = quickInput(page);
  await widget
    .getByText(text)
    .or(widget.getByPlaceholder(text))
    .or(widget.getByLabel(text))
    .first()
    .waitFor();
}
