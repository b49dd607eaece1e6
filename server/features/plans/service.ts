/**
 * Plans: what a charge gives and takes back, and who has access. Plans of a person run one after the
 * other; a plan bought again goes on from its end. All changes hold the lock of the person's wallets.
 */
import { Op } from 'sequelize';
import { v7 as newId } from 'uuid';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import { transactionTime } from '../../db/clock.ts';
import type { Tx } from '../../db/database.ts';
import { firstTime, NOW, shiftedBy } from '../../db/values.ts';
import * as ledger from '../../ledger/index.ts';
import { findMonthlyPlan, findPlan } from '../catalog/lookup.ts';
import { type Recipient, toFact } from '../progress/lookup.ts';
import { PlanGrant, type PlanSource, UserPlan } from './models.ts';

export { hasAccess, spendAccess } from './access.ts';
export { refundOperation } from './allowance.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const usualDays = { MONTH: 30, YEAR: 365, PROMO: 30 } as const;

/** The cause of a plan: a provider's charge, or a promo code's use. */
interface Source {
  provider: PlanSource;
  chargeId: string;
}

export interface PlanPurchase extends Source {
  planCode: string;
  paymentId: string;
  /** Until when it is paid, as the provider says; the plan never ends before. */
  expiresAt?: Date | null;
  /** It renews automatically. */
  renews?: boolean;
}

/**
 * Gives what a charge for a plan has bought: time, from the end of the active plan, or credits. The same
 * charge again changes nothing.
 * @returns until when the plan runs now; null for credits.
 * @throws DomainError NOT_FOUND (no such plan).
 */
export async function grantPlan(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  purchase: PlanPurchase,
): Promise<{ endsAt: Date | null }> {
  const plan = await findPlan(tx, purchase.planCode);
  if (!plan) {
    throw new DomainError('NOT_FOUND');
  }
  const earlier = await lockAndFind(tx, who.userId, purchase);
  if (earlier) {
    return { endsAt: earlier.endsAfter };
  }
  if (plan.kind === 'CREDITS') {
    const id = newId();
    await tx.of(UserPlan).create({
      userId: who.userId,
      id,
      planCode: plan.code,
      kind: plan.kind,
      startsAt: NOW,
      paymentId: purchase.paymentId,
    });
    await recordGrant(tx, who, purchase, { id, credits: plan.credits, before: null, after: null });
    await giveCredits(tx, who, purchase, plan.credits);
    app.live.publish(tx, who.userId, { type: 'balance' });
    return { endsAt: null };
  }
  const time = {
    planCode: plan.code,
    kind: plan.kind,
    dailyOperations: plan.dailyOperations,
    days: plan.days ?? usualDays[plan.kind],
    credits: plan.credits,
  };
  return { endsAt: await grantTime(app, tx, who, { ...purchase, ...time }) };
}

/**
 * Gives days of the monthly plan, as promo codes and admins do; once for each cause.
 * @returns until when they run.
 */
export async function grantPlanDays(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  gift: { days: number; cause: string },
): Promise<Date> {
  const month = await findMonthlyPlan(tx);
  if (!month) {
    throw new DomainError('NOT_FOUND');
  }
  const source = { provider: 'promo', chargeId: gift.cause } as const;
  const earlier = await lockAndFind(tx, who.userId, source);
  return (
    earlier?.endsAfter ??
    (await grantTime(app, tx, who, {
      ...source,
      planCode: month.code,
      kind: 'PROMO',
      dailyOperations: month.dailyOperations,
      days: gift.days,
      credits: 0,
      paymentId: null,
    }))
  );
}

async function lockAndFind(tx: Tx, userId: number, { provider, chargeId }: Source) {
  await ledger.lockBalances(tx, userId);
  return await tx.of(PlanGrant).findOne({ where: { userId, provider, chargeId } });
}

interface Time extends Source {
  planCode: string;
  kind: 'MONTH' | 'YEAR' | 'PROMO';
  dailyOperations: number | null;
  days: number;
  credits: number;
  paymentId: string | null;
  expiresAt?: Date | null;
  renews?: boolean;
}

async function grantTime(app: AppContext, tx: Tx, who: Recipient, time: Time): Promise<Date> {
  const plans = tx.of(UserPlan).scope('timed');
  const { userId } = who;
  const { paymentId } = time;
  const [now, rows] = await Promise.all([
    transactionTime(tx),
    plans.findAll({
      where: {
        userId,
        [Op.or]: [{ endsAt: { [Op.gt]: NOW } }, ...(paymentId ? [{ paymentId }] : [])],
      },
      order: [['endsAt', 'ASC']],
    }),
  ]);
  const running = rows.filter(({ end }) => end > now);
  const extended = findExtended(running, time);
  const begins = extended?.end ?? running.at(-1)?.end ?? now;
  const ends = new Date(
    Math.max(begins.getTime() + time.days * DAY_MS, time.expiresAt?.getTime() ?? 0),
  );
  const renews = time.renews ?? false;
  // The first charge of a subscription is its name; a renewal keeps it.
  const own = rows.find((row) => row.paymentId !== null && row.paymentId === paymentId);
  const renewal = renews && {
    renews,
    subscriptionChargeId: own?.subscriptionChargeId ?? time.chargeId,
    renewsAt: nextCharge(time, own?.renewsAt ?? null, now),
  };
  const id = extended?.id ?? newId();
  if (extended) {
    await plans.update(
      { endsAt: ends, ...(renewal && { ...renewal, paymentId, cancelledAt: null }) },
      { where: { userId, id } },
    );
    await moveFollowing(tx, extended, begins, ends.getTime() - begins.getTime());
  } else {
    const { planCode, kind, dailyOperations } = time;
    const span = { startsAt: begins, endsAt: ends };
    await tx
      .of(UserPlan)
      .create({ userId, id, planCode, kind, dailyOperations, ...span, paymentId, ...renewal });
  }
  const { credits } = time;
  await recordGrant(tx, who, time, { id, credits, before: begins, after: ends });
  await giveCredits(tx, who, time, credits);
  app.live.publish(tx, who.userId, { type: 'balance' });
  return ends;
}

