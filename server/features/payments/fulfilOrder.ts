/**
 * What a payment and a refund bring besides coins: plan, invites, XP. Each part belongs to its own feature;
 * this is the one place that calls them all.
 */

import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import type { Tx } from '../../db/database.ts';
import { grantPlan, revokePlan, setRenewal } from '../plans/service.ts';
import { recordTopup } from '../progress/service.ts';
import { releaseReservation } from '../promo/service.ts';
import { revokePayment, shareTopup } from '../referrals/service.ts';
import { endReplaced } from './endReplaced.ts';
import type { PaymentCharge } from './models.ts';
import type { OrderRow } from './statements.ts';

/** A charge that has just been credited. */
export interface CreditedCharge {
  chargeId: string;
  /** Hundredths. */
  coins: number;
  /** Until when a subscription is paid, as the provider says; null when it says nothing. */
  expiresAt: Date | null;
  /** Not the first charge of its order: a renewal, or an invoice paid twice. */
  isRepeated: boolean;
}

export async function fulfilOrder(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  { chargeId, coins, expiresAt, isRepeated }: CreditedCharge,
): Promise<void> {
  const { provider, user_id: userId, bot_name: botName, plan_code: planCode } = order;
  if (order.renews && !isRepeated) {
    await endReplaced(app, tx, order);
  }
  if (planCode !== null) {
    const { id: paymentId, renews } = order;
    await grantPlan(app, tx, actor, { planCode, provider, chargeId, paymentId, expiresAt, renews });
  }
  if (coins > 0) {
    await shareTopup(app, tx, { userId, provider, chargeId, coins, botName });
    await recordTopup(app, tx, actor, { provider, chargeId, coins });
  }
}

/** XP stays: it was earned by spending the coins. A used discount stays used. */
export async function clawBackEffects(
  app: AppContext,
  tx: Tx,
  order: OrderRow,
  { provider, chargeId }: PaymentCharge,
): Promise<void> {
  const { user_id: userId, bot_name: botName } = order;
  if (order.renews) {
    await setRenewal(tx, { userId, paymentId: order.id, renews: false });
  }
  if (order.plan_code !== null) {
    await revokePlan(app, tx, { userId, botName, by: 'system', provider, chargeId });
  }
  // Whatever it was for: an invite counts as long as one of the friend's payments is kept.
  await revokePayment(app, tx, { userId, provider, chargeId });
}

/** Releases the discount hold of an unpaid order. */
export async function releaseDiscount(tx: Tx, order: OrderRow): Promise<void> {
  if (order.promo_id !== null) {
    await releaseReservation(tx, order.user_id, order.id);
  }
}
