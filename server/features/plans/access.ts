/** Who may use what without paying for each time: free access and running plans. */
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import * as statements from './statements.ts';

export type CurrentPlan = statements.CurrentPlanRow;

/** The plan that runs now, with what of today's allowance is used; null when none runs. */
export async function currentPlan(
  source: Pick<AppContext, 'db'> | Tx,
  userId: number,
): Promise<CurrentPlan | null> {
  const reader = 'db' in source ? source.db : source;
  const [plan] = await reader.query(statements.readCurrent, [userId]);
  return plan ?? null;
}

/** Gives free access for some days more, or for good (null). @returns until when; null = for good. */
export async function extendFreeAccess(
  tx: Tx,
  userId: number,
  days: number | null,
): Promise<Date | null> {
  const [row] = await tx.query(statements.extendFreeAccess, [userId, days]);
  return toDate(row?.until);
}

export interface Access {
  /** What opens the door, in the order in which it is asked; null when the door is shut. */
  by: 'free_access' | 'plan' | 'credits' | null;
  /** Until when; null for good, for credits, and when there is no access. */
  until: Date | null;
  creditsLeft: number;
  freeOperationsLeft: number;
  freeTrainingsLeft: number;
}

/** What other bots ask: whether a person has free access, a plan, or credits. */
export async function hasAccess(app: AppContext, userId: number): Promise<Access> {
  const [[free], plan, balances] = await Promise.all([
    app.db.query(statements.readFreeAccess, [userId]),
    currentPlan(app, userId),
    ledger.getBalances(app.db, userId),
  ]);
  const left = {
    creditsLeft: balances.credits,
    freeOperationsLeft: balances.free_operations,
    freeTrainingsLeft: balances.free_trainings,
  };
  if (free) {
    return { by: 'free_access', until: toDate(free.until), ...left };
  }
  if (plan) {
    return { by: 'plan', until: plan.ends_at, ...left };
  }
  return { by: balances.credits > 0 ? 'credits' : null, until: null, ...left };
}

/** pg gives `infinity` as the number. */
function toDate(until: Date | number | undefined): Date | null {
  return until instanceof Date ? until : null;
}
