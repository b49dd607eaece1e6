/** The path of one person from the first tap to a picture in the gallery, on real data, in both looks. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';
import { goBackTo, leaveCelebrations } from './goBack.ts';
import { e2e } from './stack.ts';

// Without free operations the very first picture is paid with coins. A slow machine, too, sees its progress.
const world = e2e({ env: { FREE_OPERATIONS_COUNT: '0', LOCAL_ARTIST_DELAY_MS: '4000' } });
const WORDS = {
  en: {
    get: 'Get 100 coins',
    direction: /Choose your direction/,
    personal: 'Personal',
    topUp: 'Top up',
    pay: /^Pay 85 stars/,
    confirm: /Confirm and pay/,
    done: 'Done',
    create: 'Create',
    description: 'Description',
    createFor: /^Create.*1\.5/,
    prompt: 'A paper fox reading a map on a rainy windowsill, warm desk lamp',
    gallery: 'Gallery',
    home: 'Home',
    remix: 'Remix',
    progress: 'Progress and badges',
    balance: '195.5',
    toLevel: /200 XP to level 3/,
    xp: /100 of 300 XP/,
  },
  ru: {
    get: 'Забрать 100 монет',
    direction: /Выбрать направление/,
    personal: 'Для себя',
    topUp: 'Пополнить',
    pay: /^Оплатить 85 звёзд/,
    confirm: /^Подтвердить и оплатить/,
    done: 'Готово',
    create: 'Создать',
    description: 'Описание',
    createFor: /^Создать.*1,5/,
    prompt: 'Рыжий лис читает карту у окна под дождём, тёплая лампа',
    gallery: 'Галерея',
    home: 'Главная',
    remix: 'Ремикс',
    progress: 'Прогресс и значки',
    balance: '195,5',
    toLevel: /200 XP до уровня 3/,
    xp: /100 из 300 XP/,
  },
} as const;

/** What a native button says, with plain spaces. */
async function textOf(button: Locator): Promise<string> {
  return ((await button.textContent()) ?? '').replace(/\s/g, ' ');
}

/** Pictures for a person to look at, when SCREENSHOTS names a folder. */
async function shoot({ phone }: OpenedApp, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await phone.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** The newest person's coins and XP, from the ledger. */
async function balances(): Promise<{ coins: number; xp: number }> {
  const [row] = await world.query<{ coins: number; xp: number }>(
    'select coins::int, xp::int from audit.users order by user_id desc limit 1',
  );
  return { coins: row?.coins ?? -1, xp: row?.xp ?? -1 };
}

describe('the main path', () => {
  it.each([
    ['en', 'ios-day', 'ios'],
    ['ru', 'android-night', 'android'],
  ] as const)('in %s on %s', async (lang, theme, platform) => {
    const words = WORDS[lang];
    const opened = await world.open({ person: 'newcomer', lang, theme, platform });
    const { app, phone, mainButton, secondaryButton } = opened;
    const tab = (name: string) => app.getByRole('link', { name, exact: true });
    const look = (name: string) => shoot(opened, `${lang}-${name}`);

    // Open the app: 100 coins.
    await expect.poll(() => textOf(mainButton)).toBe(words.get);
    await look('01-welcome');
    await mainButton.click();
    await tab(words.create).waitFor();
    expect(await balances()).toEqual({ coins: 10_000, xp: 0 });
    await look('02-home');

    // Choose a direction: 50 more.
    await app.getByText(words.direction).click();
    await app.getByText(words.personal).first().click();
    await expect.poll(balances).toEqual({ coins: 15_000, xp: 0 });
    await secondaryButton.filter({ hasText: words.done }).waitFor();
    await look('03-direction');
    await secondaryButton.click();
    await goBackTo(opened, tab(words.create));

    // Top up 50 with Stars.
    await app.getByRole('button', { name: words.topUp }).first().click();
    await app.getByRole('radio', { name: /^50\b/ }).click();
    await expect.poll(() => textOf(mainButton)).toMatch(words.pay);
    await look('04-topup');
    await mainButton.click();
    await phone.getByRole('button', { name: words.confirm }).click();
    await expect.poll(async () => (await balances()).coins).toBe(20_000);
    await app.getByText('+50').first().waitFor();
    await look('05-paid');
    await secondaryButton.filter({ hasText: words.done }).click();
    // The first top-up brings a badge, however late the news of it arrives.
    await app.locator('.party').first().waitFor();
    await leaveCelebrations(opened, tab(words.create));

    // Create a picture for coins, and see its progress live.
    await tab(words.create).click();
    await app.getByLabel(words.description, { exact: true }).fill(words.prompt);
    const create = app.getByRole('button', { name: words.createFor });
    await expect.poll(() => create.isEnabled()).toBe(true);
    await look('06-create');
    await create.click();
    const ring = app.getByRole('img', { name: /%/ });
    await ring.waitFor();
    await look('07-running');
    await leaveCelebrations(opened, app.getByRole('button', { name: words.remix }));
    await look('08-ready');
    expect((await balances()).coins).toBe(19_850);

    // See it in the gallery.
    await goBackTo(opened, tab(words.gallery));
    await tab(words.gallery).click();
    await app.getByRole('img', { name: words.prompt }).first().waitFor();
    await look('09-gallery');

    // XP for the top-up, the picture and their two badges; two more pictures bring the next level.
    expect(await balances()).toEqual({ coins: 19_850, xp: 90 });
    for (const more of [1, 2]) {
      await tab(words.create).click();
      await app.getByLabel(words.description, { exact: true }).fill(`${words.prompt} ${more}`);
      await expect.poll(() => create.isEnabled()).toBe(true);
      await create.click();
      await leaveCelebrations(opened, app.getByRole('button', { name: words.remix }));
      await goBackTo(opened, tab(words.create));
    }
    expect(await balances()).toEqual({ coins: 19_550, xp: 100 });

    // Balance, level and badges have changed.
    await tab(words.home).click();
    await app.getByText(words.balance).first().waitFor();
    await app.getByText(words.toLevel).waitFor();
    await look('10-home');
    await app.getByRole('button', { name: words.progress }).click();
    await app.getByText(words.xp).first().waitFor();
    await look('11-progress');
  });
});
