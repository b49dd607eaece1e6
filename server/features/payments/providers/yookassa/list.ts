/** What YooKassa lists: https://yookassa.ru/developers/api#get_payments_list and #get_refunds_list */
import type { AppContext } from '../../../../app/context.ts';
import type { ListedLine, ListSpan } from '../provider.ts';
import { fromYooKassaAmount } from './amount.ts';
import { yooKassaOf } from './shop.ts';
import type { YooKassaPayment, YooKassaRefund } from './types.ts';

/** YooKassa's maximum. */
const PAGE = 100;
/**
 * Payments are listed by the time of their creation; paying takes up to an hour, and some banks take longer.
 */
const BEGUN_EARLIER_MS = 24 * 3_600_000;

/** Succeeded payments and refunds; those of other products of the shop are left out. */
export async function* listRoubles(
  app: AppContext,
  { from, signal }: ListSpan,
): AsyncIterable<ListedLine[]> {
  if (!app.config.payments.yookassa) {
    return;
  }
  const { client } = yooKassaOf(app);
  const since = new Date(from.getTime() - BEGUN_EARLIER_MS).toISOString();
  let cursor: string | undefined;
  do {
    const query = { createdFrom: since, status: 'succeeded' as const, limit: PAGE, cursor };
    const page = await client.listPayments(query, { signal });
    yield page.items.filter(isOurs).map(toPayment);
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  do {
    const query = {
      createdFrom: from.toISOString(),
      status: 'succeeded' as const,
      limit: PAGE,
      cursor,
    };
    const page = await client.listRefunds(query, { signal });
    yield page.items.map(toRefund);
    cursor = page.next_cursor;
  } while (cursor !== undefined);
}

const isOurs = ({ metadata }: YooKassaPayment) => metadata?.order_id !== undefined;

function toPayment({ id, amount, captured_at, created_at }: YooKassaPayment): ListedLine {
  const at = new Date(captured_at ?? created_at);
  return {
    kind: 'payment',
    id,
    chargeId: id,
    amount: fromYooKassaAmount(amount),
    currency: amount.currency,
    at,
  };
}

function toRefund({ id, payment_id, amount, created_at }: YooKassaRefund): ListedLine {
  return {
    kind: 'refund',
    id,
    chargeId: payment_id,
    amount: fromYooKassaAmount(amount),
    currency: amount.currency,
    at: new Date(created_at),
  };
}
