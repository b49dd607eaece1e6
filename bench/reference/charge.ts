/** A charge, the usual way: the balance's row is locked, checked and updated, the movement written. */
import { TRPCError } from '@trpc/server';
import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { countedProcedure, models } from './procedures.ts';

const { sequelize, Entry, Wallet } = models;

export interface Movement {
  userId: number;
  asset: string;
  account: string;
  kind: string;
  reference: string;
  amount: number;
}

/**
 * Charges a balance, once per reference.
 * @returns the balance after it.
 */
export async function take(transaction: Transaction, movement: Movement): Promise<number> {
  const { userId, asset, kind, reference, amount } = movement;
  const wallet = await Wallet.findOne({ where: { userId, asset }, lock: true, transaction });
  const earlier = await Entry.findOne({
    where: { userId, asset, kind, reference },
    transaction,
  });
  if (earlier) {
    return Number(earlier.get('balanceAfter'));
  }
  const before = Number(wallet?.get('balance') ?? 0);
  if (!wallet || before < amount) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: `not enough ${asset}` });
  }
  const walletVersion = Number(wallet.get('version')) + 1;
  await Entry.create(
    {
      ...movement,
      walletVersion,
      amount: -amount,
      balanceBefore: before,
      balanceAfter: before - amount,
      botName: 'main',
      actor: `user:${userId}`,
      eventAt: new Date(),
    },
    { transaction },
  );
  await wallet.update({ balance: before - amount, version: walletVersion }, { transaction });
  return before - amount;
}

export const charge = countedProcedure
  .input(z.object({ requestId: z.uuid() }))
  .mutation(({ ctx: { userId }, input }) =>
    sequelize.transaction(async (transaction) => ({
      balance: await take(transaction, {
        userId,
        asset: 'coins',
        account: 'adjustment',
        kind: 'admin_adjustment',
        reference: input.requestId,
        amount: 150,
      }),
    })),
  );