/** Moves the plans that wait for another one to end. */
async function moveFollowing(
  tx: Tx,
  { userId, id }: UserPlan,
  since: Date,
  byMs: number,
): Promise<void> {
  await tx
    .of(UserPlan)
    .scope('timed')
    .update(
      { startsAt: shiftedBy('starts_at', byMs), endsAt: shiftedBy('ends_at', byMs) },
      { where: { userId, id: { [Op.ne]: id }, startsAt: { [Op.gte]: since } } },
    );
}

/**
 * When the subscription is charged next. Its periods are Telegram's: they run from its own first charge, also
 * where the plan extends days that were there before. A late report moves nothing back.
 */
function nextCharge({ expiresAt, days }: Time, before: Date | null, now: Date): Date {
  const next =
    expiresAt ?? new Date(Math.max(now.getTime(), before?.getTime() ?? 0) + days * DAY_MS);
  return before && before > next ? before : next;
}

/** The running plan that goes on: that of the same order, or one of the same kind. */
function findExtended(running: readonly UserPlan[], time: Time) {
  const same = running.filter(
    ({ planCode, kind }) => planCode === time.planCode && kind === time.kind,
  );
  return (
    same.find((row) => row.paymentId !== null && row.paymentId === time.paymentId) ??
    // Two subscriptions stay two, so that each can be cancelled.
    same.find((row) => !(row.renews && time.renews))
  );
}

async function recordGrant(
  tx: Tx,
  { userId }: Recipient,
  { provider, chargeId }: Source,
  grant: { id: string; credits: number; before: Date | null; after: Date | null },
): Promise<void> {
  const { id: userPlanId, credits, before: endsBefore, after: endsAfter } = grant;
  await tx
    .of(PlanGrant)
    .create({ userId, provider, chargeId, userPlanId, credits, endsBefore, endsAfter });
}

async function giveCredits(
  tx: Tx,
  who: Recipient,
  { provider, chargeId }: Source,
  credits: number,
): Promise<void> {
  if (credits > 0) {
    const movement = { kind: 'plan_credits', provider, chargeId, amount: credits } as const;
    await ledger.post(tx, { ...toFact(who), ...movement });
  }
}

/**
 * Takes back what a charge has given: the time that is still to come, and the credits that are still
 * there. Once; a charge that gave no plan changes nothing.
 */
export async function revokePlan(
  app: AppContext,
  tx: Tx,
  { provider, chargeId, ...who }: Recipient & Source,
): Promise<void> {
  await ledger.lockBalances(tx, who.userId);
  const { userId } = who;
  const [grant] = await tx
    .of(PlanGrant)
    .updateReturning(
      { revokedAt: NOW },
      { where: { userId, provider, chargeId, revokedAt: null } },
    );
  if (!grant) {
    return;
  }
  const { userPlanId, endsBefore, endsAfter, credits } = grant;
  if (endsBefore && endsAfter) {
    await shorten(tx, { userId, id: userPlanId }, endsAfter.getTime() - endsBefore.getTime());
  }
  if (credits > 0) {
    const movement = {
      kind: 'plan_credits_reversal',
      provider,
      chargeId,
      amount: credits,
    } as const;
    await ledger.clawBack(tx, { ...toFact(who), ...movement });
  }
  app.live.publish(tx, who.userId, { type: 'balance' });
}

/**
 * Takes time off a plan, but none that has been used, nor any before the next charge of a subscription that
 * renews. Later plans move up.
 */
async function shorten(tx: Tx, key: { userId: number; id: string }, byMs: number): Promise<void> {
  const plans = tx.of(UserPlan);
  const [now, plan] = await Promise.all([
    transactionTime(tx),
    plans.findOne({ where: key, lock: FOR_NO_KEY_UPDATE }),
  ]);
  if (!plan) {
    return;
  }
  const { end: before, startsAt, renews, renewsAt, cancelledAt } = plan;
  const lowerBounds = [now, startsAt, ...(renews && renewsAt ? [renewsAt] : [])];
  const earliest = Math.min(Number(before), Math.max(...lowerBounds.map(Number)));
  const after = new Date(Math.max(Number(before) - byMs, earliest));
  const goesOn = after > now;
  await plans.save(plan, {
    endsAt: after,
    renews: renews && goesOn,
    cancelledAt: goesOn ? cancelledAt : (cancelledAt ?? now),
  });
  await moveFollowing(tx, plan, before, Number(after) - Number(before));
}

/** Records whether the subscription of an order renews. */
export async function setRenewal(
  tx: Tx,
  { userId, paymentId, renews }: { userId: number; paymentId: string; renews: boolean },
): Promise<void> {
  await tx
    .of(UserPlan)
    .update(
      { renews, cancelledAt: renews ? null : firstTime('cancelled_at') },
      { where: { userId, paymentId, subscriptionChargeId: { [Op.ne]: null } } },
    );
}
