/**
 * What happens to a discount when its order is paid. Nobody gets it twice and nobody loses money: the order
 * that is paid first gets it, and money for another one buys coins at the full price (decision 0017).
 */
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import { claimDiscount } from '../promo/service.ts';
import type { ChargeKey } from './charges.ts';
import { closeOrder } from './closeOrder.ts';
import { Payment, PaymentCharge } from './models.ts';
import { lockWithoutDiscount, type OrderRow } from './statements.ts';

/** Coins (hundredths) that the reduced amount buys at the full price, rounded up. */
export function coinsAtFullPrice({
  coins,
  amount,
  full_amount: fullAmount,
}: Pick<OrderRow, 'coins' | 'amount' | 'full_amount'>): number {
  // The product may exceed 2^53.
  const [money, full] = [BigInt(amount), BigInt(fullAmount)];
  return Number((BigInt(coins) * money + full - 1n) / full);
}

/**
 * Decides how many coins a charge of an order credits, and records it where they are fewer than ordered.
 * @param isRepeated the order has been paid before: its discount is used.
 */
export async function settleDiscount(
  tx: Tx,
  order: OrderRow,
  charge: ChargeKey & { isRepeated: boolean },
): Promise<{ coins: number; isLost: boolean }> {
  const { promo_id: promoId, user_id: userId, id: paymentId } = order;
  const { provider, chargeId, isRepeated } = charge;
  if (
    promoId === null ||
    (!isRepeated && (await claimDiscount(tx, { userId, paymentId, promoId })))
  ) {
    return { coins: order.coins, isLost: false };
  }
  const coins = coinsAtFullPrice(order);
  await tx.of(PaymentCharge).update({ coins }, { where: { provider, chargeId } });
  if (!isRepeated) {
    // As sold without its discount: for the paid amount, and as many coins as that buys.
    const sold = { orderedCoins: order.coins, coins, fullAmount: order.amount };
    const discount = { lostPromoId: promoId, promoId: null, promoCode: null };
    await tx.of(Payment).update({ ...sold, ...discount }, { where: { userId, id: paymentId } });
  }
  return { coins, isLost: true };
}

/**
 * Closes the person's other open orders whose discount this order has used, so that nobody pays them at a
 * price that is no longer valid. An order that is being settled at this moment is left to that.
 * @param hasToppedUp discounts for the first top-up are lost, too.
 */
export async function closeWithoutDiscount(
  app: AppContext,
  tx: Tx,
  order: Pick<OrderRow, 'user_id' | 'id'>,
  hasToppedUp: boolean,
): Promise<void> {
  const lost = await tx.query(lockWithoutDiscount, [order.user_id, order.id, hasToppedUp]);
  for (const each of lost) {
    await closeOrder(app, tx, each, 'cancelled', hasToppedUp ? 'discount_used' : 'replaced');
  }
}
