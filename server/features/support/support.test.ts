import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { BotApiError } from '../../../simulators/telegram/index.ts';
import { sql } from '../../db/statement.ts';
import { PATIENCE, starWorld } from '../payments/providers/stars/testing/starWorld.ts';

const GROUP = -1_001_000_000_001;
const world = await starWorld({ SUPPORT_CHAT_ID: String(GROUP) });
const { telegram, test } = world;
const group = telegram.chats.groups.create(GROUP, { isForum: true });
const staff = telegram.world.createNewcomer({ firstName: 'Staff' });

type Payer = Awaited<ReturnType<typeof world.payer>>;

const send = (payer: Payer, text: string, more = {}) =>
  payer.call.support.send({ requestId: randomUUID(), text, ...more });
const textsTo = (payer: Payer) =>
  telegram.chats
    .messages('main', payer.person.id)
    .filter(({ from }) => from?.is_bot)
    .map(({ text }) => text ?? '');
const thread = async (payer: Payer) => (await payer.call.support.thread({})).items;
const inGroup = (part: string) => {
  const found = group.messages.find(({ text }) => text?.includes(part));
  return found ?? expect.fail(`the group has no "${part}"`);
};

/** Writes to the bot and waits for its answer. */
async function say(payer: Payer, text: string): Promise<string | undefined> {
  const before = textsTo(payer).length;
  telegram.chats.say('main', payer.person.id, text);
  await world.settled();
  await vi.waitFor(() => expect(textsTo(payer).length).toBeGreaterThan(before), PATIENCE);
  return textsTo(payer).at(-1);
}

async function reply(payer: Payer, text: string, more = {}) {
  const { call } = await test.admin();
  return await call.admin.supportReply({
    requestId: randomUUID(),
    userId: payer.userId,
    text,
    ...more,
  });
}

describe('a message to support', () => {
  it('sent in the app reaches the team, and the answer is sent by the bot and shown in the app', async () => {
    const anna = await world.payer();
    await say(anna, '/start');
    await send(anna, 'Where are my coins?');
    const { call } = await test.admin();
    const listed = await call.admin.supportThreads({});
    expect(listed.items.find(({ userId }) => userId === anna.userId)).toMatchObject({
      waiting: 1,
      lastText: 'Where are my coins?',
      lastAuthor: 'person',
    });
    const stop = new AbortController();
    const events = world.app.live.subscribe(anna.userId, stop.signal);
    await events.next();
    const nextEvent = events.next();
    await reply(anna, 'They are on your balance.');
    expect((await nextEvent).value).toEqual({ type: 'support', answered: true });
    stop.abort();
    await vi.waitFor(
      () => expect(textsTo(anna)).toContain('Support:\n\nThey are on your balance.'),
      PATIENCE,
    );
    const seen = await anna.call.support.thread({});
    expect(seen.unread).toBe(1);
    expect(seen.items.map(({ author, text }) => [author, text])).toEqual([
      ['staff', 'They are on your balance.'],
      ['person', 'Where are my coins?'],
    ]);
    await anna.call.support.seen({ upTo: seen.items[0]?.id ?? 0 });
    expect((await anna.call.support.thread({})).unread).toBe(0);
    const read = await call.admin.supportThread({ userId: anna.userId });
    expect(read).toMatchObject({ waiting: 0, language: 'en' });
    expect(read.items[0]).toMatchObject({ adminName: 'Irina', delivery: 'sent' });
  });

  it('is taken from the bot after /paysupport and after the link of the app, and not otherwise', async () => {
    const [anna, boris] = [await world.payer(), await world.payer()];
    expect(await say(anna, 'hello?')).toMatch(/^Hello!/);
    expect(await thread(anna)).toEqual([]);
    expect(await say(anna, '/paysupport')).toContain('write here');
    expect(await say(anna, 'My payment is lost')).toBe(
      'Your message has reached support. The answer comes here and into the app.',
    );
    telegram.chats.say('main', anna.person.id, 'It was yesterday');
    await world.settled();
    expect((await thread(anna)).map(({ text }) => text)).toEqual([
      'It was yesterday',
      'My payment is lost',
    ]);
    // Said once for messages that wait together.
    expect(textsTo(anna).filter((text) => text.startsWith('Your message'))).toHaveLength(1);
    expect(await say(boris, '/start support')).toMatch(/^This is support/);
    expect(await say(boris, '/start')).toMatch(/^Hello!/);
    await say(boris, 'Help');
    expect((await thread(boris)).map(({ text }) => text)).toEqual(['Help']);
  });

  it('is relayed to the staff group, and an answer in its topic or a reply is sent back', async () => {
    const anna = await world.payer({ firstName: '@admin <b>x</b>' });
    await say(anna, '/start');
    const text = '<b>bold</b> *stars* https://example.org @somebody';
    await send(anna, text);
    await vi.waitFor(() => inGroup(text), PATIENCE);
    const { message_thread_id: topicId = 0 } = inGroup(text);
    expect(group.topics[topicId]).toContain(String(anna.userId));
    expect(telegram.api.calls.filter(({ params }) => params.parse_mode)).toEqual([]);
    telegram.chats.groups.say('main', GROUP, staff.id, 'We look into it.', { topicId });
    await world.settled();
    expect((await thread(anna))[0]).toMatchObject({ author: 'staff', text: 'We look into it.' });
    const { message_id: replyTo } = inGroup(text);
    telegram.chats.groups.say('main', GROUP, staff.id, 'Found it.', { replyTo });
    await world.settled();
    await vi.waitFor(() => expect(textsTo(anna).join()).toContain('Found it.'), PATIENCE);
    expect(await thread(anna)).toHaveLength(3);
  });

  it('is about what the person says it is about, and about nothing of somebody else', async () => {
    const [anna, boris] = [await world.payer(), await world.payer()];
    const order = await world.order(anna);
    const context = { type: 'payment' as const, id: order.id };
    const { message } = await send(anna, 'This one', { context });
    expect(message.context).toMatchObject({ ...context, status: 'pending', currency: 'XTR' });
    await expect(send(boris, 'This one', { context })).rejects.toThrow('NOT_FOUND');
    expect(await thread(boris)).toEqual([]);
  });

  it('is stored once per request, up to Telegram’s maximum length, and refused beyond', async () => {
    const anna = await world.payer();
    const input = { requestId: randomUUID(), text: '😀'.repeat(2048) };
    const answers = await Promise.all([1, 2, 3].map(() => anna.call.support.send(input)));
    expect(new Set(answers.map(({ message }) => message.id)).size).toBe(1);
    expect((await thread(anna)).map(({ text }) => text)).toEqual([input.text]);
    await expect(send(anna, 'x'.repeat(4097))).rejects.toThrow('BAD_REQUEST');
    await expect(send(anna, ' \u200b ')).rejects.toThrow('BAD_REQUEST');
    await reply(anna, 'y'.repeat(4096));
    await say(anna, '/start');
  });

  it('is retried while Telegram is down, in both directions', async () => {
    const anna = await world.payer();
    await say(anna, '/start');
    const down = new BotApiError(502, 'Bad Gateway');
    telegram.api.fail({ method: 'createForumTopic', error: down, times: 1 });
    telegram.api.fail({ method: 'sendMessage', userId: anna.person.id, error: down, times: 1 });
    await send(anna, 'Is anybody there?');
    await reply(anna, 'Yes, we are.');
    const patience = { timeout: 40_000, interval: 200 };
    await vi.waitFor(() => inGroup('Is anybody there?'), patience);
    await vi.waitFor(() => expect(textsTo(anna).join()).toContain('Yes, we are.'), patience);
  }, 60_000);

  it('is answered also for a paused account', async () => {
    const anna = await world.payer();
    const { call } = await test.admin();
    const { userId } = anna;
    const pause = { requestId: randomUUID(), userId, blocked: true, reason: 'a dispute' };
    await call.admin.setBlocked(pause);
    await say(anna, '/start support');
    await say(anna, 'Why am I paused?');
    await reply(anna, 'A payment of yours is disputed.');
    await vi.waitFor(() => expect(textsTo(anna).join()).toContain('disputed'), PATIENCE);
  });
});

