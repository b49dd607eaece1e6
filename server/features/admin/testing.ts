/** What the tests of the admin feature need: staff, and a paid order. */
import { randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { AppContext } from '../../app/context.ts';
import { sql } from '../../db/statement.ts';
import type { testApp } from '../../testing/testApp.ts';
import { settleCharge } from '../payments/settle.ts';

type Test = ReturnType<typeof testApp>;

/** A support member made by the admin, a person, an unregistered newcomer, and an unauthenticated caller. */
export async function everybody(test: Test) {
  const admin = await test.admin();
  const support = await test.person({ first_name: 'Sam' });
  await admin.call.admin.setRole({
    requestId: randomUUID(),
    userId: support.userId,
    role: 'support',
    reason: 'joins the team',
  });
  const alice = await test.person({ first_name: 'Alice', last_name: 'Smith', username: 'alice_s' });
  const newcomer = test.as({ id: 555, first_name: 'New' });
  return { admin, support, alice, newcomer, nobody: test.nobody() };
}

const insertOrder = sql(`
  insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item, coins,
    full_amount, amount, currency, status, expires_at)
  values ($1, $2, gen_random_uuid(), '', 'main', 'stars', 'stars', '{"type":"pack","code":"p100"}', $3,
    $4, $4, 'XTR', 'pending', now() + interval '1 hour')
`);

/** An order in Stars; paid when `chargeId` is given. Coins in hundredths. */
export async function placeOrder(
  app: AppContext,
  who: { userId: number; telegram: { id: number } },
  order: { coins: number; stars: number; chargeId?: string },
): Promise<string> {
  const id = newId();
  await app.db.transaction(async (tx) => {
    await tx.query(insertOrder, [who.userId, id, order.coins, order.stars]);
    if (order.chargeId !== undefined) {
      await settleCharge(app, tx, {
        provider: 'stars',
        chargeId: order.chargeId,
        orderId: id,
        botName: 'main',
        payerTelegramId: who.telegram.id,
        providerPaymentId: null,
        amount: order.stars,
        currency: 'XTR',
        paidAt: app.now(),
        expiresAt: null,
        startsSubscription: false,
        mismatchAlert: 'unmatched_charge',
      });
    }
  });
  return id;
}
