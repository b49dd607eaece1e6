import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';

/** What is left to pay for trainings: credits with their total, free trainings by source. */
export async function remainingAllowances(reader: AppContext['db'] | Tx, userId: number) {
  const credits = await ledger.readLots(reader, userId, 'credits');
  const trainings = await ledger.readLots(reader, userId, 'free_trainings');
  const sum = (lots: readonly ledger.Lot[], field: 'left' | 'given') =>
    lots.reduce((total, lot) => total + lot[field], 0);
  return {
    credits: { left: sum(credits, 'left'), total: sum(credits, 'given') },
    freeTrainings: { left: sum(trainings, 'left'), bySource: ledger.leftBySource(trainings) },
  };
}
