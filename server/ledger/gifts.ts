/** Posts one gift to each of many people in a few statements, for bulk imports. */
import { fn } from 'sequelize';
import { DomainError } from '../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../db/boundModels.ts';
import type { Tx } from '../db/database.ts';
import { LedgerEntry, Wallet } from './models.ts';
import type { Posting } from './movements.ts';

/** Whether these can be posted together: something given, of one kind and asset, once to each person. */
export function areGifts(postings: readonly Posting[]): boolean {
  const [first] = postings;
  return (
    new Set(postings.map(({ userId }) => userId)).size === postings.length &&
    postings.every(
      ({ amount, asset, kind }) =>
        amount > 0 &&
        asset === first?.asset &&
        kind === first.kind &&
        // A refund may have to settle shortfalls, which is done one by one.
        kind !== 'generation_refund',
    )
  );
}

/**
 * Posts gifts of one kind and asset, one for each person; what was posted before stays as it is. The rows are
 * made by the code above, so they are not validated one by one.
 * @returns how many are new.
 * @throws DomainError IDEMPOTENCY_CONFLICT (posted before with another amount). When somebody else opens one of
 *   the wallets at this moment, the transaction is run again (`wallets_pkey` in db/retry.ts).
 */
export async function postGifts(tx: Tx, postings: readonly Posting[]): Promise<number> {
  const [first] = postings;
  if (!first) {
    return 0;
  }
  const { asset, kind } = first;
  const userId = postings.map((posting) => posting.userId);
  const wallets = await lockWallets(tx, { userId, asset });
  const reference = [...new Set(postings.map((posting) => posting.reference))];
  const posted = await findPosted(tx, { userId, asset, kind, reference });
  const fresh = postings.filter((posting) => !isReplay(posting, posted.get(posting.userId)));
  const entries = fresh.map(({ eventAt, ...posting }) => {
    const { balance, version } = wallets.get(posting.userId) ?? { balance: 0, version: 0 };
    return {
      ...posting,
      eventAt: eventAt ?? fn('now'),
      walletVersion: version + 1,
      balanceBefore: balance,
      balanceAfter: balance + posting.amount,
    };
  });
  const written = entries.map((entry) => ({
    userId: entry.userId,
    asset,
    balance: entry.balanceAfter,
    version: entry.walletVersion,
  }));
  const quick = { validate: false, returning: false };
  await tx.of(Wallet).bulkCreate(
    written.filter((wallet) => !wallets.has(wallet.userId)),
    quick,
  );
  await tx.of(Wallet).bulkCreate(
    written.filter((wallet) => wallets.has(wallet.userId)),
    { ...quick, updateOnDuplicate: ['balance', 'version'] },
  );
  await tx.of(LedgerEntry).bulkCreate(entries, quick);
  return entries.length;
}

/** The wallets that exist already, locked in the order of the people. */
async function lockWallets(
  tx: Tx,
  where: { userId: number[]; asset: Posting['asset'] },
): Promise<Map<number, Pick<Wallet, 'balance' | 'version'>>> {
  const locked = await tx.of(Wallet).findAll({
    attributes: ['userId', 'balance', 'version'],
    where,
    order: [['userId', 'ASC']],
    lock: FOR_NO_KEY_UPDATE,
    raw: true,
  });
  return new Map(locked.map((wallet) => [wallet.userId, wallet]));
}

type PostedBefore = Pick<LedgerEntry, 'reference' | 'amount' | 'account'>;

/** Earlier postings of these people under these references, by person. */
async function findPosted(
  tx: Tx,
  where: Pick<Posting, 'asset' | 'kind'> & { userId: number[]; reference: string[] },
): Promise<Map<number, PostedBefore[]>> {
  const entries = await tx.of(LedgerEntry).findAll({
    attributes: ['userId', 'reference', 'amount', 'account'],
    where,
    raw: true,
  });
  return Map.groupBy(entries, (entry) => entry.userId);
}

/** @throws DomainError IDEMPOTENCY_CONFLICT */
function isReplay(posting: Posting, before: readonly PostedBefore[] = []): boolean {
  const earlier = before.find(({ reference }) => reference === posting.reference);
  if (earlier && (earlier.amount !== posting.amount || earlier.account !== posting.account)) {
    throw new DomainError('IDEMPOTENCY_CONFLICT');
  }
  return earlier !== undefined;
}
