/**
 * What being paid, and being given back, brings besides the coins: plan, discount, invites, XP. Each
 * part belongs to its own feature; here is the one place that calls them all.
 */
import type { Actor } from '../auth/actor.ts';
import type { AppContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { recordTopup } from '../progress/service.ts';
import type { ChargeRow, OrderRow } from './statements.ts';

/** A charge that has just been credited. */
export interface CreditedCharge {
  chargeId: string;
  /** Until when a subscription is paid, as the provider says; null when it says nothing. */
  expiresAt: Date | null;
}

export async function bringEffects(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  order: OrderRow,
  { chargeId }: CreditedCharge,
): Promise<void> {
  const { provider, coins } = order;
  if (coins > 0) {
    await recordTopup(app, tx, actor, { provider, chargeId, coins });
  }
}

export async function takeEffectsBack(
  _app: AppContext,
  _tx: Tx,
  _order: OrderRow,
  _charge: ChargeRow,
): Promise<void> {}

/** Lets go of the discount that an unpaid order has held. */
export async function releaseDiscount(_tx: Tx, _order: OrderRow): Promise<void> {}

/** Writes down whether a subscription goes on by itself. */
export async function setRenewal(_tx: Tx, _order: OrderRow, _renews: boolean): Promise<void> {}

export interface Discount {
  promoId: number;
  code: string;
  percent: number;
}

/** @throws DomainError of the promo code, in the person's own case. */
export async function reserveDiscount(
  _app: AppContext,
  _tx: Tx,
  _actor: Actor,
  _request: { code: string; paymentId: string },
): Promise<Discount | null> {
  return null;
}

/** @throws DomainError of the promo code. */
export async function previewDiscount(
  _app: AppContext,
  _actor: Actor,
  _code: string,
): Promise<Omit<Discount, 'promoId'> | null> {
  return null;
}
