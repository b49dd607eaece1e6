/**
 * Finds payments that no update has reported: reads Telegram's list of a bot's Star transactions from where
 * the last run ended, and settles what is missing. A second run changes nothing.
 */
import type { StarTransaction } from 'grammy/types';
import type { AppContext } from '../../../../app/context.ts';
import { toStorable } from '../../../../core/storable.ts';
import type { Tx } from '../../../../db/database.ts';
import { findAlerts } from '../../../alerts/service.ts';
import { findCharges } from '../../charges.ts';
import { readPosition, savePosition } from '../../positions.ts';
import { apiOf } from './api.ts';
import { type ReportedStarCharge, settleStarRefund, settleStars } from './charges.ts';

const PAGE = 100;
/** Read before and read again, in case the list has shifted meanwhile. */
const OVERLAP = 100;
const ALERT_PREFIX = 'stars:';

/**
 * @param options.whole reads the list from its beginning.
 * @throws GrammyError, HttpError when Telegram does not answer; what was settled until then stays.
 */
export async function reconcileStars(
  app: AppContext,
  botName: string,
  options: { whole?: boolean; signal?: AbortSignal } = {},
): Promise<void> {
  const api = apiOf(app, botName);
  const source = `stars:${botName}`;
  const saved = await readPosition(app.db, source);
  let start = options.whole ? 0 : Math.max(0, (saved ?? 0) - OVERLAP);
  let offset = start;
  for (;;) {
    options.signal?.throwIfAborted();
    const { transactions } = toStorable(await api.getStarTransactions({ offset, limit: PAGE }));
    await app.catalog.read();
    await settleMissing(app, botName, transactions);
    offset += transactions.length;
    if (transactions.length === 0 && offset === start && start > 0) {
      // The list is shorter than it was: another account behind the same name.
      start = 0;
      offset = 0;
    } else if (transactions.length < PAGE) {
      break;
    }
  }
  await app.db.transaction((tx) => savePosition(tx, source, offset));
}

async function settleMissing(app: AppContext, botName: string, page: StarTransaction[]) {
  const returned = await readKnown(app, page);
  for (const transaction of page) {
    const isPayment = transaction.source !== undefined;
    const facts = reportedChargeOf(botName, transaction);
    const isDone = isPayment ? returned.has(transaction.id) : returned.get(transaction.id) === true;
    if (facts && !isDone) {
      const settle = isPayment ? settleStars : settleStarRefund;
      await app.db.transaction((tx: Tx): Promise<unknown> => settle(app, tx, facts));
    }
  }
}

/** Which of these charges have been processed, and whether as refunded. */
async function readKnown(
  app: AppContext,
  page: readonly StarTransaction[],
): Promise<Map<string, boolean>> {
  const ids = page.map(({ id }) => id);
  const keys = ids.map((id) => `${ALERT_PREFIX}${id}`);
  const charges = await findCharges(app.db, 'stars', ids);
  const alerts = await findAlerts(app.db, 'unmatched_charge', keys);
  return new Map([
    ...charges.map(({ chargeId, status }) => [chargeId, status === 'refunded'] as const),
    ...alerts.map(
      ({ key, resolvedAt }) => [key.slice(ALERT_PREFIX.length), resolvedAt !== null] as const,
    ),
  ]);
}

/** Null for anything but a person's payment of an invoice: gifts, withdrawals, other bots. */
export function reportedChargeOf(
  botName: string,
  transaction: StarTransaction,
): ReportedStarCharge | null {
  const partner = transaction.source ?? transaction.receiver;
  if (partner?.type !== 'user' || partner.transaction_type !== 'invoice_payment') {
    return null;
  }
  const at = new Date(transaction.date * 1000);
  const period = partner.subscription_period;
  return {
    chargeId: transaction.id,
    payload: partner.invoice_payload ?? '',
    botName,
    payerTelegramId: partner.user.id,
    amount: transaction.amount,
    currency: 'XTR',
    at,
    expiresAt: period === undefined ? null : new Date(at.getTime() + period * 1000),
    // The list does not distinguish a first charge from a renewal.
    startsSubscription: false,
  };
}
