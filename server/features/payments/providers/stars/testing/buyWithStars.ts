import { randomUUID } from 'node:crypto';
import type { AppContext } from '../../../../../app/context.ts';
import { sql } from '../../../../../db/statement.ts';
import { settleStarRefund, settleStars } from '../charges.ts';

const insertOrder = sql(`
  insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item,
    plan_code, coins, credits, full_amount, amount, currency, expires_at)
  values ($1, $2, gen_random_uuid(), '', 'main', 'stars', 'stars', '{"type":"pack"}', $3, $4, $5, 100,
    100, 'XTR', now() + interval '1 hour')
`);

/** Coins in hundredths, or the code of a plan with the credits that it gives. */
export type Bought = { coins: number } | { plan: string; credits: number };

/**
 * An order of 100 Stars that has been paid; `refund` reports to the server that Telegram has refunded it.
 */
export async function buyWithStars(
  app: AppContext,
  { userId, telegram }: { userId: number; telegram: { id: number } },
  bought: Bought,
): Promise<{ refund: () => Promise<void> }> {
  const id = randomUUID();
  const what = 'plan' in bought ? [bought.plan, 0, bought.credits] : [null, bought.coins, 0];
  await app.db.transaction((tx) => tx.query(insertOrder, [userId, id, ...what]));
  const facts = {
    chargeId: `charge-${id}`,
    payload: id,
    botName: 'main',
    payerTelegramId: telegram.id,
    amount: 100,
    currency: 'XTR',
    at: new Date(),
    expiresAt: null,
    startsSubscription: false,
  };
  await app.db.transaction((tx) => settleStars(app, tx, facts));
  return { refund: () => app.db.transaction((tx) => settleStarRefund(app, tx, facts)) };
}
