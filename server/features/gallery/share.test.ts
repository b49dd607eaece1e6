import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, describe, expect, it } from 'vitest';
import { BotApiError } from '../../../simulators/telegram/errors.ts';
import { startTelegramSimulator } from '../../../simulators/telegram/index.ts';
import { ANNA, IRINA } from '../../../simulators/telegram/people.ts';
import { makeVideo } from '../../../simulators/video.ts';
import { TEST_BOT_TOKEN, testApp } from '../../testing/testApp.ts';
import { createFakeProvider, samplePicture } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { sniff } from '../media/sniff.ts';

const telegram = await startTelegramSimulator({
  bots: [{ name: 'main', token: TEST_BOT_TOKEN, username: 'aicoins_bot' }],
});
const provider = createFakeProvider();
const test = testApp({
  overrides: { providers: { fal: provider } },
  env: { PUBLIC_URL: 'https://coins.example', TELEGRAM_API_ROOT: telegram.apiRoot },
});
afterAll(() => telegram.close());

type Person = Awaited<ReturnType<typeof test.person>>;

async function make({ call, userId }: Person): Promise<string> {
  const { id } = await call.generation.create(pictureOrder());
  await workOn(test.app, userId, id);
  return (await call.generation.get({ id })).media[0]?.id ?? '';
}

const prepared = (id: string | null) => telegram.world.data.prepared[id ?? ''];
const PHOTO = /^https:\/\/coins\.example\/media\/[0-9a-f]{64}\.s\.jpg\?for=view/;

describe('gallery.share', () => {
  it('prepares a JPEG that everybody can see, with the person’s invite as its button', async () => {
    const person = await test.person({ id: ANNA.id, language_code: 'en' });
    const { call } = person;
    const id = await make(person);
    const { preparedMessageId, url } = await call.gallery.share({ id, target: 'chat' });
    const { code, link } = await call.referrals.get();
    expect(link).toBe(`https://t.me/aicoins_bot?startapp=r_${code}`);
    expect(prepared(preparedMessageId)).toMatchObject({
      userId: ANNA.id,
      result: {
        type: 'photo',
        photo_url: url,
        reply_markup: { inline_keyboard: [[{ text: 'Create your own', url: link }]] },
      },
    });
    expect(url).toMatch(PHOTO);
  });

  it('omits the invite on request', async () => {
    const person = await test.person({ id: ANNA.id });
    const id = await make(person);
    const answer = await person.call.gallery.share({ id, target: 'chat', withInvite: false });
    expect(prepared(answer.preparedMessageId)?.result).not.toHaveProperty('reply_markup');
  });

  it('returns a URL for a story, and where no message can be prepared', async () => {
    const person = await test.person({ id: 5002 });
    const id = await make(person);
    for (const target of ['story', 'chat'] as const) {
      const { preparedMessageId, url } = await person.call.gallery.share({ id, target });
      expect(preparedMessageId).toBeNull();
      expect(url).toMatch(PHOTO);
      const name = new URL(url).pathname.split('/').at(-1) ?? '';
      const bytes = await test.app.storage.read(name);
      expect((await sharp(bytes ?? Buffer.alloc(0)).metadata()).format).toBe('jpeg');
    }
  });
});

describe('a video', () => {
  async function video(person: Person): Promise<string> {
    provider.state = {
      state: 'succeeded',
      files: [{ bytes: makeVideo({ seed: 1, columns: 9, rows: 16 }), mime: 'video/mp4' }],
    };
    const { call, userId } = person;
    const { id } = await call.generation.create(
      pictureOrder({ operation: 'video', model: 'veo-3-1-fast', aspectRatio: '9:16' }),
    );
    await workOn(test.app, userId, id);
    return (await call.generation.get({ id })).media[0]?.id ?? '';
  }

  it('a video in a story, too, has the type that its URL says', async () => {
    const person = await test.person({ id: 5003 });
    const id = await video(person);
    const { url } = await person.call.gallery.share({ id, target: 'story' });
    const name = new URL(url).pathname.split('/').at(-1) ?? '';
    expect(name).toMatch(/^[0-9a-f]{64}\.mp4$/);
    expect(sniff((await test.app.storage.read(name)) ?? Buffer.alloc(0))).toBe('mp4');
  });
});

