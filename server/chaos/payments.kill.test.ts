/**
 * Payments whose events come twenty times, in any order, from both providers, to a server process that
 * is killed again and again: each is credited exactly once, and none is lost.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { expect, it, vi } from 'vitest';
import { sql } from '../db/statement.ts';
import { chanceOf, report, SEED, scaled } from './scale.ts';
import { createWealthyUser, paymentServer } from './serverWorld.ts';

const PAYMENTS = scaled(1000, 100);
const REPLAYS = 20;
const PAYMENTS_OF_ONE = 5;
const SENDERS = 12;
const KILLS = scaled(12, 4);
const START_COINS = 10_000;
const PACK_COINS = 5_000;
/** A sender whose delivery fails waits this long before it continues. */
const PAUSE_MS = 200;

const world = await paymentServer();
const { telegram, yookassa, test, server } = world;
const chance = chanceOf(SEED);

type Payer = Awaited<ReturnType<typeof createWealthyUser>>;

/** A notification that a provider sends, once or often. */
interface Event {
  send(): Promise<number>;
  /** How often the server has confirmed it. */
  taken: number;
}

/** Orders and pays; no process is notified yet. */
async function paid(payer: Payer, provider: 'stars' | 'yookassa'): Promise<Event> {
  const { payUrl } = await payer.call.payments.create({
    requestId: randomUUID(),
    provider,
    item: { type: 'pack', code: 'coins-50' },
  });
  const body = provider === 'stars' ? await payStars(payer, payUrl) : payRoubles(payUrl);
  const send = provider === 'stars' ? world.sendUpdate : world.sendNotification;
  return { send: () => send(body), taken: 0 };
}

async function payStars(payer: Payer, link: string | null): Promise<string> {
  const queue = telegram.queue('main');
  // The checkout and the payment: both stay in the history only.
  queue.faults.dropNext = 2;
  const paying = telegram.stars.pay(link ?? '', payer.telegram.id);
  const question = queue.history.at(-1)?.pre_checkout_query;
  telegram.stars.answerCheckout('main', question?.id ?? '', true, '');
  const { charge } = await paying;
  const isThis = ({ message }: Update) =>
    message?.successful_payment?.telegram_payment_charge_id === charge?.id;
  return JSON.stringify(queue.history.findLast(isThis));
}

function payRoubles(payUrl: string | null): string {
  yookassa.pay(new URL(payUrl ?? '').pathname.split('/').at(-1) ?? '');
  return yookassa.notifications.held.pop()?.body ?? '';
}

/** Kills and restarts the server until told to stop. @returns how often it was killed. */
async function killAgainAndAgain(progress: () => number): Promise<number> {
  let kills = 0;
  const moments = Array.from({ length: KILLS }, () => chance.whole(1, 95) / 100).sort();
  for (const moment of moments) {
    while (progress() < moment) {
      await sleep(5);
    }
    await server.kill();
    kills += 1;
    await server.start();
  }
  return kills;
}

/** Sends all of these, several at a time; unconfirmed ones are repeated later, as a provider does it. */
async function sendAll(events: readonly Event[], heard: (isTaken: boolean) => void) {
  const waiting = [...events];
  const senders = Array.from({ length: SENDERS }, async () => {
    for (let event = waiting.pop(); event; event = waiting.pop()) {
      const isTaken = await event.send().then(
        (status) => status === 200,
        () => false,
      );
      heard(isTaken);
      if (isTaken) {
        event.taken += 1;
      } else {
        waiting.splice(chance.whole(0, waiting.length + 1), 0, event);
        await sleep(PAUSE_MS);
      }
    }
  });
  await Promise.all(senders);
}

const countOf = sql<{ charges: number; topups: number; messages: number; open: number }>(`
  select (select count(*) from payment_charges where status = 'credited') as charges,
    (select count(*) from ledger_entries where kind = 'topup') as topups,
    (select count(*) from outbox_messages where key like 'stars:%' or key like 'yookassa:%') as messages,
    (select count(*) from inbox_events where processed_at is null) as open
`);
const listAlerts = sql('select kind, key, detail from alerts');

it(`credits ${PAYMENTS} payments once each, ${REPLAYS} times reported, killed ${KILLS} times (seed ${SEED})`, {
  timeout: 1_500_000,
}, async () => {
  const payers: Payer[] = [];
  for (let id = 1; id <= Math.ceil(PAYMENTS / PAYMENTS_OF_ONE); id += 1) {
    payers.push(await createWealthyUser(world, 5_000_000 + id));
  }
  const paidBy = new Map<Payer, number>();
  const events: Event[] = [];
  for (let nth = 0; nth < PAYMENTS; nth += 1) {
    const payer = payers[nth % payers.length] as Payer;
    events.push(await paid(payer, chance.pick(['stars', 'yookassa'])));
    paidBy.set(payer, (paidBy.get(payer) ?? 0) + 1);
  }
  await server.start();

  const begun = performance.now();
  const deliveries = chance.shuffle(events.flatMap((event) => Array(REPLAYS).fill(event)));
  const heard = { taken: 0, lost: 0 };
  const [kills] = await Promise.all([
    killAgainAndAgain(() => heard.taken / deliveries.length),
    sendAll(deliveries, (isTaken) => {
      heard[isTaken ? 'taken' : 'lost'] += 1;
    }),
  ]);
  const sentIn = performance.now() - begun;
  await vi.waitFor(
    async () => {
      const [counts] = await test.app.db.query(countOf);
      const all = PAYMENTS;
      expect(counts).toEqual({ charges: all, topups: all, messages: all, open: 0 });
    },
    { timeout: 180_000, interval: 500 },
  );
  report(
    `payments.kill: seed ${SEED}: ${PAYMENTS} payments, ${heard.taken} events taken, ${heard.lost} ` +
      `unanswered or refused, ${kills} kills; sent in ${(sentIn / 1000).toFixed(1)} s, ` +
      `all credited after ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
  expect(events.map(({ taken }) => taken)).toEqual(events.map(() => REPLAYS));
  expect(await test.app.db.query(listAlerts)).toEqual([]);
  for (const [payer, payments] of paidBy) {
    const { balance } = await payer.call.me.get();
    expect(balance.coins).toBe(START_COINS + payments * PACK_COINS);
  }
});
