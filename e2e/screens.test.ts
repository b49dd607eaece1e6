/** Every screen in small, landscape and wide windows: nothing is cut, covered, or unreachable by keyboard. */
import { randomUUID } from 'node:crypto';
import type { Frame, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HostOptions, OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { e2e } from './stack.ts';
import { callerOf, makeWorks } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0', FREE_OPERATIONS_COUNT: '0' } });

const LONG = 'A lighthouse on a cliff above a stormy sea. '.repeat(60).slice(0, 2000);
/** How many controls may appear while Tab goes through a screen. */
const MAX_NEW_CONTROLS = 30;
/** Enough rows for a history that scrolls, every second one with a long description. */
const PROMPTS = Array.from({ length: 12 }, (_, i) => (i % 2 ? LONG : `A lighthouse, number ${i}`));

let person: string;
let workId: string;

beforeAll(async () => {
  const { key, id } = world.stack.telegram.world.createNewcomer({ languageCode: 'en', stars: 500 });
  person = key;
  await makeWorks(world, person, PROMPTS);
  const { mutate } = callerOf(world, person);
  const item = { type: 'pack', code: 'coins-50' };
  await mutate('payments.create', { requestId: randomUUID(), item, provider: 'stars' });
  const [newest] = await world.query<{ id: string }>(
    `select m.id from media m join users u on u.id = m.user_id
     where u.telegram_id = $1 order by m.id desc limit 1`,
    [id],
  );
  workId = newest?.id ?? '';
}, 180_000);

const open = (host: HostOptions = {}, owner = person) =>
  world.open({ person: owner, embed: true, ...host }, { viewport: { width: 1400, height: 1000 } });

const paths = () => [
  '/',
  '/create',
  '/gallery',
  `/work/${workId}`,
  '/wallet',
  '/wallet/payments',
  '/progress',
  '/progress/badges',
  '/progress/stats',
  '/progress/invite',
  '/events',
  '/settings',
  '/support',
  '/nowhere',
];

/** The frame of the app. */
function documentOf({ page }: { page: Page }): Frame {
  const frame = page.frames().find((one) => one.parentFrame() !== null);
  if (!frame) {
    throw new Error('the app has no frame');
  }
  return frame;
}

/** Goes to another screen as a link inside the app does, and waits until all of it is there. */
async function goTo(opened: OpenedApp, path: string): Promise<Frame> {
  const frame = documentOf(opened);
  await frame.evaluate((to) => {
    history.pushState({ depth: 1, sheets: [] }, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
  }, path);
  await frame.locator('.app h1, .app h2').first().waitFor({ state: 'attached' });
  await frame.locator('.app [aria-busy="true"]').first().waitFor({ state: 'detached' });
  // Home is drawn part by part.
  await frame.locator('.app .ol-rows').waitFor({ state: 'detached' });
  return frame;
}

/** Parts that are wider than the window and cannot be scrolled sideways. */
function tooWide(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const isSideways = (element: Element | null): boolean =>
      element !== null &&
      (getComputedStyle(element).overflowX !== 'visible' || isSideways(element.parentElement));
    const beyond = [...document.querySelectorAll('.app *:not(.vh, .vh *, svg *)')].filter(
      (element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 0 && (right > innerWidth + 1 || left < -1) && !isSideways(element);
      },
    );
    const root = document.documentElement;
    const page = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} px`] : [];
    return [...page, ...beyond.map(({ className }) => `beyond the edge: ${className}`)];
  });
}

/** Controls whose text is cut, or that a bar covers at every scroll position. */
function cutOrCovered(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const isCut = (control: Element) =>
      !control.matches('input, textarea, select') &&
      control.scrollWidth > control.clientWidth + 1 &&
      getComputedStyle(control).overflowX !== 'visible';
    const isCovered = (control: Element) => {
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const { left, top, width, height } = control.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      const around = control.closest('label') ?? control;
      return hit !== null && !around.contains(hit) && !hit.contains(control);
    };
    const controls = document.querySelectorAll(
      '.app :is(button, a[href], input, select, textarea):not(.vh, .vh *)',
    );
    const shown = [...controls].filter((control) =>
      control.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    );
    const faults = shown.flatMap((control) => {
      const name = `${control.className} ${control.textContent?.trim().slice(0, 40)}`;
      return [
        ...(isCut(control) ? [`cut: ${name}`] : []),
        ...(isCovered(control) ? [`covered: ${name}`] : []),
      ];
    });
    scrollTo(0, 0);
    return faults;
  });
}

/** Text that leaves the padding of its box, where it is not cut with an ellipsis or scrolled; broken words. */
function textBeyondBox(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    /** The nearest box with padding, or null where the text may be longer. */
    const boxOf = (element: Element | null): Element | null => {
      if (element === null || element.matches('.app, svg, .vh, textarea, input, select')) {
        return null;
      }
      const { paddingLeft, paddingRight, overflowX, textOverflow } = getComputedStyle(element);
      if (textOverflow === 'ellipsis' || overflowX === 'auto' || overflowX === 'scroll') {
        return null;
      }
      const isPadded = Number.parseFloat(paddingLeft) > 0 && Number.parseFloat(paddingRight) > 0;
      return isPadded ? element : boxOf(element.parentElement);
    };
    const faultsOf = (text: Node, words: string, box: Element): string[] => {
      const range = document.createRange();
      range.selectNodeContents(text);
      const { paddingLeft, paddingRight } = getComputedStyle(box);
      const around = box.getBoundingClientRect();
      const left = around.left + Number.parseFloat(paddingLeft) - 2;
      const right = around.right - Number.parseFloat(paddingRight) + 2;
      const rects = [...range.getClientRects()].filter(({ width }) => width > 1);
      const isBeyond = rects.some((rect) => rect.left < left || rect.right > right);
      // Long words that people type may be broken, labels may not.
      const isLabel = /^[\p{L}-]{1,20}$/u.test(words);
      const isBroken = isLabel && new Set(rects.map(({ top }) => top)).size > 1;
      const where = `${words.slice(0, 40)} in ${box.className}`;
      return [
        ...(isBeyond ? [`beyond its box: ${where}`] : []),
        ...(isBroken ? [`a word on two lines: ${where}`] : []),
      ];
    };
    const root = document.querySelector('.app');
    const texts = document.createTreeWalker(root ?? document.body, NodeFilter.SHOW_TEXT);
    const faults: string[] = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const words = text.textContent?.trim() ?? '';
      const box = words ? boxOf(text.parentElement) : null;
      if (box?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
        faults.push(...faultsOf(text, words, box));
      }
    }
    return faults;
  });
}

/** Dates whose day and month could stand on two lines. */
function breakingDates(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
    const russian = 'янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек';
    const dates = new RegExp(`\\b\\d{1,2} (?:${months}|${russian})[a-zа-я]*`, 'g');
    const said = document.querySelector('.app')?.textContent ?? '';
    return [...said.matchAll(dates)].map(([date]) => `can be broken: ${date}`);
  });
}

/** Headings that skip a level. */
function headingsOutOfOrder(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const headings = [...document.querySelectorAll('.app :is(h1, h2, h3, h4)')];
    const level = (heading: Element | undefined) => Number(heading?.tagName[1] ?? 0);
    return headings
      .filter((heading, i) => level(heading) > level(headings[i - 1]) + 1)
      .map(({ tagName, textContent }) => `a level is left out before ${tagName} ${textContent}`);
  });
}

/** Closes celebrations before the check, and repeats it if one has appeared meanwhile. */
async function undisturbed<Seen>(opened: OpenedApp, look: () => Promise<Seen>): Promise<Seen> {
  const layers = opened.app.locator('.layer');
  for (;;) {
    const isMoreComing = await opened.app.locator('html[data-celebrates]').count();
    if (isMoreComing === 0 && (await layers.count()) === 0) {
      const seen = await look();
      if ((await layers.count()) === 0) {
        return seen;
      }
    } else if ((await layers.count()) > 0) {
      await opened.backButton.click();
      await layers.first().waitFor({ state: 'detached' });
    } else {
      await layers.first().waitFor();
    }
  }
}

async function faultsIn(frame: Frame): Promise<string[]> {
  return [
    ...(await tooWide(frame)),
    // Before what scrolls boxes to their controls.
    ...(await textBeyondBox(frame)),
    ...(await cutOrCovered(frame)),
    ...(await breakingDates(frame)),
    ...(await headingsOutOfOrder(frame)),
  ];
}

/** Controls that Tab does not reach, or not in reading order. */
async function unreachedBy(page: Page, frame: Frame): Promise<string[]> {
  const expected = await frame.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>(
        '.app button, .app a[href], .app input, .app textarea, .app select',
      ),
    ].filter(
      (element) =>
        !element.matches(':disabled, [type="file"]') &&
        !element.closest('[inert], [hidden]') &&
        element.checkVisibility({ visibilityProperty: true }),
    );
    // In a group with arrow keys Tab reaches one control.
    const isRoving = (element: HTMLElement) =>
      element.tabIndex < 0 &&
      element
        .closest('[role="radiogroup"], [role="tablist"], [role="group"], nav')
        ?.querySelector('[tabindex="0"], [aria-checked="true"], [aria-selected="true"]');
    const reached = all.filter((element) => !isRoving(element));
    reached.forEach((element, i) => {
      element.dataset.order = `${i}`;
    });
    reached[0]?.focus();
    return reached.map((element) => {
      const text = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return `${element.tagName}.${element.className} "${text.trim().slice(0, 40)}"`;
    });
  });
  const visited = new Set<number>([0]);
  // More controls can appear meanwhile: the rows of a long history are rendered a few at a time.
  for (
    let i = 0;
    visited.size < expected.length && i < 2 * expected.length + MAX_NEW_CONTROLS;
    i += 1
  ) {
    await page.keyboard.press('Tab');
    const order = await frame.evaluate(
      () => (document.activeElement as HTMLElement | null)?.dataset.order,
    );
    if (order !== undefined) {
      visited.add(Number(order));
    }
  }
  return expected.filter((_, i) => !visited.has(i));
}

describe('every screen', () => {
  it.each([
    ['320 × 568 with text at 130 %', { size: '320x568', platform: 'ios', text: 130 }],
    ['320 × 568 in Russian', { size: '320x568', platform: 'android', lang: 'ru', text: 100 }],
    ['a phone lying on its side', { size: '667x375', platform: 'android', text: 100 }],
    ['a window of 1280 × 800', { size: '1280x800', platform: 'tdesktop', text: 100 }],
  ] as const)('fits %s', async (_name, { text, ...host }) => {
    const opened = await open(host);
    await opened.app.locator('html').evaluate((root, percent) => {
      root.style.fontSize = `${percent}%`;
    }, text);
    const found: Record<string, string[]> = {};
    for (const path of paths()) {
      const faults = await undisturbed(opened, async () => faultsIn(await goTo(opened, path)));
      if (faults.length > 0) {
        found[path] = faults;
      }
    }
    expect(found).toEqual({});
  });

  it('can be reached with the Tab key on a desktop', async () => {
    const opened = await open({ size: '1280x800', platform: 'tdesktop' });
    const found: Record<string, string[]> = {};
    for (const path of paths()) {
      const unreached = await undisturbed(opened, async () =>
        unreachedBy(opened.page, await goTo(opened, path)),
      );
      if (unreached.length > 0) {
        found[path] = unreached;
      }
    }
    expect(found).toEqual({});
  });
});

describe('the history of the wallet', () => {
  it('shows a description of 2 000 letters on one line, and does not jump while it is scrolled', async () => {
    const opened = await open({ size: '320x568' });
    const frame = await goTo(opened, '/wallet');
    await frame.locator('.led').first().waitFor();
    const seen = await frame.evaluate(async () => {
      const places = new Map<string, Set<number>>();
      const heights = new Set<number>();
      const frameDrawn = () => new Promise((drawn) => requestAnimationFrame(() => drawn(null)));
      let y = 0;
      do {
        scrollTo({ top: y, behavior: 'instant' });
        await frameDrawn();
        await frameDrawn();
        // The balance after a movement identifies its row.
        for (const row of document.querySelectorAll<HTMLElement>('li:has(.led)')) {
          const { top, height } = row.getBoundingClientRect();
          const name = row.textContent ?? '';
          heights.add(Math.round(height));
          places.set(name, (places.get(name) ?? new Set()).add(Math.round(top + scrollY)));
        }
        y += 120;
      } while (y < document.documentElement.scrollHeight - innerHeight);
      const moved = [...places].filter(([, tops]) => Math.max(...tops) - Math.min(...tops) > 1);
      return {
        rows: places.size,
        moved: moved.map(([name]) => name),
        tallest: Math.max(...heights),
        cut: [...document.querySelectorAll('.led b')]
          .filter(
            (title) =>
              title.scrollWidth > title.clientWidth + 1 ||
              title.scrollHeight > title.clientHeight + 1,
          )
          .map(({ textContent }) => textContent),
      };
    });
    expect(seen.rows).toBeGreaterThan(PROMPTS.length);
    expect(seen.moved).toEqual([]);
    expect(seen.tallest).toBeLessThanOrEqual(80);
    expect(seen.cut).toEqual([]);
  });
});

describe('the Studio on the smallest phone', () => {
  it('shows three lines of a description, and ideas large enough for a finger', async () => {
    const opened = await open({ size: '320x568' });
    const frame = await goTo(opened, '/create');
    const field = frame.getByLabel('Description', { exact: true });
    const lines = await field.evaluate(
      (node) => node.clientHeight / Number.parseFloat(getComputedStyle(node).lineHeight),
    );
    expect(lines).toBeGreaterThanOrEqual(3);
    // The touch area of a chip counts, not its visible box.
    const missed = await frame.evaluate(() => {
      const chips = [...document.querySelectorAll<HTMLElement>('.chip')];
      return chips.filter((chip) => {
        chip.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        const { left, top, width, height } = chip.getBoundingClientRect();
        const middle = top + height / 2;
        return [middle - 21, middle + 21].some(
          (y) => !chip.contains(document.elementFromPoint(left + width / 2, y)),
        );
      }).length;
    });
    expect(missed).toBe(0);
  });
});

describe('an amount in a Russian sentence', () => {
  it('has the case that the words before it ask for', async () => {
    const { key, id } = world.stack.telegram.world.createNewcomer({ languageCode: 'ru' });
    await callerOf(world, key).mutate('me.launch');
    const [row] = await world.query<{ userId: number }>(
      'select id::int as "userId" from users where telegram_id = $1',
      [id],
    );
    const admin = callerOf(world, 'irina');
    await admin.mutate('me.launch');
    // A video costs 19 coins; 17 of 100 are left.
    await admin.mutate('admin.adjustBalance', {
      requestId: randomUUID(),
      userId: row?.userId,
      asset: 'coins',
      direction: 'take',
      amount: 8300,
      reason: 'a test',
    });
    const opened = await open({ lang: 'ru', path: '/events' }, key);
    await opened.app.getByRole('button', { name: 'Забрать 1\u00a0монету' }).waitFor();
    const frame = await goTo(opened, '/create');
    await frame.getByRole('tab', { name: /^Видео/ }).click();
    await frame.getByText('Не хватает 2\u00a0монет', { exact: true }).waitFor();
  });
});

describe('the formats of a video', () => {
  it.each(['320x568', '390x844'])(
    'are all reachable and not cut by other cells at %s',
    async (size) => {
      const opened = await open({ size });
      const frame = await goTo(opened, '/create');
      await frame.getByRole('tab', { name: /^Video/ }).click();
      const formats = frame.getByRole('radiogroup', { name: 'Format' });
      await frame.locator('.ratio.cell').first().waitFor();
      const places = await formats.evaluate((row) => ({
        count: row.children.length,
        bottom: row.getBoundingClientRect().bottom,
        right: row.getBoundingClientRect().right,
        width: innerWidth,
        cells: [...document.querySelectorAll('.ratio.cell')].map(
          (cell) => cell.getBoundingClientRect().top,
        ),
      }));
      expect(places.count).toBeGreaterThan(5);
      expect(places.cells).toHaveLength(2);
      expect(places.right).toBeGreaterThanOrEqual(places.width);
      expect(Math.min(...places.cells)).toBeGreaterThanOrEqual(places.bottom);
    },
  );
});

describe('an empty gallery on the smallest phone', () => {
  it.each(['en', 'ru'] as const)(
    'shows its whole button above the tab bar, in %s',
    async (lang) => {
      const { key } = world.stack.telegram.world.createNewcomer({ languageCode: lang });
      await callerOf(world, key).mutate('me.launch');
      const opened = await open({ size: '320x568', lang, path: '/gallery' }, key);
      const frame = await goTo(opened, '/gallery');
      const button = frame.locator('.empty .btn');
      const bottom = await button.evaluate((node) => node.getBoundingClientRect().bottom);
      const bar = await frame
        .getByRole('navigation')
        .last()
        .evaluate((node) => node.getBoundingClientRect().top);
      expect(bottom).toBeLessThanOrEqual(bar);
    },
  );
});

describe('a work on a desktop', () => {
  it('is completely visible; Escape leaves first the picture-only view, then the work', async () => {
    const opened = await open({ size: '1280x800', platform: 'tdesktop' });
    const frame = await goTo(opened, '/gallery');
    await frame.locator('.masonry-list button').first().click();
    const picture = frame.locator('.slide-picture img.pic').first();
    await picture.waitFor();
    await expect
      .poll(() =>
        picture.evaluate((node: HTMLImageElement) => {
          const box = node.getBoundingClientRect();
          const fit = getComputedStyle(node).objectFit;
          const ratio = node.naturalWidth / node.naturalHeight;
          const whole = fit === 'contain' || Math.abs(box.width / box.height / ratio - 1) < 0.02;
          return whole && box.top >= 0 && box.bottom <= innerHeight;
        }),
      )
      .toBe(true);
    await frame.getByRole('button', { name: 'Show only the image' }).dispatchEvent('click');
    await frame.locator('.stage.full').waitFor();
    await opened.page.keyboard.press('Escape');
    await frame.locator('.stage.full').waitFor({ state: 'detached' });
    await opened.page.keyboard.press('Escape');
    await frame.locator('.stage').waitFor({ state: 'detached' });
    await frame.locator('.masonry-list').waitFor();
  });
});

describe('a work that nobody has opened', () => {
  it('is new on every device until it is opened on one; its button shows the payer', async () => {
    const { key, id } = world.stack.telegram.world.createNewcomer({ languageCode: 'en' });
    await makeWorks(world, key, ['A kite']);
    const tile = ({ app }: OpenedApp) =>
      app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
    const first = await open({ path: '/gallery' }, key);
    await tile(first).filter({ hasText: 'New' }).waitFor();
    const second = await open({ path: '/gallery' }, key);
    await tile(second).filter({ hasText: 'New' }).click();
    const upscale = second.app.locator('.work-about button').filter({ hasText: 'Upscale' });
    await expect.poll(() => upscale.textContent()).toMatch(/Upscale\s*10$/);
    const seen = () =>
      world.query(
        `select 1 from media m join users u on u.id = m.user_id
         where u.telegram_id = $1 and m.seen_at is not null`,
        [id],
      );
    await expect.poll(async () => (await seen()).length).toBe(1);
    const third = await open({ path: '/gallery' }, key);
    await tile(third).waitFor();
    await expect.poll(() => tile(third).filter({ hasText: 'New' }).count()).toBe(0);

    const admin = callerOf(world, 'irina');
    await admin.mutate('me.launch');
    const [{ userId } = { userId: 0 }] = await world.query<{ userId: number }>(
      'select id::int as "userId" from users where telegram_id = $1',
      [id],
    );
    await admin.mutate('admin.adjustBalance', {
      requestId: randomUUID(),
      userId,
      asset: 'free_operations',
      direction: 'add',
      amount: 1,
      reason: 'a gift',
    });
    await expect.poll(() => upscale.textContent()).toMatch(/free$/);
  });
});
