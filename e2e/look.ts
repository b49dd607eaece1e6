/** Screenshots of a test, taken when nothing moves. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';

type Phone = Pick<OpenedApp, 'phone'>;

/** For a person to look at, when SCREENSHOTS names a folder. */
export async function shoot({ phone }: Phone, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await settled(phone);
    await phone.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** The simulated Telegram as a whole. */
export async function shootPage(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** Waits until the animations of the app's page have ended. */
async function settled(phone: OpenedApp['phone']): Promise<void> {
  await bodyOf({ phone }).evaluate(async () => {
    const running = document.getAnimations().map(({ finished }) => finished.catch(() => null));
    const patience = new Promise((done) => setTimeout(done, 2000));
    await Promise.race([Promise.all(running), patience]);
  });
}

/** Expects nothing beyond the edges of the screen. */
export async function expectFits(opened: Phone): Promise<void> {
  const overflow = await bodyOf(opened).evaluate(() => {
    const parts = [document.documentElement, ...document.querySelectorAll('.sheet-b')];
    return Math.max(...parts.map((part) => part.scrollWidth - part.clientWidth));
  });
  expect(overflow).toBe(0);
}

const bodyOf = ({ phone }: Phone) => phone.locator('iframe').contentFrame().locator('body');
