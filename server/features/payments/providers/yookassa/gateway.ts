/** Payments in roubles through YooKassa's page. */

import type { Language } from '../../../../../shared/language.ts';
import type { AppContext } from '../../../../app/context.ts';
import { languageOf } from '../../../users/lookup.ts';
import { descriptionOf } from '../../messages.ts';
import type { PaymentCharge } from '../../models.ts';
import type { OrderRow } from '../../statements.ts';
import {
  CheckoutRefusedError,
  type PaymentGateway,
  type RefundOutcome,
  type StoredRequest,
} from '../provider.ts';
import { fromYooKassaAmount, toYooKassaAmount } from './amount.ts';
import type { YooKassaClient } from './client.ts';
import { YOOKASSA_WEBHOOK_PATH, type YooKassaConfig } from './config.ts';
import { YooKassaError } from './errors.ts';
import { listRoubles } from './list.ts';
import { pollOrders } from './pollOrders.ts';
import { buildReceipt } from './receipt.ts';
import { reconcileRoubleRefunds } from './reconcileRefunds.ts';
import { returnUrlOf } from './returnUrl.ts';
import { checkYooKassa } from './settle.ts';
import { yooKassaOf } from './shop.ts';
import type {
  CreatePaymentRequest,
  CreateRefundRequest,
  Receipt,
  YooKassaRefund,
  YooKassaRefundStatus,
} from './types.ts';
import { createYooKassaWebhook } from './webhookRoute.ts';

const pageLocales = { ru: 'ru_RU', en: 'en_US' } as const satisfies Record<Language, string>;

export function createYooKassa(app: AppContext): PaymentGateway {
  return {
    currency: 'RUB',
    minAmount: 100,
    isPaidInClient: false,
    renewsPlans: false,
    refundsParts: true,
    isOffered: (botName, settings) => {
      const configured = app.config.payments.yookassa;
      return configured !== null && (settings.yookassa_bots ?? configured.bots).includes(botName);
    },
    receiptEmail(named) {
      const receipts = app.config.payments.yookassa?.receipts;
      return receipts ? (named ?? receipts.email) : null;
    },
    faultOf(error) {
      if (isRefusal(error)) {
        return 'refused';
      }
      return error instanceof YooKassaError ? 'unavailable' : null;
    },

    async describeCheckout(order) {
      const { settings } = yooKassaOf(app);
      const { plans } = await app.catalog.read();
      const plan = plans.find(({ code }) => code === order.plan_code) ?? null;
      const language = languageOf(order.language, order.language_code);
      const description = descriptionOf({ coins: order.coins, plan }, language);
      const request: CreatePaymentRequest = {
        amount: toYooKassaAmount(order.amount, order.currency),
        capture: true,
        ...(order.method === 'sbp' ? { payment_method_data: { type: 'sbp' } } : {}),
        confirmation: {
          type: 'redirect',
          return_url: await returnUrlOf(app, settings.returnUrl, order),
          locale: pageLocales[language],
        },
        description,
        metadata: { order_id: order.id, bot: order.bot_name },
        ...receiptOf(settings, order, order.amount, description),
      };
      return { ...request };
    },

    async createCheckout(order, request, signal) {
      const { client } = yooKassaOf(app);
      try {
        const body = request as unknown as CreatePaymentRequest;
        const payment = await client.createPayment(body, order.id, { signal });
        const url = payment.confirmation?.confirmation_url;
        if (!url) {
          throw new YooKassaError('unexpected_answer', { operation: 'payments.create' });
        }
        return { url, providerPaymentId: payment.id };
      } catch (cause) {
        throw isRefusal(cause) ? new CheckoutRefusedError(refusalText(cause), { cause }) : cause;
      }
    },

    describeRefund(order, charge) {
      const { settings } = yooKassaOf(app);
      const amount = targetOf(charge) - charge.refundedAmount;
      const request: CreateRefundRequest = {
        payment_id: charge.chargeId,
        amount: toYooKassaAmount(amount, charge.currency),
        ...receiptOf(settings, order, amount, 'AI Coins'),
      };
      return { ...request };
    },

    async refund(_order, charge, request) {
      const { client } = yooKassaOf(app);
      try {
        const refund = await findOrCreateRefund(app, client, charge, request);
        return { outcome: outcomes[refund.status], providerRefundId: refund.id };
      } catch (error) {
        if (!isRefusal(error)) {
          throw error;
        }
        const payment = await client.getPayment(charge.chargeId);
        const returned = payment?.refunded_amount && fromYooKassaAmount(payment.refunded_amount);
        if (returned !== undefined && returned >= targetOf(charge)) {
          return { outcome: 'refunded', providerRefundId: null };
        }
        app.log.error({ err: error, chargeId: charge.chargeId }, 'refund refused');
        return { outcome: 'refused', providerRefundId: null };
      }
    },

    check: (order) => checkYooKassa(app, order),
    reconcilers: () => [
      { what: 'roubles', run: () => pollOrders(app) },
      { what: 'refunds of roubles', run: (options) => reconcileRoubleRefunds(app, options) },
    ],

    list: (span) => listRoubles(app, span),

    async endSubscription() {
      throw new Error('YooKassa sells no subscriptions');
    },
    async endSubscriptionSoon() {
      throw new Error('YooKassa sells no subscriptions');
    },

    webhook: { path: YOOKASSA_WEBHOOK_PATH, routes: () => createYooKassaWebhook(app) },
  };
}

/** The refunded total once the running refund is complete. */
const targetOf = ({ amount, refundTarget }: PaymentCharge) => refundTarget ?? amount;

function isRefusal(error: unknown): error is YooKassaError {
  return error instanceof YooKassaError && error.kind === 'rejected';
}

/** The same for every order that is refused for the same reason. */
function refusalText({ status, code, parameter }: YooKassaError): string {
  return [status, code, parameter].filter((part) => part !== null).join(' ');
}

/** A little less than the time for which YooKassa remembers an idempotence key. */
const KEY_MEMORY_MS = 23 * 60 * 60 * 1000;

/**
 * The current state of the running attempt's refund. The same request under the same key gets the first
 * answer again, so the refund itself is read; and when YooKassa may have forgotten the key, its list of
 * refunds says whether there is one already.
 */
async function findOrCreateRefund(
  app: AppContext,
  client: YooKassaClient,
  charge: PaymentCharge,
  request: StoredRequest,
): Promise<YooKassaRefund> {
  const known = charge.providerRefundId && (await client.getRefund(charge.providerRefundId));
  if (known) {
    return known;
  }
  const since = charge.refundRequestedAt;
  if (since && app.now().getTime() - since.getTime() > KEY_MEMORY_MS) {
    const createdFrom = since.toISOString();
    const { items } = await client.listRefunds({ paymentId: charge.chargeId, createdFrom });
    const running = items.find(({ status }) => status !== 'canceled');
    if (running) {
      return running;
    }
  }
  const asked = await client.createRefund(request as unknown as CreateRefundRequest, keyOf(charge));
  return asked.status === 'pending' ? ((await client.getRefund(asked.id)) ?? asked) : asked;
}

/** Each attempt has a key of its own: YooKassa repeats its first answer, also a refusal, for a day. */
function keyOf({ chargeId, refundAttempts }: PaymentCharge): string {
  return refundAttempts > 1 ? `refund-${chargeId}-${refundAttempts}` : `refund-${chargeId}`;
}

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
