/**
 * The ledger: the only code that writes wallets and ledger entries; nobody else names their tables.
 *
 * Invariants, each kept by the code and again by the database:
 * - a balance is the sum of its entries and never negative;
 * - entries are never changed, each goes on where the one before it ended;
 * - a movement is posted once: the same again returns the first entry, another amount is refused;
 * - a shortfall is collected from later refunds of charges made before it;
 * - wallets of a person are locked in one order, coins first, and people in the order of their ids, so two
 *   posters can't deadlock.
 */
import { type Asset, assets } from '../../shared/schemas/primitives.ts';
import { DomainError } from '../core/errors.ts';
import type { Tx } from '../db/database.ts';
import { areGifts, postGifts } from './gifts.ts';
import { LedgerShortfall } from './models.ts';
import { type Movement, type Posting, toPosting } from './movements.ts';
import * as statements from './statements.ts';

export type { MovementKind } from '../../shared/closedSets.ts';
export type { HistoryEntry, HistoryQuery } from './history.ts';
export {
  findPosted,
  readByReference,
  readHistory,
  readSettled,
  sumCoinsByDay,
  sumOf,
} from './history.ts';
export { type Lot, leftBySource, readLots } from './lots.ts';
export type { Movement } from './movements.ts';
export {
  activePeopleSql,
  countActiveOfDays,
  countActivePeople,
  countFirstActiveByHour,
  readBalancesOf,
  sumByHour,
} from './totals.ts';

export type Balances = Record<Asset, number>;

/** What was posted: `replayed` when it had been posted before. */
export interface Posted {
  entry: statements.EntryRow;
  replayed: boolean;
  /** The part of a refund that was used at once to settle shortfalls. */
  collected: number;
}

/** What a reversal took, and what it could not take because it had been spent. */
export interface Reversal {
  taken: number;
  missing: number;
  replayed: boolean;
}

function toBalances(rows: readonly { asset: Asset; balance: number }[]): Balances {
  const balances: Balances = { coins: 0, free_operations: 0, credits: 0, free_trainings: 0, xp: 0 };
  for (const { asset, balance } of rows) {
    balances[asset] = balance;
  }
  return balances;
}

/**
 * For statements of other features that read balances beside their own columns: an SQL expression of
 * `{asset: balance}` for the person whom the SQL expression `userId` names; null before the first movement.
 */
export function balancesSql(userId: string): string {
  return `(select json_object_agg(asset, balance) from wallets where user_id = ${userId})`;
}

/** For statements of other features: the people (`user_id`) with a movement after the SQL expression `since`. */
export function activeSinceSql(since: string): string {
  return `select user_id from ledger_entries where created_at > ${since}`;
}

/** Reads a person's balances without locking them. */
export async function getBalances(reader: Pick<Tx, 'query'>, userId: number): Promise<Balances> {
  return toBalances(await reader.query(statements.readWallets, [userId]));
}

/** Locks all wallets of a person and reads them: the balances stay as read until the commit. */
export async function lockBalances(tx: Tx, userId: number): Promise<Balances> {
  const wallets = await tx.query(statements.lockWallets, [userId]);
  if (wallets.length === assets.length) {
    tx.locks.add(lockOf(userId));
    return toBalances(wallets);
  }
  await tx.query(statements.openWallets, [userId, assets]);
  return lockBalances(tx, userId);
}

/**
 * Posts one movement.
 * @throws DomainError INSUFFICIENT_FUNDS (with what is missing; nothing changes),
 *   IDEMPOTENCY_CONFLICT (posted before with another amount).
 */
export async function post(tx: Tx, movement: Movement): Promise<Posted> {
  const [posted] = await postAll(tx, [movement]);
  if (!posted) {
    throw new Error('a movement was not posted');
  }
  return posted;
}

/** Posts several movements, all or none; the answers are in the order given. */
export async function postAll(tx: Tx, movements: readonly Movement[]): Promise<Posted[]> {
  const postings = movements.map((movement) => toPosting(movement));
  const [only] = postings;
  const isAlone = postings.length === 1 && only && !tx.locks.has(lockOf(only.userId));
  if (!isAlone) {
    await lock(tx, postings);
  }
  const posted: Posted[] = [];
  for (const posting of postings) {
    const written = await (isAlone ? writeFirst(tx, posting) : write(tx, posting));
    const collected =
      posting.kind === 'generation_refund' && !written.replayed
        ? await collectShortfalls(tx, posting)
        : 0;
    posted.push({ ...written, collected });
  }
  return posted;
}

/**
 * Posts movements for many people as `postAll` does, all or none. Gifts of one kind, one for each person, take
 * a few statements however many there are; everything else is posted one by one.
 * @returns how many are new.
 * @throws DomainError as `post`.
 */
export async function postForMany(tx: Tx, movements: readonly Movement[]): Promise<number> {
  const postings = movements.map((movement) => toPosting(movement));
  if (areGifts(postings)) {
    return await postGifts(tx, postings);
  }
  const posted = await postAll(tx, movements);
  return posted.filter(({ replayed }) => !replayed).length;
}

/**
 * Posts a movement that takes value back, as far as it is still there: the balance stops at zero and
 * the rest is recorded as a shortfall.
 * @throws DomainError IDEMPOTENCY_CONFLICT
 */
