import { beforeEach, describe, expect, it } from 'vitest';
import { shoot } from './look.ts';
import { e2e } from './stack.ts';
import { copyWorks, makeWorks } from './works.ts';

const world = e2e({ env: { LOCAL_ARTIST_DELAY_MS: '0' } });
const PROMPTS = ['First', 'Second', 'Third', 'Fourth'];
beforeEach(async () => {
  await world.query('delete from media');
  await makeWorks(world, 'anna', PROMPTS);
});

async function openGallery(total = PROMPTS.length) {
  const opened = await world.open({ person: 'anna' });
  const { app } = opened;
  await app.getByRole('link', { name: 'Gallery' }).click();
  const works = app.getByRole('list', { name: 'Works, newest first' }).getByRole('button');
  await app.getByRole('tab', { name: `All ${total}` }).waitFor();
  await expect.poll(() => works.count()).toBeGreaterThanOrEqual(PROMPTS.length);
  /** Selects works by their position. */
  const choose = async (...places: number[]) => {
    await app.getByRole('button', { name: 'Select', exact: true }).click();
    for (const place of places) {
      await works.nth(place).click();
    }
    await app.getByRole('heading', { name: `${places.length} selected` }).waitFor();
  };
  const press = (name: string) => app.getByRole('button', { name, exact: true }).click();
  /** Presses a button of Telegram's popup. */
  const agree = (name: string) =>
    opened.phone.getByRole('button', { name, exact: true }).last().click();
  const count = async (condition: string) =>
    (await world.query(`select 1 from media where ${condition}`)).length;
  return { ...opened, works, choose, press, agree, count };
}

describe('several works at once', () => {
  it('become favourites, go to the trash and come back by Undo, or by Restore', async () => {
    const { app, works, choose, press, agree, count } = await openGallery();
    await choose(0, 1);
    await press('Favourite');
    await expect.poll(() => count('favourite_at is not null')).toBe(2);
    await expect.poll(() => works.getByText('Favourite').count()).toBe(2);

    await choose(0, 1, 2);
    await press('Delete');
    await agree('Delete');
    await app.getByText('3 works deleted').waitFor();
    await expect.poll(() => works.count()).toBe(1);
    await press('Undo');
    await expect.poll(() => works.count()).toBe(4);
    await expect.poll(() => count('trashed_at is null')).toBe(4);

    await choose(2, 3);
    await press('Delete');
    await agree('Delete');
    await app.getByRole('tab', { name: /Trash/ }).click();
    await expect.poll(() => works.count()).toBe(2);
    await choose(0, 1);
    await press('Restore');
    await app.getByText('2 works are back').waitFor();
    await app.getByText('The trash is empty').waitFor();
    expect(await count('trashed_at is null')).toBe(4);
  });

  it('are permanently deleted, favourites only when they are selected', async () => {
    const { app, works, choose, press, agree, count } = await openGallery();
    await choose(0);
    await press('Favourite');
    await choose(0, 1, 2);
    await press('Delete');
    await agree('Delete');
    await app.getByRole('tab', { name: /Trash/ }).click();
    await expect.poll(() => works.count()).toBe(3);
    await choose(2);
    await press('Delete forever');
    await agree('Delete');
    await app.getByText('1 work deleted forever').waitFor();
    await expect.poll(() => works.count()).toBe(2);
    await press('Empty');
    await agree('Empty');
    await expect.poll(() => works.count()).toBe(1);
    await works.getByText('Favourite').waitFor();
    expect(await count('true')).toBe(2);
  });

  it('are downloaded as one file, after one question of Telegram', async () => {
    const { app, events, choose, press, agree } = await openGallery();
    await choose(0, 1, 2);
    await press('Download');
    const asked = events.getByText('web_app_request_file_download');
    await expect.poll(() => asked.count()).toBe(1);
    await agree('Download');
    await app.getByText('Saved to your device').waitFor();
    expect(await asked.count()).toBe(1);
  });

  it('can be all works, also those that are not loaded, except deselected ones', async () => {
    await copyWorks(world, 150);
    const opened = await openGallery(154);
    const { app, works, press, agree, count, phone } = opened;
    await press('Select');
    await press('Select all');
    await app.getByRole('heading', { name: '154 selected' }).waitFor();
    await works.nth(1).click();
    await app.getByRole('heading', { name: '153 selected' }).waitFor();
    await shoot(opened, 'selection-all');
    await press('Delete');
    await phone.getByText('Delete 153 works?').waitFor();
    await agree('Delete');
    await app.getByText('153 works deleted').waitFor();
    await expect.poll(() => works.count()).toBe(1);
    expect(await count('trashed_at is null')).toBe(1);
    await press('Undo');
    await expect.poll(() => count('trashed_at is null')).toBe(154);
    await app.getByRole('tab', { name: 'All 154' }).waitFor();
    await expect.poll(() => works.count()).toBeGreaterThan(4);
  });

  it('are found by their prompt and by the day on which they were made', async () => {
    const opened = await openGallery();
    const { app, works, press, mainButton } = opened;
    await press('Search descriptions');
    const field = app.getByRole('searchbox', { name: 'Search descriptions' });
    await field.fill('thIRD');
    await expect.poll(() => works.count()).toBe(1);
    await works.getByRole('img', { name: 'Third' }).waitFor();
    await shoot(opened, 'gallery-search');
    await field.fill('nothing like it');
    await app.getByText('Nothing found').waitFor();
    await press('Show everything');
    await expect.poll(() => works.count()).toBe(PROMPTS.length);
    await world.query(
      "update media set created_at = created_at - interval '40 days' where id in (select id from media order by id limit 3)",
    );
    await press('Filters');
    await app.getByRole('radio', { name: 'Last 30 days' }).click();
    await shoot(opened, 'gallery-filter');
    await mainButton.click();
    await expect.poll(() => works.count()).toBe(1);
  });

  it('are sent as an album to the chat with the bot, once it may write', async () => {
    const { world: telegram } = world.stack.telegram;
    const chat = telegram.chat('main', telegram.person('anna').id);
    Object.assign(chat, { started: false, writeAccess: false });
    const { app, choose, press, agree } = await openGallery();
    await choose(0, 2);
    await press('Send');
    await agree('Allow');
    await app.getByText('The album is in your chat with the bot').waitFor();
    await app.getByRole('heading', { name: 'Gallery' }).waitFor();
    const [first, second] = chat.messages.slice(-2);
    expect(first).toMatchObject({
      photo: [{}],
      caption: expect.stringMatching(/^https:\/\/t\.me\/aicoins_bot\?startapp=r_[\w-]+$/),
    });
    expect(second).toMatchObject({ photo: [{}], media_group_id: first?.media_group_id });
  });

  it('one work goes to a chat with the person’s invite as its button', async () => {
    const { app, choose, press, agree } = await openGallery();
    await choose(1);
    await press('Send');
    await app.getByRole('button', { name: /Send to a chat/ }).click();
    await agree('Send');
    await app.getByText('Sent', { exact: true }).waitFor();
    const prepared = Object.values(world.stack.telegram.world.data.prepared).at(-1);
    expect(prepared?.result.reply_markup).toMatchObject({
      inline_keyboard: [[{ url: expect.stringMatching(/\?startapp=r_[\w-]+$/) }]],
    });
  });
});
