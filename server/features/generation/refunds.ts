/** Giving back what a generation took. */
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import type { AppContext } from '../../app/context.ts';
import { assertNever } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { giveBackOperation } from '../plans/allowance.ts';
import type { GenerationRow } from './models.ts';

/** Whether something was taken that can be given back. */
export const isRefundable = {
  free: false,
  free_access: false,
  plan: true,
  free_operations: true,
  credits: true,
  coins: true,
} as const satisfies Record<PaidWith, boolean>;

/** Gives back what was taken, to the same payer. */
export async function refund(app: AppContext, tx: Tx, row: GenerationRow): Promise<void> {
  const { userId, botName, paidWith } = row;
  switch (paidWith) {
    case 'free':
    case 'free_access':
      return;
    case 'plan':
      if (row.planDay !== null) {
        await giveBackOperation(tx, userId, row.planDay);
      }
      break;
    case 'free_operations':
    case 'credits':
    case 'coins':
      await ledger.post(tx, {
        kind: 'generation_refund',
        userId,
        botName,
        actor: 'system',
        amount: paidWith === 'coins' ? row.price : 1,
        generationId: row.id,
        asset: paidWith,
      });
      break;
    default:
      assertNever(paidWith);
  }
  app.live.publish(tx, userId, { type: 'balance' });
}
