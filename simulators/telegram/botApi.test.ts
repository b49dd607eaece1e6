import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api, Bot, GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ANNA,
  IRINA,
  startTelegramSimulator,
  type TelegramSimulator,
  tooManyRequests,
} from './index.ts';

const TOKEN = '7000000001:AAtest-token_of-the-main-bot';
const INVOICE = { title: '500 coins', description: 'A pack of coins', payload: 'order-1' };
const PRICE = [{ label: '500 coins', amount: 680 }];

let simulator: TelegramSimulator;
let api: Api;

beforeEach(async () => {
  simulator = await startTelegramSimulator({
    bots: [{ name: 'main', token: TOKEN, username: 'ai_coins_bot' }],
  });
  api = new Api(TOKEN, { apiRoot: simulator.apiRoot });
});

afterEach(() => simulator.close());

/** The refusal of a call. */
async function refusal(call: Promise<unknown>): Promise<GrammyError> {
  const error = await call.then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(GrammyError);
  return error as GrammyError;
}

function invoiceLink(changes: Partial<typeof INVOICE & { currency: string; token: string }> = {}) {
  const { title, description, payload, currency = 'XTR', token = '' } = { ...INVOICE, ...changes };
  return api.createInvoiceLink(title, description, payload, token, currency, PRICE);
}

describe('calls', () => {
  it('knows the bot by its token', async () => {
    expect(await api.getMe()).toMatchObject({ id: 7000000001, username: 'ai_coins_bot' });
    const stranger = new Api('1:wrong', { apiRoot: simulator.apiRoot });
    expect(await refusal(stranger.getMe())).toMatchObject({ error_code: 401 });
  });

  it('refuses unknown methods with 404 and understands forms', async () => {
    const root = `${simulator.apiRoot}/bot${TOKEN}`;
    expect(await (await fetch(`${root}/flyToTheMoon`)).json()).toMatchObject({ error_code: 404 });
    const body = new URLSearchParams({ chat_id: String(ANNA.id), text: 'As a form' });
    const sent = await (await fetch(`${root}/sendMessage`, { method: 'POST', body })).json();
    expect(sent).toMatchObject({ ok: true, result: { text: 'As a form', chat: { id: ANNA.id } } });
  });

  it('answers 429 with retry_after and 403 when told to', async () => {
    simulator.api.fail({ method: 'sendMessage', userId: ANNA.id, error: tooManyRequests(7) });
    const limited = await refusal(api.sendMessage(ANNA.id, 'a'));
    expect([limited.error_code, limited.parameters.retry_after]).toEqual([429, 7]);
    await api.sendMessage(ANNA.id, 'b');
    simulator.chats.setBlocked('main', 'anna', true);
    const blocked = await refusal(api.sendMessage(ANNA.id, 'c'));
    expect(blocked.description).toBe('Forbidden: bot was blocked by the user');
    await api.sendMessage(IRINA.id, 'd');
  });

  it('writes only to people who allowed it', async () => {
    const { id } = simulator.world.createNewcomer();
    expect((await refusal(api.sendMessage(id, 'a'))).error_code).toBe(403);
    simulator.chats.setWriteAccess('main', id, true);
    await api.sendMessage(id, 'b');
    expect((await refusal(api.sendMessage(42, 'c'))).description).toContain('chat not found');
  });

  it('keeps messages, their buttons, edits and photos', async () => {
    const keyboard = new InlineKeyboard().webApp('Open', 'https://coins.example/gallery');
    const sent = await api.sendMessage(ANNA.id, '<b>Hi</b>', {
      parse_mode: 'HTML',
      reply_markup: keyboard,
    });
    await api.editMessageText(ANNA.id, sent.message_id, 'Edited');
    const photo = new InputFile(Buffer.from([0xff, 0xd8, 0xff]), 'a.jpg');
    await api.sendPhoto(ANNA.id, photo, { caption: 'Ready' });
    const [first, second] = simulator.chats.messages('main', 'anna');
    expect(first).toMatchObject({ text: 'Edited' });
    const fileId = second?.photo?.[0]?.file_id ?? '';
    const file = await fetch(`${simulator.url}/sim/files/${fileId}`);
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0xff, 0xd8, 0xff]);
    await api.sendPhoto(IRINA.id, fileId);
    await api.deleteMessage(ANNA.id, sent.message_id);
    expect(simulator.chats.messages('main', 'anna')).toHaveLength(1);
  });

  it('refuses broken HTML, long texts and apps without HTTPS', async () => {
    const html = { parse_mode: 'HTML' } as const;
    expect((await refusal(api.sendMessage(ANNA.id, '<b>a', html))).description).toContain(
      'end tag',
    );
    expect((await refusal(api.sendMessage(ANNA.id, '<x>a</x>', html))).description).toContain(
      'tag',
    );
    const long = await refusal(api.sendMessage(ANNA.id, 'a'.repeat(4097)));
    expect(long.description).toBe('Bad Request: message is too long');
    const reply_markup = new InlineKeyboard().webApp('Open', 'http://coins.example');
    const http = await refusal(api.sendMessage(ANNA.id, 'a', { reply_markup }));
    expect(http.description).toContain('Only HTTPS links are allowed');
  });

  it('knows who is in a channel', async () => {
    expect((await api.getChatMember('@news', ANNA.id)).status).toBe('left');
    simulator.chats.setMembership('@news', 'anna', true);
    expect((await api.getChatMember('@news', ANNA.id)).status).toBe('member');
  });

  it('keeps the menu button, commands and texts', async () => {
    const menu_button = {
      type: 'web_app',
      text: 'Open',
      web_app: { url: 'https://coins.example' },
    } as const;
    await api.setChatMenuButton({ menu_button });
    expect(await api.getChatMenuButton()).toEqual(menu_button);
    const own = { ...menu_button, text: 'Открыть' };
    await api.setChatMenuButton({ chat_id: ANNA.id, menu_button: own });
    expect(await api.getChatMenuButton({ chat_id: ANNA.id })).toEqual(own);
    expect(await api.getChatMenuButton()).toEqual(menu_button);
    await api.setMyCommands([{ command: 'start', description: 'Open the app' }]);
    expect(await api.getMyCommands()).toHaveLength(1);
    await api.setMyDescription('Coins and pictures');
    await api.setMyDescription('Монеты и картинки', { language_code: 'ru' });
    const described = async (language_code?: 'ru' | 'de') =>
      (await api.getMyDescription(language_code ? { language_code } : {})).description;
    expect(await described()).toBe('Coins and pictures');
    expect(await described('ru')).toBe('Монеты и картинки');
    expect(await described('de')).toBe('Coins and pictures');
  });

  it('prepares a message for its person', async () => {
    const result = {
      type: 'photo',
      id: '1',
      photo_url: 'https://a.b/c',
      thumbnail_url: 'https://a.b/c',
    };
    const prepared = await api.savePreparedInlineMessage(ANNA.id, result as never, {
      allow_user_chats: true,
    });
    expect(simulator.world.data.prepared[prepared.id]).toMatchObject({ userId: ANNA.id });
  });
});

