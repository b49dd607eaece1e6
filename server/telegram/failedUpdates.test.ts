import { describe, expect, it, vi } from 'vitest';
import { sql } from '../db/statement.ts';
import { START_COINS, starWorld } from '../features/payments/providers/stars/testing/starWorld.ts';
import { nameInText } from './plainText.ts';

const world = await starWorld();
const { telegram } = world;

/** Less than the half minute after which the scheduled search looks for stored updates. */
const SOON = { timeout: 20_000 };

describe('a payment whose transaction failed', () => {
  it('is retried within seconds, without another update from Telegram', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    await world.app.db.query(sql('alter table payment_charges rename to payment_charges_away'));
    await telegram.stars.pay(order.link, alice.person.id);
    await world.settled();
    await world.app.db.query(sql('alter table payment_charges_away rename to payment_charges'));
    await vi.waitFor(async () => {
      expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000);
    }, SOON);
  });
});

describe('a name inside the bot’s message', () => {
  /** What Telegram turns into links by itself. */
  const LIVE =
    /[\w-]+\.[a-z]{2,}|\b(?:https?|tg|ton):\/\/|(?:^|[^\w])[@#$/][A-Za-z\d_]+|\+?\d{7,}|<[a-z]/iu;

  it.each([
    't.me/scam_bot',
    'https://example.com',
    'tg://resolve?domain=scam',
    '@scam_bot',
    '/start',
    '#free $USD',
    'a@b.example',
    '+79991234567',
  ])('makes no live link of %s, and ends with its own direction', (name) => {
    const text = nameInText(name) ?? '';
    expect(LIVE.test(name)).toBe(true);
    expect(LIVE.test(text)).toBe(false);
    expect(text).toMatch(/^\u2068.*\u2069$/u);
    expect(text.replace(/[\u2060\u2068\u2069]/gu, '')).toBe(name);
  });

  it('is null for a name without visible characters', () => {
    expect(nameInText('\u202E\u200B \u3164')).toBeNull();
  });
});

describe('the bot’s language', () => {
  it.each([
    ['uk', 'Здравствуйте!'],
    ['be', 'Здравствуйте!'],
    ['kk', 'Здравствуйте!'],
    ['pt-br', 'Hello!'],
  ])('is that of the app for %s', async (languageCode, greeting) => {
    const person = telegram.world.createNewcomer({ languageCode });
    telegram.chats.say('main', person.id, '/start');
    await world.settled();
    await vi.waitFor(() => {
      const texts = telegram.chats.messages('main', person.id).map(({ text }) => text ?? '');
      expect(texts.some((text) => text.startsWith(greeting))).toBe(true);
    }, SOON);
    const { me } = await world.test.person({ id: person.id, language_code: languageCode });
    expect(me.language).toBe(greeting === 'Hello!' ? 'en' : 'ru');
    const open = greeting === 'Hello!' ? 'Open' : 'Открыть';
    expect(telegram.world.menuButton('main', person.id)).toMatchObject({ text: open });
  });

  it('is that of the menu button, after a first launch and after another choice in the settings', async () => {
    const person = telegram.world.createNewcomer({ languageCode: 'uk' });
    const textOf = () => telegram.world.menuButton('main', person.id);
    const { call } = await world.test.person({ id: person.id, language_code: 'uk' });
    await vi.waitFor(() => expect(textOf()).toMatchObject({ text: 'Открыть' }), SOON);
    await call.me.updateSettings({ language: 'en' });
    await vi.waitFor(() => expect(textOf()).toMatchObject({ text: 'Open' }), SOON);
  });
});
