import type { AppContext } from '../../../../app/context.ts';
import { claimCheck } from '../../orderChanges.ts';
import { listUnsettled, readOrder } from '../../statements.ts';
import { checkYooKassa } from './settle.ts';

/**
 * Reads payments whose end no notification has reported.
 * @throws YooKassaError
 */
export async function pollOrders(app: AppContext): Promise<void> {
  if (!app.config.payments.yookassa) {
    return;
  }
  const everyS = app.config.reconcileEveryS;
  for (const key of await app.db.query(listUnsettled, ['yookassa', everyS])) {
    const [order] = await app.db.query(readOrder, [key.id]);
    await app.db.transaction((tx) => claimCheck(tx, key, 0));
    if (order) {
      await checkYooKassa(app, order);
    }
  }
}
