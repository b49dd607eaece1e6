/**
 * Discounts of promo codes at the checkout: an order holds one when it is placed, uses it when it is paid and
 * releases it when it is not. The other kinds of codes are in redeem.ts.
 */

import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { firstTime, NOW, plus } from '../../db/values.ts';
import * as ledger from '../../ledger/index.ts';
import { hadUsedPromo } from '../account/lookup.ts';
import { hasToppedUpByOther } from '../payments/lookup.ts';
import { assertUsable, findVisible } from './find.ts';
import { assertMayGuess, guess } from './guesses.ts';
import { PromoCode, PromoUse } from './models.ts';
import * as statements from './statements.ts';

export interface Discount {
  promoId: number;
  /** As it is stored. */
  code: string;
  /** 1 … 100. */
  percent: number;
}

/**
 * What a code takes off a top-up, without holding it.
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
  const discount = toDiscount(promo);
  const isFull = promo.max_uses !== null && promo.taken >= promo.max_uses;
  if (promo.held > 0 && (isFull || promo.own >= promo.per_user)) {
    const held = await lockReservation(tx, { promoId: promo.id, userId: actor.userId }, 'ASC');
    await (held && tx.of(PromoUse).save(held, { paymentId, reservedAt: NOW }));
  } else {
    await take(app, tx, promo, actor, { requestId: null, paymentId });
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
  app: AppContext,
  tx: Tx,
  promo: Pick<statements.PromoRow, 'id'>,
  { userId, telegramId, botName }: Pick<Actor, 'userId' | 'telegramId' | 'botName'>,
  { requestId, paymentId }: { requestId: string | null; paymentId: string | null },
): Promise<number> {
  if (await hadUsedPromo(app, tx, telegramId, promo.id)) {
    throw new DomainError('PROMO_ALREADY_USED');
  }
  if (!(await countUse(tx, promo.id))) {
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
 * Counts one use of a code under its total limit.
 * @returns false when none is left.
 */
async function countUse(tx: Tx, promoId: number): Promise<boolean> {
  const codes = tx.of(PromoCode).scope('notUsedUp');
  return (await codes.update({ taken: plus('taken', 1) }, { where: { id: promoId } })) > 0;
}

async function releaseUse(tx: Tx, promoId: number): Promise<void> {
  await tx.of(PromoCode).update({ taken: plus('taken', -1) }, { where: { id: promoId } });
}

/** The holds of a person's unpaid orders on a code: the first one (`ASC`), or the last (`DESC`). */
function lockReservation(
  tx: Tx,
  { promoId, userId }: { promoId: number; userId: number },
  order: 'ASC' | 'DESC',
): Promise<PromoUse | null> {
  return tx
    .of(PromoUse)
    .scope('reserved')
    .findOne({
      where: { promoId, userId },
      order: [['reservedAt', order]],
      lock: FOR_NO_KEY_UPDATE,
    });
}

/**
 * Whether an open order still has its discount: another order may have taken it over, or have been the
 * first top-up that it was for.
 */
export async function hasDiscount(
  reader: Reader,
  userId: number,
  paymentId: string,
): Promise<boolean> {
  const reservation = await reader
    .of(PromoUse)
    .scope('reserved')
    .findOne({ where: { userId, paymentId }, include: 'promo' });
  return (
    reservation !== null &&
    !(reservation.promo?.firstTopupOnly && (await hasToppedUpByOther(reader, userId, paymentId)))
  );
}

/**
 * An order is paid for the first time and uses its discount, if the person is entitled to it now. The order
 * that is paid first is entitled, whichever of them has the hold: money comes for cancelled orders, too.
 * @returns whether the reduced price applies.
 */
export async function claimDiscount(
  tx: Tx,
  order: { userId: number; paymentId: string; promoId: number },
): Promise<boolean> {
  const { userId, paymentId, promoId } = order;
  await ledger.lockBalances(tx, userId);
  const promo = await tx.of(PromoCode).findByPk(promoId, {
    include: {
      association: 'payments',
      attributes: ['botName', 'createdAt'],
      where: { userId, id: paymentId },
    },
  });
  const placed = promo?.payments?.[0];
  if (!placed || (promo.firstTopupOnly && (await hasToppedUpByOther(tx, userId, paymentId)))) {
    await releaseReservation(tx, userId, paymentId);
    return false;
  }
  if ((await markUsed(tx, userId, paymentId)) || (await claimAgain(tx, placed, order))) {
    return true;
  }
  const held = await lockReservation(tx, order, 'DESC');
  await (held && tx.of(PromoUse).save(held, { paymentId, usedAt: NOW }));
  return held !== null;
}

/** @returns false when the order holds no reservation. */
async function markUsed(tx: Tx, userId: number, paymentId: string): Promise<boolean> {
  const uses = tx.of(PromoUse);
  const used = await uses.update(
    { usedAt: firstTime('used_at') },
    { where: { userId, paymentId } },
  );
  return used > 0;
}

/** Uses a code for an order that had released its hold, as far as the limits allow. */
async function claimAgain(
  tx: Tx,
  { botName, createdAt }: { botName: string; createdAt: Date },
  { userId, paymentId, promoId }: { userId: number; paymentId: string; promoId: number },
): Promise<boolean> {
  if (!(await countUse(tx, promoId))) {
    return false;
  }
  const values = [promoId, userId, null, botName, paymentId, createdAt];
  const [use] = await tx.query(statements.insertUse, values);
  if (!use) {
    await releaseUse(tx, promoId);
    return false;
  }
  return await markUsed(tx, userId, paymentId);
}

/** The order will not be paid: its hold is released. */
export async function releaseReservation(tx: Tx, userId: number, paymentId: string): Promise<void> {
  await ledger.lockBalances(tx, userId);
  const held = tx.of(PromoUse).scope('reserved');
  const where = { userId, paymentId };
  const reservation = await held.findOne({ where, lock: FOR_NO_KEY_UPDATE });
  if (reservation) {
    await held.destroy({ where });
    await releaseUse(tx, reservation.promoId);
  }
}
