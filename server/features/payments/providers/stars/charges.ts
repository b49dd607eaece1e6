/**
 * Charges and refunds in Stars, by whichever way the news comes: an update, or Telegram's own list of
 * transactions. A charge that fits no order is given back, because nobody can be credited for it.
 */
import { z } from 'zod';
import type { AppContext } from '../../../../app/context.ts';
import type { Tx } from '../../../../db/database.ts';
import { defineJob } from '../../../../jobs/job.ts';
import { resolveAlert } from '../../../alerts/service.ts';
import { settleRefund } from '../../refunds.ts';
import { type Settled, settleCharge } from '../../settle.ts';
import { apiOf, isAlreadyRefunded } from './api.ts';

export interface ReportedStarCharge {
  chargeId: string;
  /** What the invoice carried. */
  payload: string;
  botName: string;
  payerTelegramId: number;
  amount: number;
  currency: string;
  at: Date;
  expiresAt: Date | null;
  /** The first charge of a subscription. */
  startsSubscription: boolean;
}

function toReportedCharge({ payload, at, ...rest }: ReportedStarCharge) {
  return {
    ...rest,
    provider: 'stars',
    orderId: payload,
    providerPaymentId: null,
    paidAt: at,
    mismatchAlert: 'unmatched_charge',
  } as const;
}

const alertOf = (chargeId: string) => ({
  kind: 'unmatched_charge' as const,
  key: `stars:${chargeId}`,
});

/** Credits a charge once; gives back one that fits no order. */
export async function settleStars(
  app: AppContext,
  tx: Tx,
  facts: ReportedStarCharge,
): Promise<Settled> {
  const settled = await settleCharge(app, tx, toReportedCharge(facts));
  if (settled.outcome === 'mismatch' && settled.isNew) {
    const { botName, payerTelegramId, chargeId } = facts;
    await app.queue.enqueue(tx, returnStarsJob, { botName, payerTelegramId, chargeId });
  }
  return settled;
}

/**
 * Telegram has given Stars back. A refund that is heard of before its charge brings the charge along:
 * both are written down, so that the order in which they arrive makes no difference.
 */
export async function settleStarRefund(
  app: AppContext,
  tx: Tx,
  facts: ReportedStarCharge,
): Promise<void> {
  const key = { provider: 'stars', chargeId: facts.chargeId, refundedAt: facts.at } as const;
  if (await settleRefund(app, tx, key)) {
    return;
  }
  const settled = await settleCharge(app, tx, toReportedCharge(facts));
  switch (settled.outcome) {
    case 'credited':
    case 'duplicate':
      // A duplicate here was credited by another transaction while this one waited for the order.
      await settleRefund(app, tx, key);
      return;
    case 'mismatch':
      await resolveAlert(tx, { ...alertOf(facts.chargeId), detail: { outcome: 'refunded' } });
      return;
  }
}

/** Gives back Stars that fit no order. */
export const returnStarsJob = defineJob({
  name: 'payments.returnStars',
  payload: z.object({ botName: z.string(), payerTelegramId: z.int(), chargeId: z.string() }),
  policy: { retryLimit: 12, retryDelay: 2, retryDelayMax: 600, expireInSeconds: 60 },
  async handle(app, { botName, payerTelegramId, chargeId }) {
    try {
      await apiOf(app, botName).refundStarPayment(payerTelegramId, chargeId);
    } catch (error) {
      if (!isAlreadyRefunded(error)) {
        throw error;
      }
    }
    const alert = { ...alertOf(chargeId), detail: { outcome: 'refunded' } };
    await app.db.transaction((tx) => resolveAlert(tx, alert));
  },
});
