/** The Studio with Google: Gemini's pictures and Veo's videos. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { e2e } from './stack.ts';
import { goToTab, openStudio, photo, shoot } from './studioWalk.ts';

const world = e2e({ with: ['google'], tolerates: /status of 409/ });
let person: Buffer;

/** Holds the answers of the text model back until they are let go. */
async function holdAnswers(page: Page) {
  const asked = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  await page.route(/generation\.improvePrompt/, async (route) => {
    asked.resolve();
    await free.promise;
    await route.continue().catch(() => undefined);
  });
  return { asked: asked.promise, letGo: free.resolve };
}

beforeAll(async () => {
  person = await photo('Portrait of a woman in a garden', 5);
});

describe('the studio over Google', () => {
  it('makes and changes pictures with Gemini, and videos with Veo', async () => {
    const studio = await openStudio(world);
    const { opened, app, operation, words, priceLine } = studio;
    await words('Description').fill('A red bicycle by a wall');
    await app.getByRole('radio', { name: '16:9' }).click();
    await priceLine.getByText('3 left after').waitFor();
    expect(await studio.make(/^Create .*free/)).toMatchObject({
      operation: 'create',
      width: 1344,
      height: 768,
    });
    await studio.takeFile('google-01-create');

    await goToTab(opened, 'Create');
    await operation(/^Edit/).click();
    await studio.upload(/Add an image/, 'person.jpg', person);
    await words('What to change').fill('Make it autumn');
    await priceLine.getByText('2 left after').waitFor();
    expect(await studio.make(/^Edit .*free/)).toMatchObject({ operation: 'edit', kind: 'image' });
    await shoot(opened, 'google-02-edit-done');

    // Only fal swaps faces.
    await goToTab(opened, 'Create');
    expect(await operation(/^Face swap/).getAttribute('aria-disabled')).toBe('true');

    await operation(/^Video/).click();
    await words('Description').fill('Waves roll onto a shore');
    await app.getByRole('radio', { name: '9:16' }).click();
    // A tap on the length shows the next one; this Veo always has sound.
    const length = app.getByRole('button', { name: /length$/ });
    await length.getByText('8 s').waitFor();
    await length.click();
    await length.getByText('4 s').waitFor();
    expect(await app.getByRole('switch').count()).toBe(0);
    await priceLine.getByText('100 →').waitFor();
    expect(await studio.make(/^Create .*19/)).toMatchObject({
      kind: 'video',
      mime: 'video/mp4',
      paid_with: 'coins',
    });
    await app.getByText(/9:16 · 4/).waitFor();
    await shoot(opened, 'google-03-video-done');
    expect(await studio.balance()).toEqual({ coins: 8_100, free: 2 });

    await goToTab(opened, 'Gallery');
    const works = app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
    await expect.poll(() => works.count()).toBe(3);
  });

  it('shows why a video was refused, and refunds the coins', async () => {
    const studio = await openStudio(world);
    const { app, operation, words } = studio;
    await operation(/^Video/).click();
    await words('Description').fill('Somebody famous sim:refused');
    await app.getByRole('button', { name: /^Create .*19/ }).click();
    await app.getByText('The model won’t draw this').waitFor();
    await app.getByText('19 coins returned').waitFor();
    expect((await studio.balance())?.coins).toBe(10_000);
  });
});

describe('a description that is improved', () => {
  it('can be put back, until it is changed, and keeps its style', async () => {
    const { app, opened, words } = await openStudio(world);
    const improve = app.getByRole('button', { name: 'Improve the description' });
    const restore = app.getByRole('button', { name: 'Return mine' });
    const text = words('Description');
    expect(await improve.isDisabled()).toBe(true);
    await text.fill('A red bicycle');
    await app
      .getByRole('group', { name: 'Styles' })
      .getByRole('button', { name: 'Pixel art' })
      .click();
    await shoot(opened, 'improve-01');
    await improve.press('Enter');
    await restore.waitFor();
    expect(await text.inputValue()).toBe('A red bicycle, soft morning light, pixel art');
    await app.getByRole('status').filter({ hasText: 'The description was improved' }).waitFor();
    expect(await restore.evaluate((button) => button === document.activeElement)).toBe(true);
    await shoot(opened, 'improve-02');
    await restore.press('Enter');
    await improve.waitFor();
    expect(await text.inputValue()).toBe('A red bicycle, pixel art');

    await improve.click();
    await restore.waitFor();
    await text.fill('A red bicycle, soft morning light, in the rain');
    await improve.waitFor();
    expect(await restore.count()).toBe(0);
  });

  it('stays as the person has changed it meanwhile, or left it', async () => {
    const { app, opened, operation, words } = await openStudio(world);
    const improve = app.getByRole('button', { name: 'Improve the description' });
    const text = words('Description');
    await text.fill('A red bicycle');
    const changed = await holdAnswers(opened.page);
    await improve.click();
    await changed.asked;
    await app.getByRole('button', { name: 'Improving' }).waitFor();
    await shoot(opened, 'improve-03-busy');
    await text.fill('A blue bicycle');
    changed.letGo();
    await app.getByText('You changed the text meanwhile').waitFor();
    await improve.waitFor();
    expect(await text.inputValue()).toBe('A blue bicycle');

    await opened.page.unrouteAll();
    const left = await holdAnswers(opened.page);
    await improve.click();
    await left.asked;
    await operation(/^Video/).click();
    const answer = opened.page.waitForResponse(/generation\.improvePrompt/);
    left.letGo();
    await (await answer).finished();
    await operation(/^Create/).click();
    await improve.waitFor();
    expect(await text.inputValue()).toBe('A blue bicycle');
  });

  it('stays when the model refuses it, with a sentence that says so', async () => {
    const { app, words } = await openStudio(world);
    await words('Description').fill('Somebody famous sim:refused');
    await app.getByRole('button', { name: 'Improve the description' }).click();
    await app.getByText('The model won’t work on this description').waitFor();
    expect(await words('Description').inputValue()).toBe('Somebody famous sim:refused');
  });

  it.each(['en', 'ru'] as const)(
    'fits a narrow phone with large letters, without moving anything: %s',
    async (lang) => {
      const { app, opened, words } = await openStudio(world, { size: '320x568', lang });
      await app.locator('html').evaluate((root) => {
        root.style.fontSize = '130%';
      });
      await words(lang === 'ru' ? 'Описание' : 'Description').fill('A red bicycle. '.repeat(100));
      const line = app.locator('.prompt .ft');
      const height = () => line.evaluate((element) => element.getBoundingClientRect().height);
      const isWhole = () =>
        line.evaluate(
          (element) =>
            element.scrollWidth <= element.clientWidth &&
            document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        );
      const button = app.locator('.improve');
      await button.scrollIntoViewIfNeeded();
      await shoot(opened, `improve-320-${lang}`);
      const before = await height();
      const isInView = () =>
        button.evaluate((element) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          return document.elementFromPoint(left + width / 2, top + height / 2) === element;
        });
      expect(await isWhole()).toBe(true);
      const { asked, letGo } = await holdAnswers(opened.page);
      await button.click();
      await asked;
      await button.getByText(lang === 'ru' ? 'Улучшаем' : 'Improving').waitFor();
      expect([await isWhole(), await height()]).toEqual([true, before]);
      letGo();
      await button.getByText(lang === 'ru' ? 'Вернуть моё' : 'Return mine').waitFor();
      await shoot(opened, `improve-320-${lang}-done`);
      expect(await isInView()).toBe(true);
      expect([await isWhole(), await height()]).toEqual([true, before]);
    },
  );
});
