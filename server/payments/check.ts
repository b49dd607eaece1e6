import type { PaymentProvider } from '../../shared/schemas/payments.ts';
import type { AppContext } from '../context.ts';
import { reconcileStars } from './reconcileStars.ts';
import { checkYooKassa } from './settleYooKassa.ts';
import type { OrderRow } from './statements.ts';

/** Asks the provider what has become of an order, and settles what is found. */
export const checks: Record<PaymentProvider, (app: AppContext, order: OrderRow) => Promise<void>> =
  {
    stars: (app, order) => reconcileStars(app, order.bot_name),
    yookassa: checkYooKassa,
  };