describe('files by address', () => {
  const jpeg = { mime: 'image/jpeg', body: 'a picture' };
  const mp4 = { mime: 'video/mp4', body: 'a video' };
  const pdf = { mime: 'application/pdf', body: 'a paper' };
  const FILES: Record<string, { mime: string; body: string }> = {
    '/a.jpg': jpeg,
    '/a.mp4': mp4,
    '/a.pdf': pdf,
  };
  let shop: Server;
  let address: (path: string) => string;

  beforeEach(async () => {
    shop = createServer((request, response) => {
      const file = FILES[request.url ?? ''];
      response.writeHead(file ? 200 : 404, { 'content-type': file?.mime ?? 'text/plain' });
      response.end(file?.body);
    }).listen(0, '127.0.0.1');
    await once(shop, 'listening');
    const { port } = shop.address() as AddressInfo;
    address = (path) => `http://127.0.0.1:${port}${path}`;
  });
  afterEach(() => {
    shop.close();
  });

  async function seen(id: string | undefined) {
    const response = await fetch(`${simulator.url}/sim/files/${id}`);
    return { mime: response.headers.get('content-type'), body: await response.text() };
  }

  it('are downloaded when a message is sent, and shown from that copy when the address does not work any more', async () => {
    const photo = await api.sendPhoto(ANNA.id, address('/a.jpg'));
    const video = await api.sendVideo(ANNA.id, address('/a.mp4'));
    const paper = await api.sendDocument(ANNA.id, address('/a.pdf'));
    const album = await api.sendMediaGroup(ANNA.id, [
      { type: 'photo', media: address('/a.jpg') },
      { type: 'video', media: address('/a.mp4') },
    ]);
    const prepare = (result: object) =>
      api.savePreparedInlineMessage(ANNA.id, result as never, { allow_user_chats: true });
    const urls = { thumbnail_url: address('/a.jpg') };
    const picture = await prepare({
      type: 'photo',
      id: '1',
      photo_url: address('/a.jpg'),
      ...urls,
    });
    const clip = await prepare({ type: 'video', id: '2', video_url: address('/a.mp4'), ...urls });
    shop.close();
    expect(await seen(photo.photo.at(-1)?.file_id)).toEqual(jpeg);
    expect(await seen(video.video.file_id)).toEqual(mp4);
    expect(await seen(paper.document.file_id)).toEqual(pdf);
    const [first, second] = album;
    expect(first && 'photo' in first && (await seen(first.photo?.[0]?.file_id))).toEqual(jpeg);
    expect(second && 'video' in second && (await seen(second.video?.file_id))).toEqual(mp4);
    for (const { id } of [picture, clip]) {
      expect(await seen(simulator.world.data.prepared[id]?.picture)).toEqual(jpeg);
    }
  });

  it('are refused where Telegram would not accept them, and then nothing is sent', async () => {
    const gone = 'Bad Request: failed to get HTTP URL content';
    const wrong = 'Bad Request: wrong type of the web page content';
    const send = (path: string) => api.sendPhoto(ANNA.id, address(path));
    expect((await refusal(send('/none.jpg'))).description).toBe(gone);
    expect((await refusal(send('/a.mp4'))).description).toBe(wrong);
    const album = api.sendMediaGroup(ANNA.id, [
      { type: 'photo', media: address('/a.jpg') },
      { type: 'photo', media: address('/none.jpg') },
    ]);
    expect((await refusal(album)).description).toBe(gone);
    expect(simulator.chats.messages('main', 'anna')).toEqual([]);
  });
});

