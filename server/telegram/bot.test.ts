import { describe, expect, it, vi } from 'vitest';
import { type Person, startTelegramSimulator } from '../../simulators/telegram/index.ts';
import { sql } from '../db/statement.ts';
import { writeSetting } from '../features/catalog/service.ts';
import { recordFailure } from '../features/inbox/service.ts';
import {
  PATIENCE,
  starWorld,
  WEBHOOK_SECRET,
} from '../features/payments/providers/stars/testing/starWorld.ts';
import { openTestApp, TEST_BOT_TOKEN } from '../testing/testApp.ts';
import { retryUpdates } from './retryUpdates.ts';
import { startBots } from './startBots.ts';

const world = await starWorld();
const { telegram } = world;

interface Known {
  allows_messages: boolean;
  start_param: string | null;
  first_bot: string;
  launched: boolean;
}
const readPerson = sql<Known>(`
  select allows_messages, start_param, first_bot, launched_at is not null as launched
  from users where telegram_id = $1
`);

/** The bot's last message to a person: its text, and where its button leads. */
function answerTo(person: Person, bot = 'main') {
  const message = telegram.chats
    .messages(bot, person.id)
    .filter(({ from }) => from?.is_bot)
    .at(-1);
  const [button] = message?.reply_markup?.inline_keyboard.flat() ?? [];
  const url = button && 'web_app' in button ? new URL(button.web_app.url) : null;
  return { text: message?.text, label: button?.text, url };
}

async function say(person: Person, text: string, bot = 'main') {
  const before = telegram.chats.messages(bot, person.id).length;
  telegram.chats.say(bot, person.id, text);
  await telegram.queue(bot).idle();
  await vi.waitFor(() => {
    expect(telegram.chats.messages(bot, person.id).length).toBeGreaterThanOrEqual(before + 2);
  }, PATIENCE);
  return answerTo(person, bot);
}

describe('/start', () => {
  it('registers a newcomer and launches the app with the start parameter', async () => {
    const person = telegram.world.createNewcomer();
    const { text, label, url } = await say(person, '/start r_abc');
    expect(text).toMatch(/^Hello!/);
    expect(label).toBe('Open AI Coins');
    expect(url?.origin).toBe(telegram.url);
    expect(url?.searchParams.get('tgWebAppStartParam')).toBe('r_abc');
    expect(url?.searchParams.has('bot')).toBe(false);
    expect((await world.app.db.query(readPerson, [person.id]))[0]).toEqual({
      allows_messages: true,
      start_param: 'r_abc',
      first_bot: 'main',
      launched: false,
    });
  });

  it('stores the parameter until the first launch, which follows it', async () => {
    const person = telegram.world.createNewcomer();
    await say(person, '/start promo_SAVE20');
    const { start } = await world.test.person({ id: person.id });
    expect(start).toEqual({ type: 'promo', code: 'SAVE20' });
    expect((await world.app.db.query(readPerson, [person.id]))[0]?.start_param).toBeNull();
  });

  it('answers in Russian, without a parameter that no link can carry, in the bot that was written to', async () => {
    const person = telegram.world.createNewcomer({ languageCode: 'ru' });
    const { text, url } = await say(person, '/start что это?', 'quiz');
    expect(text).toMatch(/^Здравствуйте!/);
    expect(url?.searchParams.get('bot')).toBe('quiz');
    expect(url?.searchParams.has('tgWebAppStartParam')).toBe(false);
  });

  it('answers a repeated update only once', async () => {
    const person = telegram.world.createNewcomer();
    await say(person, '/start');
    const update = telegram.queue('main').history.at(-1);
    for (let copy = 0; copy < 3; copy += 1) {
      telegram.queue('main').deliverAgain(update?.update_id ?? 0);
    }
    await world.settled();
    const other = telegram.world.createNewcomer();
    await say(other, '/terms');
    expect(
      telegram.chats.messages('main', person.id).filter(({ from }) => from?.is_bot),
    ).toHaveLength(1);
  });

  it('answers 200 although Telegram refuses the reply', async () => {
    const person = telegram.world.createNewcomer();
    telegram.chats.say('main', person.id, '/terms');
    telegram.chats.setBlocked('main', person.id, true);
    await world.settled();
    expect(telegram.queue('main').pendingCount).toBe(0);
  });
});

describe('what Telegram requires of a bot that takes payments', () => {
  it('answers /paysupport and /terms in the language of the person', async () => {
    const [anna, boris] = [
      telegram.world.createNewcomer(),
      telegram.world.createNewcomer({ languageCode: 'ru' }),
    ];
    expect((await say(anna, '/paysupport')).text).toMatch(/payment/);
    expect((await say(boris, '/paysupport')).text).toMatch(/платеж/);
    expect((await say(anna, '/terms')).text).toMatch(/^Terms\./);
    expect((await say(boris, '/terms')).text).toMatch(/^Условия\./);
  });
});

