/**
 * Finds what no update has told: goes through Telegram's list of a bot's Star transactions from where
 * the last run ended, and settles what is missing. A second run changes nothing.
 */
import type { StarTransaction } from 'grammy/types';
import type { AppContext } from '../../../../app/context.ts';
import { toStorable } from '../../../../core/storable.ts';
import type { Tx } from '../../../../db/database.ts';
import { sql } from '../../../../db/statement.ts';
import { readPosition, savePosition } from '../../statements.ts';
import { apiOf } from './api.ts';
import { type StarFacts, settleStarRefund, settleStars } from './charges.ts';

const PAGE = 100;
/** Seen before and looked at again, in case the list has moved under the reader. */
const OVERLAP = 100;

/** Which of these charges have been dealt with, and whether as given back. */
const readKnown = sql<{ charge_id: string; returned: boolean }>(`
  select charge_id, status = 'refunded' as returned from payment_charges
    where provider = 'stars' and charge_id = any($1)
  union all
  select substr(key, 7), resolved_at is not null from alerts
    where kind = 'unmatched_charge' and key = any(select 'stars:' || unnest($1::text[]))
`);

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
  const [saved] = await app.db.query(readPosition, [source]);
  let start = options.whole ? 0 : Math.max(0, (saved?.position ?? 0) - OVERLAP);
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
  await app.db.transaction((tx) => tx.query(savePosition, [source, offset]));
}

async function settleMissing(app: AppContext, botName: string, page: StarTransaction[]) {
  const known = await app.db.query(readKnown, [page.map(({ id }) => id)]);
  const returned = new Map(known.map((row) => [row.charge_id, row.returned]));
  for (const transaction of page) {
    const isPayment = transaction.source !== undefined;
    const facts = factsOf(botName, transaction);
    const isDone = isPayment ? returned.has(transaction.id) : returned.get(transaction.id) === true;
    if (facts && !isDone) {
      const settle = isPayment ? settleStars : settleStarRefund;
      await app.db.transaction((tx: Tx): Promise<unknown> => settle(app, tx, facts));
    }
  }
}

/** Null for what is no payment of an invoice by a person: gifts, withdrawals, other bots. */
function factsOf(botName: string, transaction: StarTransaction): StarFacts | null {
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
    // The list does not tell a first charge from a renewal.
    startsSubscription: false,
  };
}
