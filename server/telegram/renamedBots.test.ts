import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { associations, tables } from '../app/models.ts';
import { Database } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import { refusalOf } from '../features/payments/providers/stars/preCheckout.ts';
import { paid } from '../features/payments/providers/stars/testing/paidUpdate.ts';
import { START_COINS, starWorld } from '../features/payments/providers/stars/testing/starWorld.ts';
import { TEST_BOT_TOKEN } from '../testing/testApp.ts';
import { createBot } from './bot.ts';
import { lockStart } from './botStatements.ts';
import { receive } from './receive.ts';
import { LOCK, registerBots } from './registerBots.ts';

const world = await starWorld();
const { telegram } = world;
const month = { type: 'plan', code: 'month' } as const;

const readSessions = sql<{ bot_name: string }>(
  `select bot_name from bot_sessions where user_id = $1 order by bot_name`,
);

let lastUpdateId = 5_000_000;

/** The same server after the bot "main" was renamed to "shop" in BOTS. */
async function renamed() {
  const { bots } = world.app.config.telegram;
  const quiz = bots.find(({ name }) => name === 'quiz');
  const app = await world.test.openAnother({
    env: { BOTS: `shop=${TEST_BOT_TOKEN} quiz=${quiz?.token}` },
  });
  const bot = createBot(app, app.bots.first);
  return {
    app,
    async send(update: object) {
      lastUpdateId += 1;
      return receive(app, bot, { update_id: lastUpdateId, ...update } as never);
    },
  };
}

describe('a bot that was renamed in BOTS', () => {
  it('lets open orders be paid, subscriptions renew and be cancelled, and keeps its people', async () => {
    const [alice, bob] = [await world.payer(), await world.payer()];
    const open = await world.order(alice);
    const subscribed = await world.order(bob, month);
    await telegram.stars.pay(subscribed.link, bob.person.id);
    await world.settled();
    const { app, send } = await renamed();
    try {
      const checkout = { botName: 'shop', payerTelegramId: alice.person.id, payload: open.id };
      expect(await refusalOf(app, { ...checkout, amount: 160, currency: 'XTR' })).toBeNull();
      expect(await send(paid(alice.person.id, open.id, 160, 'after-renaming'))).toBe(true);
      expect(await world.coinsOf(alice)).toBe(START_COINS + 10_000);
      expect(await send(paid(bob.person.id, subscribed.id, 285, 'renewal'))).toBe(true);
      expect(await world.charges(subscribed.id)).toHaveLength(2);
      await send({
        subscription: {
          user: { id: bob.person.id, is_bot: false, first_name: 'Bob' },
          invoice_payload: subscribed.id,
          state: 'canceled',
        },
      });
      expect((await bob.call.me.get()).plan).toMatchObject({ renews: false });
      expect(app.bots.find('main')?.name).toBe('shop');
      const sessions = await app.db.query(readSessions, [alice.userId]);
      expect(sessions).toEqual([{ bot_name: 'shop' }]);
      expect((await world.alerts()).filter(({ kind }) => kind === 'unmatched_charge')).toEqual([]);
    } finally {
      await app.close();
    }
  });
});

describe('a start whose registration of bots takes long', () => {
  it('is allowed more time than other transactions', async () => {
    const url = world.test.databaseUrl;
    const limits = { statementTimeoutMs: 300, lockTimeoutMs: 300, maxTransactionMs: 500 };
    const db = new Database({ url, poolSize: 1, tables, associations, ...limits });
    const other = new Database({ url, poolSize: 1 });
    try {
      let registered: Promise<unknown> | undefined;
      await other.transaction(
        async (tx) => {
          await tx.query(lockStart, [LOCK]);
          registered = registerBots(db, world.app.bots.all());
          await sleep(1200);
        },
        { maxMs: 60_000 },
      );
      await expect(registered).resolves.toBeInstanceOf(Map);
    } finally {
      await db.close();
      await other.close();
    }
  });
});
