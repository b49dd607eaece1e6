import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { BotApiError, tooManyRequests } from '../../../simulators/telegram/index.ts';
import { sql } from '../../db/statement.ts';
import { PATIENCE, starWorld } from '../payments/providers/stars/testing/starWorld.ts';
import { deliverDue } from './deliver.ts';
import type { OutboxMessage } from './outboxMessages.ts';
import { withPresence } from './presence.ts';
import { notify } from './service.ts';

const world = await starWorld();
const { telegram } = world;
type Payer = Awaited<ReturnType<typeof world.payer>>;

interface Row {
  sent: boolean;
  attempts: number;
  last_error: string | null;
}
const readRow = sql<Row>(
  `select sent_at is not null as sent, attempts, last_error from outbox_messages where key = $1`,
);
const readClock = sql<{ now: Date }>('select now()');
const readSentAt = sql<{ sent_at: Date }>('select sent_at from outbox_messages where key = $1');
const allowed = sql<{ allows_messages: boolean }>(
  `select allows_messages from users where id = $1`,
);

/** A person whom the bot may write to. */
async function reachable(languageCode = 'en') {
  const payer = await world.payer({ languageCode });
  telegram.chats.say('main', payer.person.id, '/start');
  await world.settled();
  return payer;
}

const settled: OutboxMessage = {
  kind: 'payment_settled',
  coins: 150,
  discountLost: false,
  credits: 0,
  plan: null,
  amount: 3,
  currency: 'XTR',
};

async function tell(payer: Payer, message: OutboxMessage = settled, key: string = randomUUID()) {
  await world.app.db.transaction((tx) =>
    notify(world.app, tx, { userId: payer.userId, botName: 'main', key, message }),
  );
  return key;
}

const textsTo = (payer: Payer) =>
  telegram.chats
    .messages('main', payer.person.id)
    .filter(({ from }) => from?.is_bot)
    .map(({ text }) => text);
const rowOf = async (key: string) => (await world.app.db.query(readRow, [key]))[0];
const isSent = (key: string) =>
  vi.waitFor(async () => expect((await rowOf(key))?.sent).toBe(true), PATIENCE);
const expectGivenUp = (key: string, reason: string) =>
  vi.waitFor(async () => expect((await rowOf(key))?.last_error).toContain(reason), PATIENCE);

describe('the outbox', () => {
  it('writes in the person’s language, with the right plural and a button into the app', async () => {
    const [anna, boris] = [await reachable(), await reachable('ru')];
    for (const key of [await tell(anna), await tell(boris)]) {
      await isSent(key);
    }
    expect(textsTo(anna)).toContain('Payment received: 1.5 coins added.');
    expect(textsTo(boris)).toContain('Оплата получена: 1,5 монеты на балансе.');
    const message = telegram.chats.messages('main', anna.person.id).at(-1);
    const [button] = message?.reply_markup?.inline_keyboard.flat() ?? [];
    expect(button).toMatchObject({ web_app: { url: `${telegram.url}/wallet` } });
  });

  it('sends a message once, also when ten senders run at the same moment', async () => {
    const anna = await reachable();
    const key = randomUUID();
    await Promise.all(Array.from({ length: 5 }, () => tell(anna, settled, key)));
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 10 }, () => deliverDue(world.app, { signal })));
    await isSent(key);
    expect(textsTo(anna).filter((text) => text?.startsWith('Payment'))).toHaveLength(1);
  });

  it('respects switched-off notifications', async () => {
    const anna = await reachable();
    await anna.call.me.updateSettings({ notifications: { payment: false } });
    await expectGivenUp(await tell(anna), 'switched off');
    expect(textsTo(anna)).toHaveLength(1);
  });

  it('writes to nobody who has not allowed it', async () => {
    const anna = await world.payer();
    await expectGivenUp(await tell(anna), 'may not write');
    expect(textsTo(anna)).toEqual([]);
  });

  it('learns from a refusal that the person has blocked the bot', async () => {
    const anna = await reachable();
    telegram.api.fail({
      method: 'sendMessage',
      userId: anna.person.id,
      error: new BotApiError(403, 'Forbidden: bot was blocked by the user'),
    });
    await expectGivenUp(await tell(anna), 'blocked');
    expect(await world.app.db.query(allowed, [anna.userId])).toEqual([{ allows_messages: false }]);
  });

  it('waits as long as Telegram asks for', async () => {
    const anna = await reachable();
    telegram.api.fail({
      method: 'sendMessage',
      userId: anna.person.id,
      error: tooManyRequests(1),
    });
    const key = await tell(anna);
    await expectGivenUp(key, 'Too Many Requests');
    await vi.waitFor(async () => {
      await deliverDue(world.app, new AbortController());
      expect((await rowOf(key))?.sent).toBe(true);
    }, PATIENCE);
    expect((await rowOf(key))?.attempts).toBe(2);
  });

  it('sends nothing more by a bot that Telegram asks to wait, in any run, until the wait is over', async () => {
    const [anna, boris] = [await reachable(), await reachable()];
    const [before] = await world.app.db.query(readClock);
    telegram.api.fail({
      method: 'sendMessage',
      userId: anna.person.id,
      error: tooManyRequests(3),
    });
    await expectGivenUp(await tell(anna), 'Too Many Requests');
    const key = await tell(boris);
    const { signal } = new AbortController();
    await Promise.all([1, 2, 3].map(() => deliverDue(world.app, { signal })));
    await isSent(key);
    const [row] = await world.app.db.query(readSentAt, [key]);
    expect(row?.sent_at.getTime()).toBeGreaterThanOrEqual((before?.now.getTime() ?? 0) + 3000);
  });

  it('does not resend a request that may have been received', async () => {
    const anna = await reachable();
    telegram.api.fail({
      method: 'sendMessage',
      userId: anna.person.id,
      error: new BotApiError(400, 'Bad Request: chat not found'),
    });
    const key = await tell(anna);
    await expectGivenUp(key, 'chat not found');
    await deliverDue(world.app, new AbortController());
    expect(await rowOf(key)).toMatchObject({ sent: false, attempts: 1 });
  });

  it('sends no message about a picture to a person who has the app open', async () => {
    const [anna, boris] = [await reachable(), await reachable()];
    const stop = new AbortController();
    const open = withPresence(
      world.app,
      anna.userId,
      world.app.live.subscribe(anna.userId, stop.signal),
    );
    await open.next();
    await world.app.presence.flush();
    const message = (): OutboxMessage => ({
      kind: 'generation_ready',
      generationId: randomUUID(),
      mediaId: randomUUID(),
    });
    const [seen, unseen] = [await tell(anna, message()), await tell(boris, message())];
    await isSent(unseen);
    await expectGivenUp(seen, 'seen in the app');
    expect(textsTo(boris)).toContain('Done! Your work is waiting in the app.');
    stop.abort();
    await open.return(undefined);
  });
});
