import { setTimeout as sleep } from 'node:timers/promises';
import type { PaymentProvider } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { BotHandle } from '../../telegram/bots.ts';
import { reconcileStars } from './providers/stars/reconcile.ts';
import { checkYooKassa } from './providers/yookassa/settle.ts';
import type { OrderRow } from './statements.ts';

/** Several people who ask at the same moment share one reading of Telegram's list. */
const reading = new WeakMap<BotHandle, Promise<void>>();

async function checkStars(app: AppContext, { bot_name: botName }: OrderRow): Promise<void> {
  const bot = app.bots.find(botName);
  if (!bot) {
    return;
  }
  const shared =
    reading.get(bot) ?? reconcileStars(app, botName).finally(() => reading.delete(bot));
  reading.set(bot, shared);
  await shared;
}

/** How long a person waits for the provider's answer, milliseconds. */
const CHECK_PATIENCE_MS = 2000;

/**
 * Asks the provider about an order and waits a moment for the answer. An answer that takes longer is
 * still followed, and reaches the app as a live event; one that fails is only logged.
 * @returns whether the provider has answered.
 */
export async function checkInTime(app: AppContext, order: OrderRow): Promise<boolean> {
  const asking = checks[order.provider](app, order).then(
    () => true,
    (error: unknown) => {
      app.log.warn({ err: error, paymentId: order.id }, 'the provider could not be asked');
      return true;
    },
  );
  const patience = new AbortController();
  const waiting = sleep(CHECK_PATIENCE_MS, false, { signal: patience.signal }).catch(() => false);
  const isAnswered = await Promise.race([asking, waiting]);
  patience.abort();
  return isAnswered;
}

/** Asks the provider what has become of an order, and settles what is found. */
const checks: Record<PaymentProvider, (app: AppContext, order: OrderRow) => Promise<void>> = {
  stars: checkStars,
  yookassa: checkYooKassa,
};
