/** The price of an order, charged to its payer. */
import type { PaidWith } from '../../../shared/schemas/primitives.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import { assertNever, DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import * as statements from './createStatements.ts';
import type { PayerChoice } from './payer.ts';

type CoveredChoice = PayerChoice & { paidWith: PaidWith };

/**
 * Nobody pays more than they were shown; hundredths of a coin, undefined where no price was shown.
 * @throws DomainError PRICE_CHANGED
 */
export function assertPriceAsShown(
  choices: readonly CoveredChoice[],
  shown: number | undefined,
): void {
  const price = choices
    .filter(({ paidWith }) => paidWith === 'coins')
    .reduce((sum, { amount }) => sum + amount, 0);
  if (shown !== undefined && price > shown) {
    throw new DomainError('PRICE_CHANGED', { price });
  }
}

/** @throws DomainError INSUFFICIENT_FUNDS with the missing amount for all of them, before any is paid */
export function allCovered(
  choices: readonly PayerChoice[],
  { coins }: ledger.Balances,
): CoveredChoice[] {
  const missing = choices.reduce((sum, choice) => sum + choice.missing, 0);
  return choices.map(({ paidWith, ...choice }) => {
    if (paidWith === null) {
      throw new DomainError('INSUFFICIENT_FUNDS', { missing, balance: coins });
    }
    return { ...choice, paidWith };
  });
}

/** Charges the payer for the generation, unless that is a plan. */
export async function charge(
  tx: Tx,
  actor: Actor,
  generationId: string,
  paidWith: PaidWith,
  amount: number,
): Promise<void> {
  switch (paidWith) {
    case 'free':
    case 'free_access':
    case 'plan':
      return;
    case 'free_operations':
    case 'credits':
    case 'coins':
      await ledger.post(tx, {
        kind: 'generation_charge',
        userId: actor.userId,
        botName: actor.botName,
        actor: actorName(actor),
        amount,
        generationId,
        asset: paidWith,
      });
      return;
    default:
      assertNever(paidWith);
  }
}

/** Takes one from today's allowance. @returns the day. */
export async function takeFromPlan(tx: Tx, userId: number, daily: number | null): Promise<string> {
  const [taken] = await tx.query(statements.takeFromPlan, [userId, daily]);
  if (!taken) {
    throw new Error('the allowance of a plan was taken by somebody else');
  }
  return taken.day;
}