describe('a request for a refund', () => {
  async function paid() {
    const anna = await world.payer();
    await say(anna, '/start');
    const order = await world.order(anna);
    await telegram.stars.pay(order.link, anna.person.id);
    await vi.waitFor(
      async () => expect((await anna.call.payments.get({ id: order.id })).status).toBe('succeeded'),
      PATIENCE,
    );
    const context = { type: 'payment' as const, id: order.id };
    await send(anna, 'I have not used them', { context, asksRefund: true });
    return { anna, order, context };
  }

  it('ends as refunded when an admin refunds the payment, and the person is notified', async () => {
    const { anna, order, context } = await paid();
    await expect(send(anna, 'Again', { context, asksRefund: true })).rejects.toThrow('CONFLICT');
    const { call } = await test.admin();
    const [charge] = await world.charges(order.id);
    await call.admin.refundPayment({
      requestId: randomUUID(),
      provider: 'stars',
      chargeId: charge?.charge_id ?? '',
      reason: 'unused',
    });
    await vi.waitFor(
      async () => expect((await thread(anna))[0]?.refund).toBe('refunded'),
      PATIENCE,
    );
    await vi.waitFor(() => expect(textsTo(anna).join()).toContain('was refunded'), PATIENCE);
  });

  it('ends as declined with the answer that says why', async () => {
    const { anna, order } = await paid();
    await reply(anna, 'They are spent.', { declinesRefund: order.id });
    const [answer, asked] = await thread(anna);
    expect(asked?.refund).toBe('declined');
    expect(answer?.text).toBe('They are spent.');
    const twice = reply(anna, 'They are spent.', { declinesRefund: order.id });
    await expect(twice).rejects.toThrow('NOT_FOUND');
  });
});

describe('the team', () => {
  it('can close threads that need no answer; the audit log shows answers and stores none of their text', async () => {
    const anna = await world.payer();
    await send(anna, 'Thank you');
    const { call } = await test.admin();
    const { userId } = anna;
    await call.admin.supportClose({ requestId: randomUUID(), userId });
    const { items } = await call.admin.supportThreads({ filter: 'waiting', limit: 100 });
    expect(items.map((one) => one.userId)).not.toContain(userId);
    const secret = 'a private matter';
    await reply(anna, secret);
    const log = await call.admin.actions({ target: `user:${userId}` });
    expect(log.items.map(({ action }) => action)).toEqual(['support.reply', 'support.close']);
    expect(JSON.stringify(log)).toContain(secret);
    const stored = await world.app.db.query(
      sql<{ row: unknown }>(`
        select to_jsonb(job) as row from pgboss.job job where name = 'support.relay'
        union all select to_jsonb(action) from admin_actions action`),
    );
    expect(stored).not.toEqual([]);
    expect(JSON.stringify(stored)).not.toContain(secret);
  });
});
