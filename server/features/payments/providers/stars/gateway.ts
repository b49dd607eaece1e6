/** Telegram Stars: invoices, refunds. Facts: https://core.telegram.org/bots/payments-stars */
import { GrammyError, HttpError } from 'grammy';
import type { AppContext } from '../../../../app/context.ts';
import { languageOf } from '../../../users/lookup.ts';
import { descriptionOf, titleOf } from '../../messages.ts';
import { CheckoutRefusedError, type PaymentGateway, type RefundOutcome } from '../provider.ts';
import { apiOf, isAlreadyRefunded, isRefusal } from './api.ts';
import { addPaymentHandlers } from './botHandlers.ts';
import { endSubscriptionJob } from './endSubscription.ts';
import { listStars } from './list.ts';
import { reconcileStars } from './reconcile.ts';

/** The only period that Telegram sells: 30 days, in seconds. */
const SUBSCRIPTION_PERIOD_S = 2_592_000;

/** What `createInvoiceLink` is told besides the order's id and price. */
interface InvoiceText {
  title: string;
  description: string;
}

export function createStars(app: AppContext): PaymentGateway {
  /** Several people who ask at the same moment share one reading of Telegram's list. */
  const readings = new Map<string, Promise<void>>();

  return {
    currency: 'XTR',
    minAmount: 1,
    isPaidInClient: true,
    renewsPlans: true,
    // https://core.telegram.org/bots/api#refundstarpayment takes no amount.
    refundsParts: false,
    isOffered: () => true,
    receiptEmail: () => null,
    faultOf,

    async describeCheckout(order) {
      const { plans } = await app.catalog.read();
      const plan = plans.find(({ code }) => code === order.plan_code) ?? null;
      const language = languageOf(order.language, order.language_code);
      const bought = { coins: order.coins, plan };
      const text: InvoiceText = {
        title: titleOf(bought, language),
        description: descriptionOf(bought, language),
      };
      return { ...text };
    },

    async createCheckout(order, request) {
      const { title, description } = request as unknown as InvoiceText;
      try {
        const url = await apiOf(app, order.bot_name).createInvoiceLink(
          title,
          description,
          order.id,
          '',
          'XTR',
          [{ label: title, amount: order.amount }],
          order.renews ? { subscription_period: SUBSCRIPTION_PERIOD_S } : {},
        );
        return { url, providerPaymentId: null };
      } catch (cause) {
        throw isRefusal(cause) ? new CheckoutRefusedError(cause.description, { cause }) : cause;
      }
    },

    describeRefund: () => ({}),

    async refund(order, charge) {
      const answer = (outcome: RefundOutcome) => ({ outcome, providerRefundId: null });
      try {
        const api = apiOf(app, order.bot_name);
        await api.refundStarPayment(order.telegram_id, charge.chargeId);
        return answer('refunded');
      } catch (error) {
        if (isAlreadyRefunded(error)) {
          return answer('refunded');
        }
        if (isRefusal(error)) {
          app.log.error({ err: error, chargeId: charge.chargeId }, 'refund refused');
          return answer('refused');
        }
        throw error;
      }
    },

    async check({ bot_name: botName }) {
      if (app.bots.find(botName)) {
        const shared =
          readings.get(botName) ??
          reconcileStars(app, botName).finally(() => readings.delete(botName));
        readings.set(botName, shared);
        await shared;
      }
    },

    reconcilers: () =>
      app.bots.all().map(({ name }) => ({
        what: `stars of ${name}`,
        run: (options) => reconcileStars(app, name, options),
      })),

    list: (span) => listStars(app, span),

    async endSubscription({ botName, telegramId, chargeId }) {
      await apiOf(app, botName).editUserStarSubscription(telegramId, chargeId, true);
    },
    endSubscriptionSoon: (tx, subscription) =>
      app.queue.enqueue(tx, endSubscriptionJob, subscription),

    handleUpdates: (bot, botName) => addPaymentHandlers(app, bot, botName),
  };
}

function faultOf(error: unknown): 'refused' | 'unavailable' | null {
  if (isRefusal(error)) {
    return 'refused';
  }
  return error instanceof GrammyError || error instanceof HttpError ? 'unavailable' : null;
}
