/** Codes that give something at once. */
import type { z } from 'zod';
import type { RedeemOutput, redeemInput } from '../../../shared/schemas/promo.ts';
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import { assertNever, DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { claimRequest } from '../../db/requests.ts';
import * as ledger from '../../ledger/index.ts';
import { grantPlanDays } from '../plans/service.ts';
import { extendFreeAccess } from '../users/service.ts';
import { normalizeCode } from './code.ts';
import { take } from './discounts.ts';
import { assertUsable, findVisible } from './find.ts';
import { guess } from './guesses.ts';
import { PromoUse } from './models.ts';
import type { PromoRow } from './statements.ts';

/**
 * Redeems a code. Many redemptions at the same moment are met one after the other: those of one person
 * at the person's wallets, those of one code at its count of uses.
 * @throws DomainError PROMO_NOT_FOUND, PROMO_NOT_STARTED, PROMO_EXPIRED, PROMO_ALREADY_USED,
 *   PROMO_EXHAUSTED, PROMO_FIRST_TOPUP_ONLY, PROMO_NEEDS_TOPUP (a discount), PROMO_GIVES_NOTHING,
 *   RATE_LIMITED, IDEMPOTENCY_CONFLICT.
 */
export async function redeem(
  app: AppContext,
  actor: Actor,
  { requestId, code }: z.infer<typeof redeemInput>,
): Promise<RedeemOutput> {
  if (!(await findAnswer(app.db, actor.userId, requestId))) {
    await guess(app, actor, code);
  }
  return await app.db.transaction(async (tx) => {
    const input = { code: normalizeCode(code) };
    const isNew = await claimRequest(tx, actor.userId, requestId, 'promo.redeem', input);
    return isNew
      ? await redeemNow(app, tx, actor, { code, requestId })
      : await readAnswer(tx, actor, requestId);
  });
}

async function findAnswer(
  reader: Reader,
  userId: number,
  requestId: string,
): Promise<RedeemOutput | null> {
  const use = await reader.of(PromoUse).findOne({ where: { userId, requestId } });
  return use?.answer ?? null;
}

async function readAnswer(tx: Tx, actor: Actor, requestId: string): Promise<RedeemOutput> {
  const earlier = await findAnswer(tx, actor.userId, requestId);
  if (!earlier) {
    throw new Error('a redemption was claimed and not answered');
  }
  return earlier;
}

/**
 * Redeems a code within a transaction, for a caller that has looked it up with `guess` before and makes
 * sure itself that the same call is not made twice.
 * @throws DomainError as `redeem`.
 */
export async function redeemNow(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  { code, requestId }: z.infer<typeof redeemInput>,
): Promise<RedeemOutput> {
  await ledger.lockBalances(tx, actor.userId);
  const promo = await findVisible(tx, actor, code);
  if (!promo) {
    throw new DomainError('PROMO_NOT_FOUND');
  }
  if (promo.kind === 'topup_discount') {
    throw new DomainError('PROMO_NEEDS_TOPUP');
  }
  assertUsable(promo);
  const nth = await take(app, tx, promo, actor, { requestId, paymentId: null });
  const until = await give(app, tx, actor, promo, nth);
  const answer: RedeemOutput = {
    code: promo.code,
    kind: promo.kind,
    value: promo.value,
    until: until?.toISOString() ?? null,
  };
  const { userId } = actor;
  await tx.of(PromoUse).update({ answer }, { where: { promoId: promo.id, userId, nth } });
  app.live.publish(tx, actor.userId, { type: 'balance' });
  return answer;
}

/** @returns until when the gift is valid; null for good. */
async function give(
  app: AppContext,
  tx: Tx,
  actor: Actor,
  promo: PromoRow,
  nth: number,
): Promise<Date | null> {
  const { userId, botName } = actor;
  const fact = { userId, botName, actor: actorName(actor), amount: promo.value };
  const described = { ...fact, description: promo.code };
  const cause = `${promo.id}:${nth}`;
  switch (promo.kind) {
    case 'bonus_coins':
      await ledger.post(tx, { ...described, kind: 'promo_bonus', promoId: promo.id, nth });
      app.live.publish(tx, userId, { type: 'reward', kind: 'promo_bonus', amount: promo.value });
      return null;
    case 'free_operations':
    case 'free_trainings': {
      const grant = { asset: promo.kind, source: 'PROMOCODE', cause } as const;
      await ledger.post(tx, { ...described, kind: 'free_grant', ...grant });
      return null;
    }
    case 'plan_days':
      return await grantPlanDays(app, tx, actor, { days: promo.value, cause });
    case 'free_access':
      return await extendFreeAccess(tx, userId, promo.value === 0 ? null : promo.value);
    case 'topup_discount':
      throw new DomainError('PROMO_NEEDS_TOPUP');
    default:
      return assertNever(promo.kind);
  }
}
