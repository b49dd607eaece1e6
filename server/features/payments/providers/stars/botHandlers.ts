/** Updates of the bot that are about payments in Stars. */
import type { Bot } from 'grammy';
import type { RefundedPayment, SuccessfulPayment, Update, User } from 'grammy/types';
import type { Language } from '../../../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../../../app/context.ts';
import type { Tx } from '../../../../db/database.ts';
import { eventOf } from '../../../../telegram/updateEvent.ts';
import { claimEvent } from '../../../inbox/service.ts';
import { findByTelegramId, languageOf } from '../../../users/lookup.ts';
import { recordPaymentEvent } from '../../events.ts';
import { type ReportedStarCharge, settleStarRefund, settleStars } from './charges.ts';
import { type Refusal, refusalMessages, refusalOf } from './preCheckout.ts';
import { followSubscription } from './subscriptionUpdates.ts';

export function addPaymentHandlers(app: AppContext, bot: Bot, botName: string): void {
  /** Runs `work` once per update, in one transaction with the update's number. */
  const once = async (update: Update, work: (tx: Tx) => Promise<unknown>) => {
    // Read before the transaction, so that it finds the catalog in memory.
    await app.catalog.read();
    await app.db.transaction(async (tx) => {
      if (await claimEvent(tx, eventOf(botName, update))) {
        await work(tx);
      }
    });
  };

  bot.on('pre_checkout_query', async (ctx) => {
    const { from, currency, total_amount: amount, invoice_payload } = ctx.preCheckoutQuery;
    const refusal = await refusalOf(app, {
      botName,
      payerTelegramId: from.id,
      payload: invoice_payload,
      amount,
      currency,
    });
    const language = await languageOfPayer(app, from, refusal);
    const answer =
      refusal === null
        ? ctx.answerPreCheckoutQuery(true)
        : ctx.answerPreCheckoutQuery(false, { error_message: refusalMessages[refusal][language] });
    // Too late or answered before: nothing is left to be done, and repeating would not help.
    await answer.catch((error: unknown) => {
      app.log.warn({ err: error, bot: botName }, 'a pre-checkout query could not be answered');
    });
    if (refusal !== 'busy') {
      // After the answer, which has no time for it; without it only the team's view is poorer.
      await app.db
        .transaction((tx) => recordPaymentEvent(tx, invoice_payload, 'pre_checkout', { refusal }))
        .catch((error: unknown) => app.log.warn({ err: error }, 'a pre-checkout was not noted'));
    }
  });

  bot.on('message:successful_payment', (ctx) => {
    const { successful_payment: paid, date } = ctx.message;
    const facts = reportedChargeOf(botName, ctx.from, paid, date);
    return once(ctx.update, async (tx) => {
      await settleStars(app, tx, facts);
      await recordPaymentEvent(tx, facts.payload, 'notification', { event: 'successful_payment' });
    });
  });

  bot.on('message:refunded_payment', (ctx) => {
    const { refunded_payment: refunded, date } = ctx.message;
    const facts = reportedChargeOf(botName, ctx.from, refunded, date);
    return once(ctx.update, async (tx) => {
      await settleStarRefund(app, tx, facts);
      await recordPaymentEvent(tx, facts.payload, 'notification', { event: 'refunded_payment' });
    });
  });

  bot.on('subscription', (ctx) => {
    const { user, invoice_payload: orderId, state } = ctx.update.subscription;
    return once(ctx.update, (tx) =>
      followSubscription(app, tx, { botName, telegramId: user.id, orderId, state }),
    );
  });
}

/** As chosen in the settings; when the database is slow already, as Telegram says. */
async function languageOfPayer(
  app: AppContext,
  { id, language_code }: Pick<User, 'id'> & { language_code?: string | undefined },
  refusal: Refusal | null,
): Promise<Language> {
  const isAsked = refusal !== null && refusal !== 'busy';
  const person = isAsked ? await findByTelegramId(app.webhookDb, id).catch(() => null) : null;
  return languageOf(person?.language ?? null, language_code ?? null);
}

function reportedChargeOf(
  botName: string,
  payer: User,
  payment: SuccessfulPayment | RefundedPayment,
  date: number,
): ReportedStarCharge {
  const until =
    'subscription_expiration_date' in payment ? payment.subscription_expiration_date : undefined;
  return {
    chargeId: payment.telegram_payment_charge_id,
    payload: payment.invoice_payload,
    botName,
    payerTelegramId: payer.id,
    amount: payment.total_amount,
    currency: payment.currency,
    at: new Date(date * 1000),
    expiresAt: until === undefined ? null : new Date(until * 1000),
    startsSubscription: 'is_first_recurring' in payment && payment.is_first_recurring === true,
  };
}
