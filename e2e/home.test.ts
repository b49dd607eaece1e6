import { devices } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { launchChromium } from './browser.ts';
import { shoot } from './look.ts';
import { e2e } from './stack.ts';
import { callerOf } from './works.ts';

const test = e2e();

describe('a newcomer', () => {
  it('is welcomed, sees the coins arrive, earns more live, and goes on to the progress', async () => {
    const opened = await test.open({ person: 'newcomer' });
    const { app, mainButton, events } = opened;
    await app.getByRole('heading', { name: /Your first 100 coins are here/ }).waitFor();
    await app.getByText('4 free operations come on top').waitFor();
    await app.getByRole('button', { name: 'terms', exact: true }).click();
    await app.getByRole('dialog', { name: 'Terms of use' }).waitFor();
    await app.getByRole('button', { name: 'Close' }).click();
    await mainButton.getByText('Get 100 coins').click();

    const balance = app.getByRole('region', { name: 'Balance' });
    await balance.getByText('100', { exact: true }).first().waitFor();
    await balance.getByText('4 free operations left').waitFor();
    await balance.getByText('Enough for 66 images or 5 videos').waitFor();
    await app.getByText('100 of 400').waitFor();
    await events.getByText('web_app_trigger_haptic_feedback').first().waitFor();

    await app.getByRole('button', { name: /Choose your direction/ }).click();
    await app.getByRole('radio', { name: /Business/ }).click();
    const party = app.getByRole('dialog', { name: 'Coins are on your balance' });
    await party.getByText('+50', { exact: true }).first().waitFor();
    await opened.secondaryButton.click();
    await party.waitFor({ state: 'detached' });
    await app.getByText('50 coins received').waitFor();
    await opened.backButton.click();
    await balance.getByText('150', { exact: true }).first().waitFor();
    await app.getByText('150 of 400').waitFor();

    await app.getByRole('button', { name: 'Progress and badges' }).click();
    await app.getByRole('heading', { name: 'Newcomer' }).waitFor();
    await app.getByText('100 XP to go. Level 2 gives 1 free operation').waitFor();
    await app.getByRole('button', { name: /^Badges/ }).click();
    await app.getByRole('button', { name: /First steps/ }).click();
    await app.getByRole('dialog', { name: 'First steps' }).getByText('AI Coins').waitFor();
  });

  it('sees all the words of a celebration on the smallest phone', async () => {
    const size = { size: '320x568', platform: 'ios', embed: true } as const;
    const { app, mainButton } = await test.open({ person: 'newcomer', ...size });
    await mainButton.getByText('Get 100 coins').click();
    await app.getByRole('button', { name: /Choose your direction/ }).click();
    await app.getByRole('radio', { name: /Business/ }).click();
    const party = app.getByRole('dialog', { name: 'Coins are on your balance' });
    await party.getByText('+50', { exact: true }).first().waitFor();
    await mainButton.waitFor();
    const cut = () =>
      party.evaluate((screen) =>
        [...screen.querySelectorAll('.strike, .amount, h2, p')]
          .filter((part) => {
            const { top, bottom } = part.getBoundingClientRect();
            return top < 0 || bottom > innerHeight;
          })
          .map(({ className, textContent }) => className || textContent),
      );
    await expect.poll(cut).toEqual([]);
  });

  it('begins with a ready idea, which is visible without scrolling', async () => {
    const opened = await test.open({ person: 'newcomer' });
    const { app: frame, mainButton } = opened;
    await mainButton.click();
    const idea = frame.getByRole('button', { name: 'Paper fox' });
    await idea.waitFor();
    await shoot(opened, 'home-newcomer');
    const place = await idea.evaluate((button) => button.getBoundingClientRect().toJSON());
    expect(place.height).toBeGreaterThanOrEqual(44);
    expect(place.bottom).toBeLessThan(600);
    await idea.click();
    await expect
      .poll(() => frame.getByLabel('Description', { exact: true }).inputValue())
      .toContain('A paper fox reading a map');
  });

  it('is not welcomed twice', async () => {
    const first = await test.open({ person: 'anna' });
    await first.mainButton.getByText('Get 100 coins').click();
    await first.app.getByRole('region', { name: 'Balance' }).waitFor();
    const again = await test.open({ person: 'anna' });
    await again.app.getByRole('region', { name: 'Balance' }).waitFor();
    expect(await again.mainButton.count()).toBe(0);
  });
});

