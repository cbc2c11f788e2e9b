import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../support/projectRoot.js';
import { chooseInRow, dialog, pressInDialog, pressInRow, treeRow } from '../support/workbench/dbvcViews.js';
import { answer, runCommand } from '../support/workbench/quickInput.js';
import type { Workbench } from '../support/workbench/workbench.js';

/** The theme kinds of VS Code: the class that the workbench has, and the name of a theme of that kind. */
const themes = [
  ['hc-black', 'Dark High Contrast'],
  ['hc-light', 'Light High Contrast'],
  ['vs', 'Light Modern'],
  ['vs-dark', 'Dark Modern'],
] as const;

/** The pictures of the README, which DBVC_TEST_UPDATE=1 takes anew. */
const takesPictures = process.env['DBVC_TEST_UPDATE'] === '1';

/** How wide and high most people's windows are at least. */
const small = { width: 1280, height: 720 };

/**
 * Looks at a window that shows the demo's drift and the diff of its customers, and leaves it as it was. A window of its own
 * would take longer than all that is looked at.
 */
async function inSmallWindow(page: Page, look: () => Promise<void>): Promise<void> {
  const usual = page.viewportSize();
  const connections = page.getByRole('button', { name: 'Connections Section' });
  await page.setViewportSize(small);
  // The Drift view and what it leads to are what the pictures are about.
  await connections.click();
  await treeRow(page, 'public.customers').waitFor();
  await look();
  await connections.click();
  if (usual !== null) await page.setViewportSize(usual);
}

/** The question before an apply, with what changes and what locks. */
export async function lookAtQuestion(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await inSmallWindow(page, async () => {
    await picture(workbench, 'drift');
    await pressInRow(page, 'public.customers', 'Apply Patch');
    await dialog(page).getByText('Change: 1 table').waitFor();
    await picture(workbench, 'apply');
    await pressInDialog(page, 'Cancel');
  });
}

/** A script that is edited, and the question from its own title. */
export async function lookAtEditedScript(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await inSmallWindow(page, async () => {
    await chooseInRow(page, 'public.customers', 'Show Patch Script');
    const editor = page.locator('.editor-instance .view-lines').filter({ hasText: 'BEGIN' }).first();
    await editor.waitFor();
    await editor.click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('-- looked at\n');
    await workbench.screenshot('looks-edited');
    await page.getByRole('button', { name: 'Apply Edited Script…' }).first().click();
    await dialog(page).waitFor();
    await workbench.screenshot('looks-edited-question');
    await pressInDialog(page, 'Cancel');
    await runCommand(page, 'View: Revert and Close Editor');
  });
}

/** What can be read in each kind of theme; the last one is the one that people start with. */
export async function lookAtThemes(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await inSmallWindow(page, async () => {
    for (const [kind, theme] of themes) {
      await runCommand(page, 'Preferences: Color Theme');
      await answer(page, theme);
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      await workbench.screenshot(`looks-${kind}`);
      const contrasts = await contrastOfRows(page);
      assert.ok(contrasts.length > 5, `${theme}: ${String(contrasts.length)} rows`);
      for (const { text, contrast } of contrasts)
        assert.ok(contrast >= 3, `${theme}: ${text}: ${contrast.toFixed(1)}`);
    }
  });
}

/** Takes a picture, for the README too where that is asked for. */
async function picture(workbench: Workbench, name: string): Promise<void> {
  const file = await workbench.screenshot(`looks-${name}`);
  if (takesPictures) await copyFile(file, path.join(projectRoot(), 'media', `${name}.png`));
}

/** How much the names in the Drift view stand out from what is behind them, as WCAG counts it (1 to 21). */
function contrastOfRows(
  page: Page,
): Promise<readonly { readonly text: string; readonly contrast: number }[]> {
  return page.evaluate(`(() => {
    const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
    const luminance = (color) => {
      const [r, g, b] = channels(color).slice(0, 3).map((value) => {
        const part = value / 255;
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      for (let at = element; at !== null; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        const [, , , alpha = 1] = channels(color);
        if (color !== '' && alpha === 1) return color;
      }
      return 'rgb(0, 0, 0)';
    };
    return [...document.querySelectorAll('[role=treeitem]:not(.selected) .label-name')].map((name) => {
      const [a, b] = [getComputedStyle(name).color, behind(name)].map(luminance);
      return { text: name.textContent, contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
    });
  })()`);
}