describe('a panorama that is too long for a photo', () => {
  async function panorama(person: Person, width: number, height: number): Promise<string> {
    const bytes = await samplePicture('#3a6ea5', width, height);
    provider.state = { state: 'succeeded', files: [{ bytes, mime: 'image/png' }] };
    return make(person);
  }

  async function sizeOf(address: string) {
    const name = new URL(address).pathname.split('/').at(-1) ?? '';
    const { width, height } = await sharp(
      (await test.app.storage.read(name)) ?? undefined,
    ).metadata();
    return { width, height };
  }

  it.each([
    [16_383, 600],
    [600, 16_383],
  ])('is shared with bars: %i × %i', async (width, height) => {
    const person = await test.person({ id: ANNA.id });
    telegram.chats.say('main', ANNA.id, '/start');
    const id = await panorama(person, width, height);
    const { preparedMessageId, url } = await person.call.gallery.share({ id, target: 'chat' });
    const expected = width > height ? { width: 2048, height: 103 } : { width: 103, height: 2048 };
    expect(await sizeOf(url)).toEqual(expected);
    expect(prepared(preparedMessageId)?.result).toMatchObject({
      photo_width: expected.width,
      photo_height: expected.height,
    });
    const before = telegram.world.chat('main', ANNA.id).messages.length;
    expect(await person.call.gallery.sendAlbum({ ids: [id, await make(person)] })).toEqual({
      sent: true,
    });
    const [first] = telegram.world.chat('main', ANNA.id).messages.slice(before);
    expect(await sizeOf(first?.photo?.[0]?.file_id ?? '')).toEqual(expected);
  });
});

describe('gallery.sendAlbum', () => {
  const messages = (userId: number) => telegram.world.chat('main', userId).messages;

  it('sends the works to the chat with the bot, the invite under the first', async () => {
    const person = await test.person({ id: ANNA.id });
    telegram.chats.say('main', ANNA.id, '/start');
    const ids = [await make(person), await make(person), await make(person)];
    const before = messages(ANNA.id).length;
    expect(await person.call.gallery.sendAlbum({ ids })).toEqual({ sent: true });
    const album = messages(ANNA.id).slice(before);
    expect(album).toHaveLength(3);
    expect(new Set(album.map((message) => message.media_group_id)).size).toBe(1);
    const { link } = await person.call.referrals.get();
    expect(album.map(({ caption }) => caption)).toEqual([link, undefined, undefined]);
    expect(album.every(({ photo }) => PHOTO.test(photo?.[0]?.file_id ?? ''))).toBe(true);
  });

  it('reports when the bot may not write, and sends when it may', async () => {
    const person = await test.person({ id: IRINA.id });
    const ids = [await make(person), await make(person)];
    const error = new BotApiError(403, "Forbidden: bot can't initiate conversation with a user");
    telegram.api.fail({ method: 'sendMediaGroup', error });
    expect(await person.call.gallery.sendAlbum({ ids, withInvite: false })).toEqual({
      sent: false,
    });
    telegram.chats.say('main', IRINA.id, '/start');
    expect(await person.call.gallery.sendAlbum({ ids, withInvite: false })).toEqual({
      sent: true,
    });
    expect(messages(IRINA.id).at(-2)).not.toHaveProperty('caption');
  });

  it.each([
    [new BotApiError(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'), 'ALBUM_REFUSED'],
    [new BotApiError(429, 'Too Many Requests: retry after 5'), 'OVERLOADED'],
  ])('tells a refusal for good from one for now: %s is %s', async (error, code) => {
    const person = await test.person({ id: ANNA.id });
    telegram.chats.say('main', ANNA.id, '/start');
    const ids = [await make(person), await make(person)];
    telegram.api.fail({ method: 'sendMediaGroup', error });
    await expect(person.call.gallery.sendAlbum({ ids })).rejects.toMatchObject({ message: code });
  });

  it('sends nothing when one of the works is not the person’s', async () => {
    const person = await test.person({ id: ANNA.id });
    const calls = telegram.api.calls.length;
    await expect(
      person.call.gallery.sendAlbum({ ids: [await make(person), uuidv7()] }),
    ).rejects.toMatchObject({ message: 'NOT_FOUND' });
    const { sendAlbum } = person.call.gallery;
    await expect(sendAlbum({ ids: [uuidv7()] })).rejects.toMatchObject({ message: 'BAD_REQUEST' });
    const same = await make(person);
    await expect(sendAlbum({ ids: [same, same] })).rejects.toMatchObject({
      message: 'BAD_REQUEST',
    });
    const sent = telegram.api.calls.slice(calls).map(({ method }) => method);
    expect(sent).not.toContain('sendMediaGroup');
  });
});