describe('the contact for support that admins have named', () => {
  it('stands in the answer to /paysupport and to the link of the app, and only while it is set', async () => {
    const set = async (contact: string | null) => {
      await world.app.db.transaction((tx) => writeSetting(tx, 'support_contact', contact));
      world.app.catalog.invalidate();
    };
    const [anna, boris] = [
      telegram.world.createNewcomer(),
      telegram.world.createNewcomer({ languageCode: 'ru' }),
    ];
    await set('@help_desk');
    expect((await say(anna, '/paysupport')).text).toMatch(
      /payment[\s\S]*\n\nYou can also write to us directly: @help_desk$/,
    );
    expect((await say(boris, '/start support')).text).toMatch(
      /^Это поддержка[\s\S]*\n\nНаписать можно и напрямую: @help_desk$/,
    );
    await set(null);
    expect((await say(anna, '/paysupport')).text).not.toContain('directly');
  });
});

describe('being blocked', () => {
  it('ends when declined, and allows messages', async () => {
    const person = telegram.world.createNewcomer();
    await say(person, '/start');
    telegram.chats.setBlocked('main', person.id, true);
    await world.settled();
    expect((await world.app.db.query(readPerson, [person.id]))[0]?.allows_messages).toBe(false);
    telegram.chats.setBlocked('main', person.id, false);
    await world.settled();
    expect((await world.app.db.query(readPerson, [person.id]))[0]?.allows_messages).toBe(true);
  });

  it('is reset by giving write access in the app', async () => {
    const { person } = await world.payer();
    telegram.chats.setWriteAccess('main', person.id, true);
    await world.settled();
    expect((await world.app.db.query(readPerson, [person.id]))[0]?.allows_messages).toBe(true);
  });
});

describe('startBots', () => {
  it('registers the webhook, the kinds of updates, commands and menu button', async () => {
    expect(telegram.queue('quiz').webhook).toMatchObject({
      url: `${telegram.url}/telegram/webhook/quiz`,
      secretToken: WEBHOOK_SECRET,
      allowedUpdates: ['message', 'pre_checkout_query', 'my_chat_member', 'subscription'],
    });
    const profile = telegram.world.profile('quiz');
    expect(profile.commands.map(({ command }) => command)).toEqual([
      'start',
      'paysupport',
      'terms',
    ]);
    expect(profile.menuButton).toMatchObject({
      type: 'web_app',
      web_app: { url: `${telegram.url}/?bot=quiz` },
    });
    expect(world.app.bots.find('quiz')?.username).toBe('aicoins_quiz_bot');
  });

  it('starts although Telegram is unavailable, and registers when it is back; polls without a webhook', async () => {
    const bots = [{ name: 'main', token: TEST_BOT_TOKEN, username: 'polled_bot' }];
    const probe = await startTelegramSimulator({ bots });
    const port = Number(new URL(probe.url).port);
    await probe.close();
    const opened = await openTestApp({
      env: { BOT_MODE: 'polling', TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` },
    });
    const running = startBots(opened.app);
    const simulator = await startTelegramSimulator({ bots, port });
    try {
      await vi.waitFor(() => expect(opened.app.bots.first.username).toBe('polled_bot'), PATIENCE);
      const person = simulator.world.createNewcomer();
      simulator.chats.say('main', person.id, '/start');
      await vi.waitFor(
        () => expect(simulator.chats.messages('main', person.id)).toHaveLength(2),
        PATIENCE,
      );
      // The app's URL is not configured, so there is no button.
      expect(simulator.chats.messages('main', person.id).at(-1)?.text).toContain('PUBLIC_URL');
    } finally {
      await running.stop();
      await simulator.close();
      await opened.close();
    }
  });
});

describe('an update about money whose processing failed', () => {
  it('is confirmed to Telegram, stored, and processed later', async () => {
    const alice = await world.payer();
    const order = await world.order(alice);
    const queue = telegram.queue('main');
    await vi.waitFor(async () => {
      queue.hold();
      const paying = telegram.stars.pay(order.link, alice.person.id);
      queue.release();
      queue.faults.dropNext = 1;
      const { status } = await paying;
      queue.faults.dropNext = 0;
      // A checkout that can't be decided at once, as on a busy machine, is answered "try again".
      expect(status).toBe('paid');
    }, PATIENCE);
    const update = queue.history.at(-1);
    const event = {
      source: 'telegram:main',
      key: String(update?.update_id),
      payload: update,
    };
    await world.app.db.transaction((tx) => recordFailure(tx, event, 'Error: out of order'));
    await world.app.db.query(
      sql(`update inbox_events set received_at = now() - interval '1 hour' where event_key = $1`),
      [event.key],
    );
    // The job that was queued with the failure may have taken it already, and be at it still.
    await vi.waitFor(async () => {
      await retryUpdates(world.app);
      const { status } = await alice.call.payments.get({ id: order.id });
      expect(status).toBe('succeeded');
    }, PATIENCE);
    queue.deliverAgain(update?.update_id ?? 0);
    await world.settled();
    expect(await world.coinsOf(alice)).toBe(20_000);
  });
});
