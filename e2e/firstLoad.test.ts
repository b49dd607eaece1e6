import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { strings as en } from '../webapp/i18n/en/later.ts';
import { strings as ru } from '../webapp/i18n/ru/later.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

/** With gzip's default level, which compresses a little less than that of the check. */
const MAX_HOME_BYTES = 133_000;
/** With the welcome in addition. */
const MAX_WELCOME_BYTES = 142_000;
const MAX_SCRIPTS = 5;
const test = e2e();

/** Records the frame in which an element first exists: scripts requested before it count. */
async function noteArrival(page: Page, selector: string): Promise<void> {
  await page.addInitScript((wanted) => {
    const look = () => {
      if (document.querySelector(wanted)) {
        watch.disconnect();
        performance.mark('shown');
      }
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { childList: true, subtree: true });
  }, selector);
}

/** The compressed size of the scripts that the browser requested before that frame. */
async function weighScripts({ page }: OpenedApp, responses: Response[]): Promise<number> {
  const frame = page.frames().find((one) => one.parentFrame() !== null);
  const asked = await frame?.evaluate(() => {
    const shown = performance.getEntriesByName('shown')[0]?.startTime ?? Number.NaN;
    return performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime <= shown)
      .map(({ name }) => name);
  });
  const scripts = responses.filter((one) => {
    return one.url().endsWith('.js') && asked?.includes(one.url());
  });
  expect(scripts.length).toBeGreaterThan(2);
  expect(scripts.length).toBeLessThanOrEqual(MAX_SCRIPTS);
  const bodies = await Promise.all(scripts.map((one) => one.body()));
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
}

async function openWeighed(person: string, selector: string): Promise<number> {
  const responses: Response[] = [];
  const opened = await test.open({ person, lang: 'ru' }, {}, async (page) => {
    page.on('response', (one) => responses.push(one));
    await noteArrival(page, selector);
  });
  await opened.app.locator(selector).first().waitFor();
  return weighScripts(opened, responses);
}

describe('the scripts until something is shown', () => {
  it.each([
    ['the welcome of a newcomer', 'newcomer', '.welcome h1'],
    ['Home of a known person', 'anna', 'section[aria-label="Баланс"]'],
  ])('stay light: %s', async (_what, person, selector) => {
    if (person !== 'newcomer') {
      await callerOf(test, person).mutate('me.launch');
    }
    const bytes = await openWeighed(person, selector);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThanOrEqual(person === 'newcomer' ? MAX_WELCOME_BYTES : MAX_HOME_BYTES);
  });
});

describe.each([
  ['en', en.settings],
  ['ru', ru.settings],
] as const)('while the other texts are on their way (%s)', (lang, texts) => {
  it('Home has its texts, and a screen opened by a link waits for its own', async () => {
    await callerOf(test, 'anna').mutate('me.launch');
    const seen = new Set<string>();
    const held: (() => void)[] = [];
    const hold = async (page: Page) => {
      await page.exposeFunction('noteText', (text: string) => void seen.add(text));
      await page.addInitScript(recordTexts);
      await page.route(/\/assets\/later-[^/]+\.js$/, async (route) => {
        await new Promise<void>((release) => held.push(release));
        await route.continue();
      });
    };
    const { app } = await test.open({ person: 'anna', lang, path: '/settings' }, {}, hold);
    await app.locator('[aria-busy="true"]:visible').first().waitFor();
    await expect.poll(() => held.length).toBeGreaterThan(0);
    expect(await app.getByRole('heading').count()).toBe(0);

    const home = await test.open({ person: 'anna', lang }, {}, hold);
    await home.app.getByRole('heading', { name: lang === 'en' ? 'Badges' : 'Значки' }).waitFor();

    for (const release of held.splice(0)) {
      release();
    }
    await app.getByRole('heading', { name: texts.title }).waitFor();
    await app.getByText(texts.followsTelegram).first().waitFor();
    const raw = [...seen].filter((text) => text in texts || /^[a-z]+\.[a-zA-Z.]+$/.test(text));
    expect(raw).toEqual([]);
    expect(seen).toContain(texts.title);
  });
});

/** Runs in the page: reports every text that ever appears in it. */
function recordTexts(): void {
  const tell = (node: Node) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let at: Node | null = walker.currentNode; at; at = walker.nextNode()) {
      if (at.nodeType === Node.TEXT_NODE && at.textContent) {
        (window as unknown as { noteText: (text: string) => void }).noteText(at.textContent);
      }
    }
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      addedNodes.forEach(tell);
      if (target.nodeType === Node.TEXT_NODE) {
        tell(target);
      }
    }
  }).observe(document, { childList: true, subtree: true, characterData: true });
}
