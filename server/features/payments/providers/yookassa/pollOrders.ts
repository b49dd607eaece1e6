import type { AppContext } from '../../../../app/context.ts';
import * as statements from '../../statements.ts';
import { checkYooKassa } from './settle.ts';

/** Asks about payments of which no notification has told the end. @throws YooKassaError */
export async function pollOrders(app: AppContext): Promise<void> {
  if (!app.config.payments.yookassa) {
    return;
  }
  const everyS = app.config.reconcileEveryS;
  for (const { user_id, id } of await app.db.query(statements.listUnsettled, [
    'yookassa',
    everyS,
  ])) {
    const [order] = await app.db.query(statements.readOrder, [id]);
    await app.db.transaction((tx) => tx.query(statements.claimCheck, [user_id, id, 0]));
    if (order) {
      await checkYooKassa(app, order);
    }
  }
}
