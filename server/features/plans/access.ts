/** Who may use what without paying each time: free access and active plans. */
import type { GrantSource } from '../../../shared/closedSets.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import * as ledger from '../../ledger/index.ts';
import { type Recipient, toFact } from '../progress/lookup.ts';
import { freeAccessOf } from '../users/lookup.ts';
import { UserPlan } from './models.ts';

/** The active plan; null without one. */
export function currentPlan(reader: Reader, userId: number): Promise<UserPlan | null> {
  return reader
    .of(UserPlan)
    .scope('timed', 'begun', 'notEnded')
    .findOne({ where: { userId }, order: [['endsAt', 'DESC']] });
}

/** What can open a training, in this order: free entitlements before bought ones. */
export type AccessPayer = 'free_access' | 'plan' | 'free_trainings' | 'credits';

export interface Access {
  /** Null without access. */
  by: AccessPayer | null;
  /** Until when, for free access and plans; null for good. */
  until: Date | null;
}

/** What other bots ask: whether a person may begin a training, and by which entitlement. */
export async function hasAccess(app: AppContext, userId: number): Promise<Access> {
  return await findPayer(app.db, userId, await ledger.getBalances(app.db, userId));
}

async function findPayer(
  reader: Reader,
  userId: number,
  balances: ledger.Balances,
): Promise<Access> {
  const free = await freeAccessOf(reader, userId);
  if (free) {
    return { by: 'free_access', until: free.until };
  }
  const plan = await currentPlan(reader, userId);
  if (plan) {
    return { by: 'plan', until: plan.end };
  }
  const asset = (['free_trainings', 'credits'] as const).find((one) => balances[one] > 0);
  return { by: asset ?? null, until: null };
}

/**
 * Charges for one training: nothing with free access or a plan, else one free training or credit.
 * @param use `reference` identifies the use; `pay` asks for one of the balances.
 * @returns what paid, and where the free training came from.
 * @throws DomainError INSUFFICIENT_FUNDS
 */
export async function spendAccess(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  { reference, pay }: { reference: string; pay: 'any' | 'free_trainings' | 'credits' },
): Promise<{ paidWith: AccessPayer; source: GrantSource | null }> {
  const balances = await ledger.lockBalances(tx, who.userId);
  const by = pay === 'any' ? (await findPayer(tx, who.userId, balances)).by : pay;
  if (by === null) {
    throw new DomainError('INSUFFICIENT_FUNDS');
  }
  if (by === 'free_access' || by === 'plan') {
    return { paidWith: by, source: null };
  }
  const [lot] = await ledger.readLots(tx, who.userId, by);
  await ledger.post(tx, {
    ...toFact(who),
    kind: 'training_charge',
    trainingId: reference,
    asset: by,
    amount: 1,
  });
  app.live.publish(tx, who.userId, { type: 'balance' });
  return { paidWith: by, source: lot?.source ?? null };
}
