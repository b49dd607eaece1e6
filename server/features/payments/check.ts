import type { PaymentProvider } from '../../../shared/schemas/payments.ts';
import type { AppContext } from '../../app/context.ts';
import type { BotHandle } from '../../telegram/bots.ts';
import { reconcileStars } from './reconcileStars.ts';
import { checkYooKassa } from './settleYooKassa.ts';
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

/** Asks the provider what has become of an order, and settles what is found. */
export const checks: Record<PaymentProvider, (app: AppContext, order: OrderRow) => Promise<void>> =
  {
    stars: checkStars,
    yookassa: checkYooKassa,
  };
