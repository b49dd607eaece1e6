import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
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

/** The files of a ZIP that stores them as they are, by its central directory. */
function filesOf(zip: Buffer): { name: string; bytes: Buffer }[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  expect(end).toBeGreaterThan(0);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [size, nameLength] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return { name, bytes: zip.subarray(begin, begin + size) };
  });
}

/** The prompts in the names of files that are pictures, sorted. */
async function described(files: readonly { name: string; bytes: Buffer }[]): Promise<string[]> {
  for (const { bytes } of files) {
    const { width, height } = await sharp(bytes).metadata();
    expect(Math.min(width ?? 0, height ?? 0)).toBeGreaterThan(500);
  }
  const names = files.map(({ name }) => PROMPTS.find((prompt) => name.includes(prompt)) ?? name);
  return names.sort();
}

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

  it('are downloaded as one ZIP of their files, after one question of Telegram', async () => {
    const { app, events, choose, press, agree, page } = await openGallery();
    await choose(0, 1, 2);
    await press('Download');
    const asked = events.getByText('web_app_request_file_download');
    await expect.poll(() => asked.count()).toBe(1);
    const downloading = page.waitForEvent('download');
    await agree('Download');
    await app.getByText('Saved to your device').waitFor();
    expect(await asked.count()).toBe(1);
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('ai-coins-works.zip');
    const files = filesOf(await readFile(await download.path()));
    expect(await described(files)).toEqual(['Fourth', 'Second', 'Third']);
    const stored = await world.query<{ bytes: number }>(
      `select m.bytes::int from media m join generations g on g.user_id = m.user_id
         and g.id = m.generation_id where g.prompt <> 'First' order by m.bytes`,
    );
    expect(files.map(({ bytes }) => bytes.length).sort((a, b) => a - b)).toEqual(
      stored.map(({ bytes }) => bytes),
    );
  });

  it('are all in the ZIP when all are selected, also those that are not loaded', async () => {
    await copyWorks(world, 150);
    const { app, press, agree, page } = await openGallery(154);
    await press('Select');
    await press('Select all');
    await app.getByRole('heading', { name: '154 selected' }).waitFor();
    await press('Download');
    const downloading = page.waitForEvent('download');
    await agree('Download');
    const files = filesOf(await readFile(await (await downloading).path()));
    expect(files).toHaveLength(154);
    expect(new Set(files.map(({ name }) => name)).size).toBe(154);
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
    // News that waited for the permission may come after it.
    const [first, second] = chat.messages.filter(({ photo }) => photo).slice(-2);
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
