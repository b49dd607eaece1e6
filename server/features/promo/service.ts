/**
 * Discounts of promo codes at the checkout: an order reserves one when it is placed, uses it when it is
 * paid and lets go of it when it is not. The other kinds of codes are in redeem.ts.
 */

import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { assertUsable, findVisible } from './find.ts';
import { assertMayGuess, guess } from './guesses.ts';
import * as statements from './statements.ts';

export interface Discount {
  promoId: number;
  /** As it is stored. */
  code: string;
  /** 1 … 100. */
  percent: number;
}

/**
 * Says what a code takes off a top-up, without taking it.
 * @throws DomainError of the promo codes, PROMO_NOT_FOR_TOPUP, RATE_LIMITED.
 */
export async function previewDiscount(
  app: AppContext,
  actor: Actor,
  code: string,
): Promise<Omit<Discount, 'promoId'>> {
  const promo = await guess(app, actor, code);
  const { promoId: _, ...discount } = toDiscount(promo, app.now());
  return discount;
}

/**
 * Makes sure that there is such a code, and counts it as a guess when there is none. Called before the
 * transaction that reserves it, whose refusal would undo the count.
 * @throws DomainError PROMO_NOT_FOUND, RATE_LIMITED.
 */
export async function assertKnown(app: AppContext, actor: Actor, code: string): Promise<void> {
  await guess(app, actor, code);
}

/**
 * Reserves a code for an order that is being placed. An earlier order of the person that was never paid
 * gives its reservation to the new one.
 * @throws DomainError of the promo codes, PROMO_NOT_FOR_TOPUP, RATE_LIMITED.
 */
export async function reserveDiscount(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  { code, paymentId }: { code: string; paymentId: string },
): Promise<Discount> {
  await ledger.lockBalances(tx, actor.userId);
  await assertMayGuess(tx, actor.userId);
  const promo = await findVisible(tx, actor, code);
  if (!promo) {
    throw new DomainError('PROMO_NOT_FOUND');
  }
  const discount = toDiscount(promo, app.now());
  const isFull = promo.max_uses !== null && promo.taken >= promo.max_uses;
  if (promo.held > 0 && (isFull || promo.own >= promo.per_user)) {
    await tx.query(statements.moveReservation, [promo.id, actor.userId, paymentId]);
  } else {
    await take(tx, promo, actor, { requestId: null, paymentId });
  }
  return discount;
}

function toDiscount(promo: statements.PromoRow, now: Date): Discount {
  if (promo.kind !== 'topup_discount') {
    throw new DomainError('PROMO_NOT_FOR_TOPUP');
  }
  assertUsable(promo, now);
  return { promoId: promo.id, code: promo.code, percent: Math.min(promo.value, 100) };
}

/**
 * Takes one use for a person whose wallets are locked.
 * @returns which of the person's uses it is.
 * @throws DomainError PROMO_EXHAUSTED, PROMO_ALREADY_USED.
 */
export async function take(
  tx: Tx,
  promo: Pick<statements.PromoRow, 'id'>,
  { userId, botName }: Pick<Actor, 'userId' | 'botName'>,
  { requestId, paymentId }: { requestId: string | null; paymentId: string | null },
): Promise<number> {
  const [left] = await tx.query(statements.takeUse, [promo.id]);
  if (!left) {
    throw new DomainError('PROMO_EXHAUSTED');
  }
  const values = [promo.id, userId, requestId, botName, paymentId];
  const [use] = await tx.query(statements.insertUse, values);
  if (!use) {
    throw new DomainError('PROMO_ALREADY_USED');
  }
  return use.nth;
}

/** Whether an open order still holds its reservation: another order may have taken it over. */
export async function holdsReservation(
  reader: Pick<Tx, 'query'>,
  userId: number,
  paymentId: string,
): Promise<boolean> {
  const [reservation] = await reader.query(statements.findReservation, [userId, paymentId]);
  return reservation?.held ?? false;
}

/**
 * The order has been paid: its reservation becomes a use. An order that was paid after it had let go of
 * its reservation uses the code again as far as the limits allow; its price holds in any case.
 */
export async function useReservation(tx: Tx, userId: number, paymentId: string): Promise<void> {
  await ledger.lockBalances(tx, userId);
  const [used] = await tx.query(statements.useReservation, [userId, paymentId]);
  const [order] = used ? [] : await tx.query(statements.readOrder, [userId, paymentId]);
  if (!order || order.promo_id === null) {
    return;
  }
  const [left] = await tx.query(statements.takeUse, [order.promo_id]);
  if (left) {
    const values = [order.promo_id, userId, null, order.bot_name, paymentId];
    const [taken] = await tx.query(statements.insertUse, values);
    await (taken
      ? tx.query(statements.useReservation, [userId, paymentId])
      : tx.query(statements.giveUseBack, [order.promo_id]));
  }
}

/** The order will not be paid: its reservation is free again. */
export async function releaseReservation(tx: Tx, userId: number, paymentId: string): Promise<void> {
  await ledger.lockBalances(tx, userId);
  const [dropped] = await tx.query(statements.dropReservation, [userId, paymentId]);
  if (dropped) {
    await tx.query(statements.giveUseBack, [dropped.promo_id]);
  }
}
