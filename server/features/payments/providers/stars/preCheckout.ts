/**
 * Telegram asks before it takes Stars, and waits ten seconds at most. The answer is one plain read on
 * a connection of its own: no lock, no job, nothing that other work could hold up.
 */
import type { Localized } from '../../../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../../../app/context.ts';
import { hasRunningSubscription } from '../../../plans/lookup.ts';
import { hasDiscount } from '../../../promo/service.ts';
import { isOrderId, mismatchOf } from '../../settle.ts';
import { readOrder } from '../../statements.ts';
import { isOpen } from '../../transition.ts';

/** The question, in Telegram's words. */
export interface Checkout {
  botName: string;
  payerTelegramId: number;
  payload: string;
  amount: number;
  currency: string;
}

export const refusals = [
  'closed',
  'discount_used',
  'other_payer',
  'not_ours',
  'paused',
  'subscribed',
  'busy',
] as const;
export type Refusal = (typeof refusals)[number];

/** What the person reads when the payment is refused. */
export const refusalMessages: Record<Refusal, Localized> = {
  closed: {
    ru: 'Этот счёт уже закрыт. Создайте новый в приложении.',
    en: 'This invoice is closed. Create a new one in the app.',
  },
  discount_used: {
    ru: 'Скидка этого счёта уже использована. Создайте новый счёт в приложении.',
    en: 'The discount of this invoice has been used already. Create a new one in the app.',
  },
  other_payer: {
    ru: 'Этот счёт выставлен другому человеку.',
    en: 'This invoice belongs to somebody else.',
  },
  not_ours: {
    ru: 'Счёт не найден. Создайте новый в приложении.',
    en: 'No such invoice. Create a new one in the app.',
  },
  paused: {
    ru: 'Аккаунт приостановлен. Напишите /paysupport.',
    en: 'The account is paused. Write /paysupport.',
  },
  subscribed: {
    ru: 'Подписка уже действует.',
    en: 'The subscription is running already.',
  },
  busy: {
    ru: 'Не удалось проверить счёт. Попробуйте ещё раз через минуту.',
    en: 'The invoice could not be checked. Try again in a minute.',
  },
};

/** How long the database may take; Telegram waits for ten seconds, a person for less. */
const PATIENCE_MS = 2500;

/** @returns why the payment must not be taken; null when it may. Never throws. */
export async function refusalOf(app: AppContext, checkout: Checkout): Promise<Refusal | null> {
  const timer = Promise.withResolvers<'busy'>();
  const timeout = setTimeout(() => timer.resolve('busy'), PATIENCE_MS);
  try {
    return await Promise.race([judge(app, checkout), timer.promise]);
  } catch (error) {
    app.log.error({ err: error }, 'a pre-checkout query could not be checked');
    return 'busy';
  } finally {
    clearTimeout(timeout);
  }
}

async function judge(app: AppContext, checkout: Checkout): Promise<Refusal | null> {
  if (!isOrderId(checkout.payload)) {
    return 'not_ours';
  }
  if (app.health.database.isDown) {
    // The payment could not be written down.
    return 'busy';
  }
  const [order] = await app.webhookDb.query(readOrder, [checkout.payload]);
  const mismatch = mismatchOf(order ?? null, { ...checkout, provider: 'stars' });
  if (!order || mismatch) {
    return mismatch === 'other_payer' ? 'other_payer' : 'not_ours';
  }
  if (order.blocked) {
    return 'paused';
  }
  if (!isOpen(order.status) || order.expired) {
    return 'closed';
  }
  if (order.promo_id !== null && !(await hasDiscount(app.webhookDb, order.user_id, order.id))) {
    return 'discount_used';
  }
  const isRunning = order.renews && (await hasRunningSubscription(app.webhookDb, order.user_id));
  return isRunning ? 'subscribed' : null;
}
