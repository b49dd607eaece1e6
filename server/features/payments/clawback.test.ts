import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as ledger from '../../ledger/index.ts';
import { coinsUpTo, settleRefundUpTo } from './clawback.ts';
import { START_COINS, starWorld } from './providers/stars/testing/starWorld.ts';

const world = await starWorld();
const COINS = 10_000;

/** Buys a pack of 100 coins. */
async function paid() {
  const payer = await world.payer();
  const order = await world.order(payer);
  const { charge } = await world.telegram.stars.pay(order.link, payer.person.id);
  await world.settled();
  return { payer, order, chargeId: charge?.id ?? '', amount: charge?.stars ?? 0 };
}

const spend = (userId: number, amount: number, actionId: string) =>
  world.app.db.transaction((tx) =>
    ledger.post(tx, {
      kind: 'admin_adjustment',
      direction: 'take',
      asset: 'coins',
      userId,
      botName: 'main',
      actor: 'system',
      amount,
      actionId,
    }),
  );

it('claws back the coins of a refund, whichever way and however often it is reported', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: START_COINS + COINS }),
      async (parts, spent) => {
        const { payer, order, chargeId, amount } = await paid();
        const { userId } = payer;
        if (spent > 0) {
          await spend(userId, spent, chargeId);
        }
        // Each is reported three times, all at the same moment.
        await Promise.all(
          [...parts, ...parts.toReversed(), ...parts].map((upTo) =>
            world.app.db.transaction((tx) =>
              settleRefundUpTo(world.app, tx, { provider: 'stars', chargeId, upTo }),
            ),
          ),
        );
        const upTo = Math.min(Math.max(...parts), amount);
        const owned = START_COINS + COINS - spent;
        const back = coinsUpTo({ amount, coins: COINS }, upTo);
        expect(await world.coinsOf(payer)).toBe(Math.max(0, owned - back));
        const { status } = await payer.call.payments.get({ id: order.id });
        expect(status).toBe(upTo === amount ? 'refunded' : 'succeeded');
        const [charge] = await world.charges(order.id);
        expect(charge?.status).toBe(upTo === amount ? 'refunded' : 'credited');
      },
    ),
    { numRuns: 12 },
  );
}, 180_000);
