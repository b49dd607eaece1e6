/** Choices besides the prompt: the number of works, format, seed and style. */
import { describe, expect, it } from 'vitest';
import { leaveCelebrations } from './goBack.ts';
import { e2e } from './stack.ts';
import { goToTab, openStudio, shoot } from './studioWalk.ts';

const world = e2e({
  env: { FREE_OPERATIONS_COUNT: '2', LOCAL_ARTIST_DELAY_MS: '900' },
});

const made = (userId: string) =>
  world.query<{ paid_with: string; status: string; seed: string }>(
    'select paid_with, status, seed::text from generations where user_id = $1 order by id',
    [userId],
  );

describe('the studio', () => {
  it('makes several pictures of one order, each paid by the next payer', async () => {
    const studio = await openStudio(world);
    const { app, opened, userId, priceLine } = studio;
    await studio.words('Description').fill('A green door in a white wall');
    const howMany = app.getByRole('tablist', { name: 'Images at once' });
    await howMany.getByRole('tab', { name: '3' }).click();
    await priceLine.getByText('2 free + 1 for coins').waitFor();
    await priceLine.getByText('100 →').waitFor();
    await shoot(opened, 'choices-several');
    await app.getByRole('button', { name: /^Create ×.3.*1\.5/ }).dblclick();
    const works = app.getByRole('list', { name: 'Works, newest first' });
    await leaveCelebrations(opened, works.getByRole('img').nth(2));
    await shoot(opened, 'choices-several-made');
    await expect
      .poll(async () =>
        (await made(userId)).map(({ paid_with, status }) => `${paid_with} ${status}`),
      )
      .toEqual(['free_operations succeeded', 'free_operations succeeded', 'coins succeeded']);
    expect(new Set((await made(userId)).map(({ seed }) => seed)).size).toBe(3);
  });

  it('makes a wide format, and repeats a picture by its seed', async () => {
    const studio = await openStudio(world);
    const { app, opened } = studio;
    const create = app.getByRole('button', { name: /^Create .*free/ });
    await studio.words('Description').fill('A lighthouse on a rock');
    for (const format of ['2:3', '3:2', '4:5']) {
      await app.getByRole('radio', { name: format, exact: true }).waitFor();
    }
    await app.getByRole('radio', { name: '21:9' }).click();
    await app.getByRole('button', { name: 'More settings' }).click();
    await app.getByLabel('Seed').fill('4294967296');
    await app.getByRole('button', { name: 'Check the seed' }).waitFor();
    await app.getByText('A whole number from 0 to').waitFor();
    await shoot(opened, 'choices-seed-wrong');
    await app.getByLabel('Seed').fill('42');
    await create.waitFor();
    await shoot(opened, 'choices-seed');
    expect(await studio.make(/^Create .*free/)).toMatchObject({ width: 1568, height: 672 });
    const first = await studio.takeFile('choices-first');
    await app.getByText('Repeat with it').click();
    await expect.poll(() => app.getByLabel('Seed').inputValue()).toBe('42');
    await expect
      .poll(() => app.getByRole('radio', { name: '21:9' }).getAttribute('aria-checked'))
      .toBe('true');
    expect(await studio.make(/^Create .*free/)).toMatchObject({ width: 1568, height: 672 });
    expect((await studio.takeFile('choices-again')).equals(first)).toBe(true);
    // The next work has a random seed again.
    await app.getByRole('button', { name: 'Remix' }).click();
    await app.getByRole('button', { name: 'More settings' }).waitFor();
    await expect.poll(() => app.getByLabel('Seed').isVisible()).toBe(false);
  });

  it('offers the styles and templates that an admin has just edited', async () => {
    const admin = await world.open({ person: 'irina', embed: true, lang: 'en', path: '/welcome' });
    await admin.mainButton.click();
    const studio = await openStudio(world);
    const { app, opened } = studio;
    const styles = app.getByRole('group', { name: 'Styles' });
    await styles.getByRole('button', { name: 'Pixel art' }).waitFor();

    await admin.app.getByRole('link', { name: 'Admin' }).click();
    await admin.app.getByRole('tab', { name: 'Styles and templates' }).click();
    await admin.app.getByRole('button', { name: 'New style or template' }).click();
    const form = admin.app.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Code', exact: true }).fill('style-linocut');
    await form.getByLabel('Kind').selectOption({ label: 'Style' });
    await form.getByLabel('Name in Russian').fill('Линогравюра');
    await form.getByLabel('Name in English').fill('Linocut');
    await form.getByLabel('Text in Russian').fill('линогравюра в два цвета');
    await form.getByLabel('Text in English').fill('two-colour linocut');
    await shoot(admin, 'choices-preset-form');
    await admin.mainButton.filter({ hasText: 'Create' }).click();
    await form.waitFor({ state: 'detached' });

    // When the Studio is opened again, without a reload.
    const linocut = styles.getByRole('button', { name: 'Linocut' });
    const isOffered = async () => {
      await goToTab(opened, 'Gallery');
      await goToTab(opened, 'Create');
      await styles.waitFor();
      return (await linocut.count()) === 1;
    };
    await expect.poll(isOffered, { timeout: 15_000, interval: 1000 }).toBe(true);
    await studio.words('Description').fill('A heron');
    await linocut.click();
    await expect
      .poll(() => studio.words('Description').inputValue())
      .toBe('A heron, two-colour linocut');
    await shoot(opened, 'choices-preset');
  });

  it('adds a style to the prompt, and removes it', async () => {
    const studio = await openStudio(world, { size: '320x568' });
    const { app, opened } = studio;
    const words = studio.words('Description');
    await words.fill('A fox in the snow');
    const styles = app.getByRole('group', { name: 'Styles' });
    await styles.getByRole('button', { name: 'Pixel art' }).click();
    await expect.poll(() => words.inputValue()).toBe('A fox in the snow, pixel art');
    await shoot(opened, 'choices-style');
    await styles.getByRole('button', { name: 'Pixel art' }).click();
    await expect.poll(() => words.inputValue()).toBe('A fox in the snow');
    await goToTab(opened, 'Gallery');
  });
});
