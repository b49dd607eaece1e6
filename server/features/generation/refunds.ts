/** Refunds of generations. */
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import { assertNever } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { refundOperation } from '../plans/service.ts';
import type { GenerationRow } from './models.ts';

/** Whether something was charged that can be refunded. */
export const isRefundable = {
  free: false,
  free_access: false,
  plan: true,
  free_operations: true,
  credits: true,
  coins: true,
} as const satisfies Record<PaidWith, boolean>;

/**
 * Refunds what was charged, to the same payer.
 * @returns whether some of it was collected at once for a refunded payment.
 */
export async function refund(
  app: AppContext,
  tx: Tx,
  row: GenerationRow,
): Promise<{ isCollected: boolean }> {
  const { userId, botName, paidWith } = row;
  let isCollected = false;
  switch (paidWith) {
    case 'free':
    case 'free_access':
      return { isCollected };
    case 'plan':
      if (row.planDay !== null) {
        await refundOperation(tx, userId, row.planDay);
      }
      break;
    case 'free_operations':
    case 'credits':
    case 'coins': {
      const { collected } = await ledger.post(tx, {
        kind: 'generation_refund',
        userId,
        botName,
        actor: 'system',
        amount: paidWith === 'coins' ? row.price : 1,
        generationId: row.id,
        asset: paidWith,
      });
      isCollected = collected > 0;
      break;
    }
    default:
      assertNever(paidWith);
  }
  app.live.publish(tx, userId, { type: 'balance' });
  return { isCollected };
}
