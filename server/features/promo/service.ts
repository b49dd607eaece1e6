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
  const { promoId: _, ...discount } = toDiscount(promo);
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
  const discount = toDiscount(promo);
  const isFull = promo.max_uses !== null && promo.taken >= promo.max_uses;
  if (promo.held > 0 && (isFull || promo.own >= promo.per_user)) {
    await tx.query(statements.moveReservation, [promo.id, actor.userId, paymentId]);
  } else {
    await take(tx, promo, actor, { requestId: null, paymentId });
  }
  return discount;
}

function toDiscount(promo: statements.PromoRow): Discount {
  if (promo.kind !== 'topup_discount') {
    throw new DomainError('PROMO_NOT_FOR_TOPUP');
  }
  assertUsable(promo);
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
  const values = [promo.id, userId, requestId, botName, paymentId, null];
  const [use] = await tx.query(statements.insertUse, values);
  if (!use) {
    throw new DomainError('PROMO_ALREADY_USED');
  }
  return use.nth;
}

/**
 * Whether an open order still has its discount: another order may have taken it over, or have been the
 * first top-up that it was for.
 */
export async function hasDiscount(
  reader: Pick<Tx, 'query'>,
  userId: number,
  paymentId: string,
): Promise<boolean> {
  const [reservation] = await reader.query(statements.findReservation, [userId, paymentId]);
  return reservation?.valid ?? false;
}

/**
 * An order is paid for the first time and uses its discount, if the person has the right to it now. The
 * order that is paid first has the right, whichever of them holds the reservation: money comes for orders
 * that were given up, too.
 * @returns whether the reduced price holds.
 */
export async function claimDiscount(
  tx: Tx,
  order: { userId: number; paymentId: string; promoId: number },
): Promise<boolean> {
  const { userId, paymentId, promoId } = order;
  await ledger.lockBalances(tx, userId);
  const [right] = await tx.query(statements.readRight, [userId, paymentId, promoId]);
  if (!right || right.is_lost) {
    await releaseReservation(tx, userId, paymentId);
    return false;
  }
  const [used] = await tx.query(statements.useReservation, [userId, paymentId]);
  if (used || (await claimAgain(tx, right, order))) {
    return true;
  }
  const [taken] = await tx.query(statements.takeOverReservation, [promoId, userId, paymentId]);
  return taken !== undefined;
}

/** Uses a code for an order that had let go of its reservation, as far as the limits allow. */
async function claimAgain(
  tx: Tx,
  ordered: Pick<statements.RightRow, 'bot_name' | 'created_at'>,
  { userId, paymentId, promoId }: { userId: number; paymentId: string; promoId: number },
): Promise<boolean> {
  const [left] = await tx.query(statements.takeUse, [promoId]);
  if (!left) {
    return false;
  }
  const { bot_name: botName, created_at: at } = ordered;
  const [use] = await tx.query(statements.insertUse, [
    promoId,
    userId,
    null,
    botName,
    paymentId,
    at,
  ]);
  if (!use) {
    await tx.query(statements.giveUseBack, [promoId]);
    return false;
  }
  await tx.query(statements.useReservation, [userId, paymentId]);
  return true;
}

/** The order will not be paid: its reservation is free again. */
export async function releaseReservation(tx: Tx, userId: number, paymentId: string): Promise<void> {
  await ledger.lockBalances(tx, userId);
  const [dropped] = await tx.query(statements.dropReservation, [userId, paymentId]);
  if (dropped) {
    await tx.query(statements.giveUseBack, [dropped.promo_id]);
  }
}