describe('limits of an invoice in Stars', () => {
  it('makes a link', async () => {
    expect(await invoiceLink()).toMatch(/^https:\/\/t\.me\/\$[\w-]+$/);
  });

  it.each([
    ['a long title', { title: 'a'.repeat(33) }],
    ['no title', { title: '' }],
    ['a long description', { description: 'a'.repeat(256) }],
    ['a payload of 65 characters but 130 bytes', { payload: 'я'.repeat(65) }],
    ['no payload', { payload: '' }],
    ['another currency', { currency: 'RUB' }],
    ['a provider token', { token: 'provider' }],
  ])('refuses %s', async (_, changes) => {
    expect((await refusal(invoiceLink(changes))).error_code).toBe(400);
  });

  it('accepts a payload of exactly 128 bytes', async () => {
    expect(await invoiceLink({ payload: 'я'.repeat(64) })).toContain('t.me');
  });

  const { title, description, payload } = INVOICE;
  it.each([
    ['two prices', [...PRICE, ...PRICE], {}],
    ['no price', [], {}],
    ['a price of nothing', [{ label: 'a', amount: 0 }], {}],
    ['a broken price', [{ label: 'a', amount: 1.5 }], {}],
    ['a week', PRICE, { subscription_period: 604_800 }],
    ['a dear subscription', [{ label: 'a', amount: 10_001 }], { subscription_period: 2_592_000 }],
  ])('refuses %s', async (_, prices, other) => {
    const call = api.createInvoiceLink(title, description, payload, '', 'XTR', prices, other);
    expect((await refusal(call)).error_code).toBe(400);
  });
});

describe('long polling', () => {
  it('hands out, keeps and confirms updates in rising order', async () => {
    for (const text of ['one', 'two', 'three']) simulator.chats.say('main', 'anna', text);
    const updates = await api.getUpdates();
    expect(updates.map((u) => u.message?.text)).toEqual(['one', 'two', 'three']);
    const ids = updates.map((u) => u.update_id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(await api.getUpdates({ offset: (ids[1] ?? 0) + 1 })).toHaveLength(1);
    expect(await api.getUpdates({ limit: 10 })).toHaveLength(1);
  });

  it('waits for updates', async () => {
    const waiting = api.getUpdates({ timeout: 30 });
    simulator.chats.say('main', 'anna', '/start promo_A');
    const [update] = await waiting;
    expect(update?.message?.entities?.[0]).toMatchObject({ type: 'bot_command', length: 6 });
  });

  it('runs a whole grammY bot', async () => {
    const bot = new Bot(TOKEN, { client: { apiRoot: simulator.apiRoot } });
    bot.command('start', (context) => context.reply(`Hello, ${context.match}`));
    bot.callbackQuery('more', (context) => context.answerCallbackQuery('Here'));
    const running = bot.start();
    simulator.chats.say('main', 'irina', '/start r_abc');
    await expect
      .poll(() => simulator.chats.messages('main', 'irina').at(-1)?.text)
      .toBe('Hello, r_abc');
    const { message_id = 0 } = simulator.chats.messages('main', 'irina').at(-1) ?? {};
    simulator.chats.press('main', 'irina', message_id, 'more');
    await expect.poll(() => [...simulator.chats.callbackAnswers.values()]).toEqual(['Here']);
    await bot.stop();
    await running;
  });
});
