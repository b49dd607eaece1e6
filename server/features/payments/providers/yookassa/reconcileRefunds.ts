/**
 * Finds unreported refunds: those made in YooKassa's own cabinet whose notification was lost. Reads
 * YooKassa's list of refunds, page by page, from where the last run ended. A second run changes nothing.
 * Facts: https://yookassa.ru/developers/api#get_refunds_list
 */

import type { AppContext } from '../../../../app/context.ts';
import { raiseAlert } from '../../../alerts/service.ts';
import { findCharges } from '../../charges.ts';
import { Payment } from '../../models.ts';
import { readPosition, savePosition } from '../../positions.ts';
import { fromYooKassaAmount } from './amount.ts';
import { settleYooKassa } from './settle.ts';
import { yooKassaOf } from './shop.ts';
import type { YooKassaPayment, YooKassaRefund } from './types.ts';

const SOURCE = 'yookassa:refunds';
/** YooKassa's maximum. */
const PAGE = 100;
const MINUTE_MS = 60_000;
/** Read before and read again, in case a refund appears in the list later than it was made. */
const OVERLAP_MS = 60 * MINUTE_MS;
/** How far back the nightly reading goes. */
const WHOLE_MS = 30 * 24 * 60 * MINUTE_MS;
/** After this many consecutive unreadable payments the rest waits for the next run. */
const MAX_FAILURES = 5;

/**
 * @param options.whole reads from further back.
 * @throws YooKassaError when YooKassa does not answer; what was settled until then stays.
 */
export async function reconcileRoubleRefunds(
  app: AppContext,
  options: { whole?: boolean; signal?: AbortSignal } = {},
): Promise<void> {
  const from = app.config.payments.yookassa ? await startOf(app, options.whole ?? false) : null;
  if (!from) {
    return;
  }
  const { client } = yooKassaOf(app);
  const { signal } = options;
  const reading: Reading = {
    newest: 0,
    unfinished: Number.POSITIVE_INFINITY,
    asked: new Map(),
    failures: 0,
  };
  let cursor: string | undefined;
  do {
    signal?.throwIfAborted();
    const query = { createdFrom: from.toISOString(), limit: PAGE, cursor };
    const page = await client.listRefunds(query, { signal });
    await settlePage(app, page.items, reading);
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  // By YooKassa's clock; pending refunds are read again next time.
  const position = Math.min(reading.newest, reading.unfinished);
  if (position > 0) {
    await app.db.transaction((tx) => savePosition(tx, SOURCE, position));
  }
}

/** Null when nobody has ever paid in roubles. */
async function startOf(app: AppContext, whole: boolean): Promise<Date | null> {
  // Refunds can't be older than the first order.
  const first = await app.db.of(Payment).findOne({
    attributes: ['createdAt'],
    where: { provider: 'yookassa' },
    order: ['createdAt'],
  });
  if (!first) {
    return null;
  }
  const saved = await readPosition(app.db, SOURCE);
  const from = saved === null ? 0 : saved - (whole ? WHOLE_MS : OVERLAP_MS);
  return new Date(Math.max(from, first.createdAt.getTime() - OVERLAP_MS));
}

/** How far one reading has come: times of refunds in milliseconds. */
interface Reading {
  newest: number;
  /** The oldest refund that has to be looked at again. */
  unfinished: number;
  /** Payments that this reading has asked about, and whether that worked. */
  asked: Map<string, boolean>;
  failures: number;
}

async function settlePage(app: AppContext, page: YooKassaRefund[], reading: Reading) {
  const ids = page.map(({ payment_id }) => payment_id);
  const charges = await findCharges(app.db, 'yookassa', ids);
  const returned = charges.filter(({ status }) => status === 'refunded');
  const known = new Set(returned.map(({ chargeId }) => chargeId));
  for (const refund of page) {
    const at = Date.parse(refund.created_at);
    reading.newest = Math.max(reading.newest, at);
    const isDone =
      refund.status === 'canceled' ||
      known.has(refund.payment_id) ||
      (refund.status === 'succeeded' && (await settleOnce(app, refund, reading)));
    if (!isDone) {
      reading.unfinished = Math.min(reading.unfinished, at);
    }
  }
}

/** Asks about each payment once. @returns false when it has to wait for another run. */
async function settleOnce(app: AppContext, refund: YooKassaRefund, reading: Reading) {
  const isDone = reading.asked.get(refund.payment_id) ?? (await settleOne(app, refund, reading));
  reading.asked.set(refund.payment_id, isDone);
  return isDone;
}

async function settleOne(app: AppContext, refund: YooKassaRefund, reading: Reading) {
  try {
    const payment = await settleYooKassa(app, refund.payment_id);
    if (payment?.metadata?.order_id !== undefined && !isCounted(payment, refund)) {
      await app.db.transaction((tx) =>
        raiseAlert(tx, {
          kind: 'payment_mismatch',
          key: `yookassa:${payment.id}`,
          detail: { reason: 'refund_not_counted', refundId: refund.id, amount: refund.amount },
        }),
      );
    }
    return true;
  } catch (error) {
    reading.failures += 1;
    if (reading.failures >= MAX_FAILURES) {
      throw error;
    }
    app.log.warn({ err: error, paymentId: refund.payment_id }, 'a refund is retried later');
    return false;
  }
}

/** Whether the payment itself says that at least this refund is complete. */
function isCounted({ refunded_amount: sum }: YooKassaPayment, { amount }: YooKassaRefund): boolean {
  return (
    sum !== undefined &&
    sum.currency === amount.currency &&
    fromYooKassaAmount(sum) >= fromYooKassaAmount(amount)
  );
}
