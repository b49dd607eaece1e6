/** Ways back in the app, by Telegram's own button. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';

const POLL_MS = 300;
/** News of a badge comes a moment after the action that earned it: looked for so often without seeing one. */
const QUIET_POLLS = 4;

/** First actions bring badges: closes their celebrations until `behind` is visible, and stays so. */
export async function leaveCelebrations(opened: OpenedApp, behind: Locator): Promise<void> {
  const { app } = opened;
  let quiet = 0;
  await expect
    .poll(
      async () => {
        const isMoreComing = (await app.locator('html[data-celebrates]').count()) > 0;
        const isLeft = !(await closeCelebration(opened)) && !isMoreComing;
        quiet = isLeft && (await behind.isVisible()) ? quiet + 1 : 0;
        return quiet >= QUIET_POLLS;
      },
      { timeout: 60_000, interval: POLL_MS },
    )
    .toBe(true);
}

/** @returns whether there was one. */
async function closeCelebration(opened: OpenedApp): Promise<boolean> {
  const party = opened.app.locator('.party').first();
  if (!(await party.isVisible())) {
    return false;
  }
  await pressBack(opened);
  // Pressed again too early, Back would leave the page as well.
  await party.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
  return true;
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
