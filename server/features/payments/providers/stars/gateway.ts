/** Telegram Stars: invoices, refunds. Facts: https://core.telegram.org/bots/payments-stars */
import { GrammyError } from 'grammy';
import type { AppContext } from '../../../../app/context.ts';
import { DomainError } from '../../../../core/errors.ts';
import { languageOf } from '../../../users/present.ts';
import { descriptionOf, titleOf } from '../../messages.ts';
import { CheckoutRefusedError, type PaymentGateway, type RefundOutcome } from '../provider.ts';

/** The only period that Telegram sells: 30 days, in seconds. */
const SUBSCRIPTION_PERIOD_S = 2_592_000;

/** @throws DomainError PAYMENT_METHOD_UNAVAILABLE when the configuration does not name the bot any more. */
export function apiOf(app: AppContext, botName: string) {
  const bot = app.bots.find(botName);
  if (!bot) {
    const cause = `the bot "${botName}" is not configured any more`;
    throw new DomainError('PAYMENT_METHOD_UNAVAILABLE', {}, { cause });
  }
  return bot.api;
}

/** What Telegram answers when the Stars are back already: that is what was wanted. */
export function isAlreadyRefunded(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes('CHARGE_ALREADY_REFUNDED');
}

/** Telegram has understood and said no; asking again brings the same. */
export function isRefusal(error: unknown): error is GrammyError {
  return (
    error instanceof GrammyError &&
    error.error_code >= 400 &&
    error.error_code < 500 &&
    error.error_code !== 429
  );
}

/** What `createInvoiceLink` is told besides the order's id and price. */
interface InvoiceText {
  title: string;
  description: string;
}

export const stars: PaymentGateway = {
  async describeCheckout(app, order) {
    const { plans } = await app.catalogue.read();
    const plan = plans.find(({ code }) => code === order.plan_code) ?? null;
    const language = languageOf(order.language, order.language_code);
    const bought = { coins: order.coins, plan };
    const text: InvoiceText = {
      title: titleOf(bought, language),
      description: descriptionOf(bought, language),
    };
    return { ...text };
  },

  async createCheckout(app, order, request) {
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

  async refund(app, order, charge) {
    const answer = (outcome: RefundOutcome) => ({ outcome, providerRefundId: null });
    try {
      const api = apiOf(app, order.bot_name);
      await api.refundStarPayment(order.telegram_id, charge.charge_id);
      return answer('refunded');
    } catch (error) {
      if (isAlreadyRefunded(error)) {
        return answer('refunded');
      }
      if (isRefusal(error)) {
        app.log.error({ err: error, chargeId: charge.charge_id }, 'refund refused');
        return answer('refused');
      }
      throw error;
    }
  },
};
