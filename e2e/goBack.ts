/** Ways back in the app, by Telegram's own button. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';

/** First actions bring badges: closes their celebrations until `behind` is visible. */
export async function leaveCelebrations(opened: OpenedApp, behind: Locator): Promise<void> {
  const { app } = opened;
  await expect
    .poll(
      async () => {
        const party = app.locator('.party').first();
        if (await party.isVisible()) {
          await pressBack(opened);
          // Pressed again too early, Back would leave the page as well.
          await party.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
          return false;
        }
        const isMoreComing = await app.locator('html[data-celebrates]').count();
        return isMoreComing === 0 && (await behind.isVisible());
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBe(true);
}

/** Goes back page by page until `behind` is visible. */
export async function goBackTo(opened: OpenedApp, behind: Locator): Promise<void> {
  await expect
    .poll(
      async () => {
        if (await behind.isVisible()) {
          return true;
        }
        await pressBack(opened);
        return false;
      },
      { timeout: 30_000, interval: 700 },
    )
    .toBe(true);
}

/** On the first page, and while the app loads, the same button would close the app: then it is not pressed. */
async function pressBack({ backButton }: OpenedApp): Promise<void> {
  if (/^(Back|Назад)$/.test((await backButton.getAttribute('aria-label')) ?? '')) {
    await backButton.click({ timeout: 2000 }).catch(() => undefined);
  }
}
