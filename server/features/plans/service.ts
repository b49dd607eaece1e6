/**
 * Plans: what a charge gives and takes back, and who has access. Plans of a person run one after the
 * other; a plan bought again goes on from its end. All changes hold the lock of the person's wallets.
 */
import { v7 as newId } from 'uuid';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { type Recipient, toFact } from '../progress/recipient.ts';
import * as statements from './statements.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const usualDays = { MONTH: 30, YEAR: 365, PROMO: 30 } as const;

/** What pays for a plan: a provider's charge, or a promo code's use. */
interface Source {
  provider: string;
  chargeId: string;
}

export interface PlanPurchase extends Source {
  planCode: string;
  paymentId: string;
  /** Until when it is paid, as the provider says; the plan never ends before. */
  expiresAt?: Date | null;
  /** It will be charged again by itself. */
  renews?: boolean;
}

/**
 * Gives what a charge for a plan has bought: time, from the end of what runs, or credits. The same
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
  const [plan] = await tx.query(statements.findPlan, [purchase.planCode]);
  if (!plan) {
    throw new DomainError('NOT_FOUND');
  }
  const earlier = await lockAndFind(tx, who.userId, purchase);
  if (earlier) {
    return { endsAt: earlier.ends_after };
  }
  if (plan.kind === 'CREDITS') {
    const id = newId();
    const fields = [plan.code, plan.kind, null, null, null, false, purchase.paymentId, null, null];
    await tx.query(statements.insertUserPlan, [who.userId, id, ...fields]);
    await recordGrant(tx, who, purchase, { id, credits: plan.credits, before: null, after: null });
    await giveCredits(tx, who, purchase, plan.credits);
    app.live.publish(tx, who.userId, { type: 'balance' });
    return { endsAt: null };
  }
  const time = {
    planCode: plan.code,
    kind: plan.kind,
    dailyOperations: plan.daily_operations,
    days: plan.days ?? usualDays[plan.kind],
    credits: plan.credits,
  };
  return { endsAt: await grantTime(app, tx, who, { ...purchase, ...time }) };
}

/** Gives days of the plan by the month, as promo codes do. @returns until when they run. */
export async function grantPlanDays(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  gift: { days: number; cause: string },
): Promise<Date> {
  const [month] = await tx.query(statements.findMonth);
  if (!month) {
    throw new DomainError('NOT_FOUND');
  }
  const source = { provider: 'promo', chargeId: gift.cause };
  const earlier = await lockAndFind(tx, who.userId, source);
  return (
    earlier?.ends_after ??
    (await grantTime(app, tx, who, {
      ...source,
      planCode: month.code,
      kind: 'PROMO',
      dailyOperations: month.daily_operations,
      days: gift.days,
      credits: 0,
      paymentId: null,
    }))
  );
}

async function lockAndFind(tx: Tx, userId: number, { provider, chargeId }: Source) {
  await ledger.lockBalances(tx, userId);
  const [grant] = await tx.query(statements.findGrant, [userId, provider, chargeId]);
  return grant;
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
  const rows = await tx.query(statements.readRunning, [who.userId, time.paymentId]);
  const running = rows.filter((row) => row.running);
  const extended = findExtended(running, time);
  const [clock] = await tx.query(statements.readNow);
  const now = clock?.now ?? app.now();
  const begins = extended?.ends_at ?? running.at(-1)?.ends_at ?? now;
  const ends = new Date(
    Math.max(begins.getTime() + time.days * DAY_MS, time.expiresAt?.getTime() ?? 0),
  );
  const renews = time.renews ?? false;
  // The first charge of a subscription is its name; a renewal keeps it.
  const own = rows.find((row) => row.payment_id !== null && row.payment_id === time.paymentId);
  const subscription = renews ? (own?.subscription_charge_id ?? time.chargeId) : null;
  const renewsAt = renews ? nextCharge(time, own?.renews_at ?? null, now) : null;
  const id = extended?.id ?? newId();
  if (extended) {
    const change = [ends, renews, time.paymentId, subscription, renewsAt];
    await tx.query(statements.extendUserPlan, [who.userId, id, ...change]);
    const longer = ends.getTime() - begins.getTime();
    await tx.query(statements.moveFollowing, [who.userId, id, begins, longer]);
  } else {
    const what = [time.planCode, time.kind, time.dailyOperations, begins, ends];
    const order = [renews, time.paymentId, subscription, renewsAt];
    await tx.query(statements.insertUserPlan, [who.userId, id, ...what, ...order]);
  }
  const { credits } = time;
  await recordGrant(tx, who, time, { id, credits, before: begins, after: ends });
  await giveCredits(tx, who, time, credits);
  app.live.publish(tx, who.userId, { type: 'balance' });
  return ends;
}

/**
 * When the subscription is charged next. Its periods are Telegram's: they run from its own first charge,
 * also where the plan goes on from days that were there before. News that comes late moves nothing back.
 */
function nextCharge({ expiresAt, days }: Time, before: Date | null, now: Date): Date {
  const told =
    expiresAt ?? new Date(Math.max(now.getTime(), before?.getTime() ?? 0) + days * DAY_MS);
  return before && before > told ? before : told;
}

/** The running plan that goes on: that of the same order, or one of the same kind. */
function findExtended(running: readonly statements.UserPlanRow[], time: Time) {
  const same = running.filter(
    ({ plan_code, kind }) => plan_code === time.planCode && kind === time.kind,
  );
  return (
    same.find((row) => row.payment_id !== null && row.payment_id === time.paymentId) ??
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
  const { id, credits, before, after } = grant;
  const values = [userId, provider, chargeId, id, credits, before, after];
  await tx.query(statements.insertGrant, values);
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
  const [grant] = await tx.query(statements.revokeGrant, [who.userId, provider, chargeId]);
  if (!grant) {
    return;
  }
  const { user_plan_id: planId, ends_before, ends_after, credits } = grant;
  if (ends_before && ends_after) {
    const given = ends_after.getTime() - ends_before.getTime();
    const [cut] = await tx.query(statements.shortenUserPlan, [who.userId, planId, given]);
    if (cut) {
      const shorter = cut.after.getTime() - cut.before.getTime();
      await tx.query(statements.moveFollowing, [who.userId, planId, cut.before, shorter]);
    }
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

/** Writes down whether the subscription of an order goes on by itself. */
export async function setRenewal(
  tx: Tx,
  { userId, paymentId, renews }: { userId: number; paymentId: string; renews: boolean },
): Promise<void> {
  await tx.query(statements.setRenewal, [userId, paymentId, renews]);
}

export { currentPlan, extendFreeAccess, hasAccess, useAccess } from './access.ts';