describe('a webinar', () => {
  it('gives a place and its coins together, and takes both back when the place is given up', async () => {
    await test.query(
      `insert into webinars (id, title, description, starts_at, duration_minutes, link, capacity, active)
       values (gen_random_uuid(), 'Light and shadow', '', now() + interval '3 days', 60,
         'https://example.com/live', 5, true)`,
    );
    const { app, mainButton, secondaryButton, phone } = await test.open({
      person: 'anna',
      path: '/events',
    });
    await app.getByRole('button', { name: 'Register' }).click();
    await mainButton.getByText('Register · +100 coins').click();
    const party = app.getByRole('dialog', { name: /You are registered/ });
    await party.getByText('+100', { exact: true }).first().waitFor();
    await secondaryButton.click();
    await party.waitFor({ state: 'detached' });
    // A place brings XP and a badge as well, which are celebrated one after the other.
    for (const next of [/Level 2/, /New badge: Student/]) {
      const other = app.getByRole('dialog', { name: next });
      await other.waitFor();
      await secondaryButton.click();
      await other.waitFor({ state: 'detached' });
    }
    await app.getByRole('button', { name: 'Details' }).click();
    const sheet = app.getByRole('dialog', { name: 'Your webinar' });
    await sheet.getByRole('button', { name: 'Add to calendar' }).waitFor();
    await sheet.getByRole('button', { name: 'Cancel registration' }).click();
    await phone.getByRole('button', { name: 'Cancel registration' }).click();
    await app.getByText('Registration cancelled').waitFor();
    await app.getByRole('button', { name: 'Register' }).waitFor();
    // The sheet may still be closing.
    await expect.poll(() => app.getByRole('dialog').count()).toBe(0);
  });
});

it('makes the window no wider while the next screen slides in, and the one before slides back', async () => {
  const { key } = test.stack.telegram.world.createNewcomer({ languageCode: 'en' });
  await callerOf(test, key).mutate('me.launch');
  const { app, backButton } = await test.open({ person: key });
  const progress = app.getByRole('button', { name: 'Progress and badges' });
  await progress.waitFor();
  const widest = await app.locator('html').evaluateHandle((root) => {
    const seen = { beyond: 0, sliding: 0 };
    const look = () => {
      seen.beyond = Math.max(seen.beyond, root.scrollWidth - root.clientWidth);
      seen.sliding += root.querySelector('.page:is(.push, .pop)') ? 1 : 0;
      requestAnimationFrame(look);
    };
    look();
    return seen;
  });
  await progress.click();
  const levels = app.getByRole('heading', { name: 'Levels' });
  await levels.waitFor();
  await expect.poll(() => app.locator('.page.push').count()).toBe(0);
  await backButton.click();
  await progress.waitFor();
  await expect.poll(() => app.locator('.page.pop').count()).toBe(0);
  const { beyond, sliding } = await widest.jsonValue();
  expect(sliding).toBeGreaterThan(2);
  expect(beyond).toBe(0);
});

describe('settings', () => {
  it('change the language at once and keep it', async () => {
    const first = await test.open({ person: 'irina', lang: 'en' });
    await first.mainButton.getByText('Get 100 coins').click();
    await first.app.getByRole('region', { name: 'Balance' }).waitFor();
    const { app } = await test.open({ person: 'irina', lang: 'en', path: '/settings' });
    await app.getByRole('button', { name: /^Language/ }).click();
    await app.getByRole('radio', { name: /Русский/ }).click();
    await app.getByRole('heading', { name: 'Настройки' }).waitFor();
    expect(await app.locator('html').getAttribute('lang')).toBe('ru');
    const stored = () =>
      test.query<{ language: string | null }>(
        "select language from users where username = 'irina_admin'",
      );
    await expect.poll(stored).toEqual([{ language: 'ru' }]);
    const again = await test.open({ person: 'irina', lang: 'en' });
    await again.app.getByRole('heading', { name: 'Значки' }).waitFor();
  });
});

describe('outside Telegram', () => {
  it('the page leads to the bot, on a computer by a QR code too', async () => {
    const browser = await launchChromium();
    try {
      const desk = await browser.newPage({ viewport: { width: 1000, height: 760 } });
      await desk.goto(`${test.stack.apiUrl}/?startapp=promo_SAVE20`);
      await desk.getByRole('heading', { name: 'AI Coins opens in Telegram' }).waitFor();
      const link = desk.getByRole('link', { name: 'Open in Telegram' });
      expect(await link.getAttribute('href')).toBe(
        'https://t.me/aicoins_bot?startapp=promo_SAVE20',
      );
      await desk.getByRole('img', { name: /QR code/ }).waitFor();

      const phone = await browser.newPage(devices['Pixel 7']);
      await phone.goto(`${test.stack.apiUrl}/?bot=quiz`);
      const quiz = phone.getByRole('link', { name: '@aicoins_quiz_bot' });
      await quiz.waitFor();
      expect(await phone.getByRole('img', { name: /QR code/ }).count()).toBe(0);
    } finally {
      await browser.close();
    }
  });
});
