/** Payments in roubles through YooKassa's page. */

import type { AppContext } from '../../../app/context.ts';
import type { Config, YooKassaConfig } from '../../../core/config.ts';
import { languageOf } from '../../users/present.ts';
import { returnUrlOf } from '../returnUrl.ts';
import type { OrderRow } from '../statements.ts';
import { descriptionOf } from '../words.ts';
import type { PaymentGateway, RefundOutcome } from './provider.ts';
import { toYooKassaAmount } from './yookassa/amount.ts';
import { createYooKassaClient, type YooKassaClient } from './yookassa/client.ts';
import { YooKassaError } from './yookassa/errors.ts';
import { buildReceipt } from './yookassa/receipt.ts';
import type { Receipt, YooKassaRefundStatus } from './yookassa/types.ts';

/** Opening a payment has a person waiting; a job has time. */
const QUICK = { timeoutMs: 10_000, retryDelaysMs: [300, 1000] };

const clients = new WeakMap<Config, YooKassaClient>();

/** @throws Error when YooKassa is not configured (any more). */
export function yooKassaOf(app: AppContext): { client: YooKassaClient; settings: YooKassaConfig } {
  const settings = app.config.yookassa;
  if (!settings) {
    throw new Error('YooKassa is not configured');
  }
  const client = clients.get(app.config) ?? createYooKassaClient({ ...settings, ...QUICK });
  clients.set(app.config, client);
  return { client, settings };
}

export const yookassa: PaymentGateway = {
  async open(app, order) {
    const { client, settings } = yooKassaOf(app);
    const { plans } = await app.catalogue.read();
    const plan = plans.find(({ code }) => code === order.plan_code) ?? null;
    const language = languageOf(order.language, order.language_code);
    const description = descriptionOf({ coins: order.coins, plan }, language);
    const payment = await client.createPayment(
      {
        amount: toYooKassaAmount(order.amount, order.currency),
        capture: true,
        ...(order.method === 'sbp' ? { payment_method_data: { type: 'sbp' } } : {}),
        confirmation: {
          type: 'redirect',
          return_url: await returnUrlOf(app, settings.returnUrl, order),
          locale: language === 'ru' ? 'ru_RU' : 'en_US',
        },
        description,
        metadata: { order_id: order.id, bot: order.bot_name },
        ...receiptOf(settings, order, order.amount, description),
      },
      order.id,
    );
    const url = payment.confirmation?.confirmation_url;
    if (!url) {
      throw new Error('YooKassa named no page to pay on');
    }
    return { url, providerPaymentId: payment.id };
  },

  async refund(app, order, charge) {
    const { client, settings } = yooKassaOf(app);
    try {
      const asked = await client.createRefund(
        {
          payment_id: charge.charge_id,
          amount: toYooKassaAmount(charge.amount, charge.currency),
          ...receiptOf(settings, order, charge.amount, 'AI Coins'),
        },
        `refund-${charge.charge_id}`,
      );
      // The same request is answered with the first answer again; what has become of it is read.
      const refund =
        asked.status === 'pending' ? ((await client.getRefund(asked.id)) ?? asked) : asked;
      return outcomes[refund.status];
    } catch (error) {
      if (!(error instanceof YooKassaError) || error.kind !== 'rejected') {
        throw error;
      }
      const payment = await client.getPayment(charge.charge_id);
      if (payment?.refunded_amount?.value === payment?.amount.value && payment) {
        return 'refunded';
      }
      app.log.error({ err: error, chargeId: charge.charge_id }, 'refund refused');
      return 'refused';
    }
  },
};

const outcomes = {
  succeeded: 'refunded',
  pending: 'pending',
  canceled: 'refused',
} as const satisfies Record<YooKassaRefundStatus, RefundOutcome>;

/** The receipt of a payment or a refund, where the shop gives receipts. */
function receiptOf(
  { receipts }: YooKassaConfig,
  order: OrderRow,
  totalMinor: number,
  description: string,
): { receipt?: Receipt } {
  if (!receipts || !order.receipt_email) {
    return {};
  }
  const { vatCode, taxSystemCode } = receipts;
  const receipt = buildReceipt(
    {
      customer: { email: order.receipt_email },
      currency: order.currency,
      totalMinor,
      lines: [{ description, priceMinor: totalMinor, quantity: 1 }],
    },
    { vatCode, ...(taxSystemCode === null ? {} : { taxSystemCode }) },
  );
  return { receipt };
}