export async function clawBack(tx: Tx, movement: Movement): Promise<Reversal> {
  const posting = toPosting(movement);
  if (posting.amount > 0) {
    throw new RangeError(`${movement.kind} does not take anything`);
  }
  await lock(tx, [posting]);
  const requested = -posting.amount;
  const [before] = await tx.query(statements.findClawback, keyOf(posting));
  const alreadyTaken = 0 - (before?.amount ?? 0);
  const alreadyMissing = before?.missing ?? 0;
  if (alreadyTaken + alreadyMissing > 0) {
    if (alreadyTaken + alreadyMissing !== requested) {
      throw new DomainError('IDEMPOTENCY_CONFLICT');
    }
    return { taken: alreadyTaken, missing: alreadyMissing, replayed: true };
  }
  const [wallet] = await tx.query(statements.readWallet, [posting.userId, posting.asset]);
  const taken = Math.min(requested, wallet?.balance ?? 0);
  const missing = requested - taken;
  if (taken > 0) {
    await write(tx, { ...posting, amount: -taken });
  }
  if (missing > 0) {
    const { userId, asset, kind, reference } = posting;
    const shortfall = { userId, asset, kind, reference, requested, missing };
    await tx.of(LedgerShortfall).create(shortfall);
  }
  return { taken, missing, replayed: false };
}

/**
 * Called when the price of a generation is refunded: settles shortfalls that arose while it was spent on that
 * generation, so that nobody has both the money and the coins. Charges made after a shortfall were paid with
 * other coins and are refunded in full.
 * @returns how much was collected.
 */
async function collectShortfalls(tx: Tx, returned: Posting): Promise<number> {
  const { userId, asset, reference: generationId, botName, actor } = returned;
  const shortfalls = await tx.query(statements.listOutstanding, [userId, asset, generationId]);
  let left = returned.amount;
  for (const { kind, reference, outstanding } of shortfalls) {
    const amount = Math.min(left, outstanding);
    if (amount > 0) {
      const shortfall = { kind, reference };
      const fact = { userId, botName, actor, amount, asset, shortfall, generationId };
      await write(tx, toPosting({ kind: 'shortfall_collection', ...fact }));
      left -= amount;
    }
  }
  return returned.amount - left;
}

function keyOf({ userId, asset, kind, reference }: Posting) {
  return [userId, asset, kind, reference];
}

const lockOf = (userId: number) => `wallets of ${userId}`;

/** Locks the wallets of everybody in the postings, in the order of their ids. */
async function lock(tx: Tx, postings: readonly Posting[]): Promise<void> {
  const people = [...new Set(postings.map((posting) => posting.userId))].sort((a, b) => a - b);
  for (const userId of people) {
    if (!tx.locks.has(lockOf(userId))) {
      await lockBalances(tx, userId);
    }
  }
}

type Written = Omit<Posted, 'collected'>;

/** The asset whose wallet is locked first wherever all wallets of a person are locked. */
const FIRST_LOCKED: Asset = 'coins';

/**
 * Writes the first entry of a person in a transaction. For coins that nobody else moves at the same moment it is
 * one statement. Holding that wallet alone can't deadlock: everybody else locks it first.
 */
async function writeFirst(tx: Tx, posting: Posting): Promise<Written> {
  if (posting.asset === FIRST_LOCKED) {
    const row = await postEntry(tx, posting, statements.postUncontended);
    if (row && !row.replayed) {
      return await readPosted(tx, posting, row);
    }
    // A replay has locked nothing: whatever follows in the transaction may rely on the lock.
    await lockBalances(tx, posting.userId);
    return await write(tx, posting);
  }
  return await lockAndWrite(tx, posting);
}

/**
 * Locks one person's wallets and writes an entry in one packet: a round trip less for most charges. PostgreSQL
 * runs the second statement after the first, so it sees what was posted before the lock was held.
 */
async function lockAndWrite(tx: Tx, posting: Posting): Promise<Written> {
  const [wallets, row] = await Promise.all([
    tx.query(statements.lockWallets, [posting.userId]),
    postEntry(tx, posting),
  ]);
  if (wallets.length === assets.length) {
    tx.locks.add(lockOf(posting.userId));
  } else if (!row) {
    await lockBalances(tx, posting.userId);
    return await write(tx, posting);
  }
  return await readPosted(tx, posting, row);
}

async function write(tx: Tx, posting: Posting): Promise<Written> {
  return await readPosted(tx, posting, await postEntry(tx, posting));
}

type PostedRow = statements.EntryRow & { replayed: boolean };

/** @returns undefined when the balance is too small, or the wallet does not exist yet. */
async function postEntry(
  tx: Tx,
  posting: Posting,
  statement = statements.postEntry,
): Promise<PostedRow | undefined> {
  const [row] = await tx.query(statement, [
    ...keyOf(posting),
    posting.amount,
    posting.account,
    posting.botName,
    posting.actor,
    posting.description,
    posting.eventAt,
  ]);
  return row;
}

async function readPosted(tx: Tx, posting: Posting, row: PostedRow | undefined): Promise<Written> {
  if (!row) {
    const [wallet] = await tx.query(statements.readWallet, [posting.userId, posting.asset]);
    const balance = wallet?.balance ?? 0;
    throw new DomainError('INSUFFICIENT_FUNDS', { balance, missing: -posting.amount - balance });
  }
  const { replayed, ...entry } = row;
  if (replayed && (entry.amount !== posting.amount || entry.account !== posting.account)) {
    throw new DomainError('IDEMPOTENCY_CONFLICT');
  }
  return { entry, replayed };
}
