/** One movement for each of many people, in a handful of statements: for what is carried over in bulk. */
import { FOR_NO_KEY_UPDATE } from '../db/boundModels.ts';
import type { Tx } from '../db/database.ts';
import { LedgerEntry, Wallet } from './models.ts';
import { type Movement, type Posting, toPosting } from './movements.ts';

/**
 * Posts movements of one asset that give something, one for each person. What was posted before stays as it
 * is. The rows are made by the code above, so they are not validated one by one.
 * @returns how many are new.
 * @throws RangeError when a movement takes, or a person stands twice.
 */
export async function postForMany(tx: Tx, movements: readonly Movement[]): Promise<number> {
  const postings = movements.map((movement) => toPosting(movement));
  const [first] = postings;
  if (!first) {
    return 0;
  }
  const { asset, kind } = first;
  const userId = postings.map((posting) => posting.userId);
  const fits = postings.every((one) => one.amount > 0 && one.asset === asset && one.kind === kind);
  if (!fits || new Set(userId).size !== userId.length) {
    throw new RangeError('one gift of one asset for each person');
  }
  const wallets = tx.of(Wallet);
  await wallets.bulkCreate(
    [...userId].sort((a, b) => a - b).map((id) => ({ userId: id, asset })),
    { ignoreDuplicates: true, validate: false },
  );
  const locked = await wallets.findAll({
    where: { userId, asset },
    order: [['userId', 'ASC']],
    lock: FOR_NO_KEY_UPDATE,
  });
  const byUser = new Map(locked.map((wallet) => [wallet.userId, wallet]));
  const references = [...new Set(postings.map(({ reference }) => reference))];
  const known = await tx.of(LedgerEntry).findAll({
    attributes: ['userId', 'reference'],
    where: { userId, asset, kind, reference: references },
  });
  const keyOf = (one: Pick<Posting, 'userId' | 'reference'>) => `${one.userId} ${one.reference}`;
  const posted = new Set(known.map(keyOf));
  const fresh = postings.filter((posting) => !posted.has(keyOf(posting)));
  const entries = fresh.map(({ eventAt, ...posting }) => {
    const { balance = 0, version = 0 } = byUser.get(posting.userId) ?? {};
    return {
      ...posting,
      eventAt: eventAt ?? new Date(),
      walletVersion: version + 1,
      balanceBefore: balance,
      balanceAfter: balance + posting.amount,
    };
  });
  await wallets.bulkCreate(
    entries.map(({ userId: id, balanceAfter, walletVersion }) => ({
      userId: id,
      asset,
      balance: balanceAfter,
      version: walletVersion,
    })),
    { updateOnDuplicate: ['balance', 'version'], validate: false },
  );
  await tx.of(LedgerEntry).bulkCreate(entries, { validate: false });
  return entries.length;
}
