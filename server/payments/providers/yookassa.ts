/** Payments in roubles through YooKassa's page. */
import type { Config, YooKassaConfig } from '../../config.ts';
import type { AppContext } from '../../context.ts';
import { languageOf } from '../../users/present.ts';
import { descriptionOf } from '../words.ts';
import type { PaymentGateway } from './provider.ts';
import { toYooKassaAmount } from './yookassa/amount.ts';
import { createYooKassaClient, type YooKassaClient } from './yookassa/client.ts';
import { YooKassaError } from './yookassa/errors.ts';

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
    const payment = await client.createPayment(
      {
        amount: toYooKassaAmount(order.amount, order.currency),
        capture: true,
        confirmation: {
          type: 'redirect',
          return_url: returnUrl(settings.returnUrl, order.id),
          locale: language === 'ru' ? 'ru_RU' : 'en_US',
        },
        description: descriptionOf({ coins: order.coins, plan }, language),
        metadata: { order_id: order.id, bot: order.bot_name },
      },
      order.id,
    );
    const url = payment.confirmation?.confirmation_url;
    if (!url) {
      throw new Error('YooKassa named no page to pay on');
    }
    return { url, providerPaymentId: payment.id };
  },

  async refund(app, _order, charge) {
    const { client } = yooKassaOf(app);
    try {
      const refund = await client.createRefund(
        {
          payment_id: charge.charge_id,
          amount: toYooKassaAmount(charge.amount, charge.currency),
        },
        `refund-${charge.charge_id}`,
      );
      return refund.status === 'succeeded'
        ? 'refunded'
        : refund.status === 'canceled'
          ? 'refused'
          : 'pending';
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

function returnUrl(base: string, orderId: string): string {
  const url = new URL(base);
  url.searchParams.set('order', orderId);
  return url.href;
}
