/** Reads for other features: a person's history, sums of it, and whether a movement was posted. */

import type { MovementKind } from '../../shared/closedSets.ts';
import type { Asset } from '../../shared/schemas/primitives.ts';
import type { Database, Tx } from '../db/database.ts';
import type { Reader } from '../db/repository.ts';
import * as statements from './historyStatements.ts';
import { LedgerEntry } from './models.ts';
import { type Movement, toPosting } from './movements.ts';
import type { EntryRow } from './statements.ts';

/** An entry with its local day in the requested time zone. */
export type HistoryEntry = EntryRow & { day: string };

export interface HistoryQuery {
  userId: number;
  /** Null = every kind. */
  kinds: readonly MovementKind[] | null;
  /** The last entry of the page before. */
  after: number | null;
  limit: number;
  /** The time zone's name in PostgreSQL. */
  timeZone: string;
}

/** A page of a person's history, newest first; without XP, which cannot be spent. */
export async function readHistory(db: Database, query: HistoryQuery): Promise<HistoryEntry[]> {
  const { userId, kinds, after, limit, timeZone } = query;
  return kinds
    ? await db.query(statements.readKinds, [userId, after, limit, timeZone, kinds])
    : await db.query(statements.readAll, [userId, after, limit, timeZone]);
}

/** Coins of whole days, `from` and `to` included, as YYYY-MM-DD in the zone. */
export async function sumCoinsByDay(
  db: Database,
  query: Pick<HistoryQuery, 'userId' | 'kinds' | 'timeZone'> & { from: string; to: string },
): Promise<{ day: string; total: number }[]> {
  const { userId, kinds, timeZone, from, to } = query;
  return await db.query(statements.sumCoinsByDay, [userId, kinds, timeZone, from, to]);
}

/** The sum of a person's entries of some kinds, signed. */
export async function sumOf(
  reader: Reader,
  userId: number,
  asset: Asset,
  kinds: readonly MovementKind[],
): Promise<number> {
  return await reader.of(LedgerEntry).sum('amount', { userId, asset, kind: [...kinds] });
}

/** The entries of one kind with these references, for lists that show what each line brought. */
export async function readByReference(
  reader: Reader,
  userId: number,
  asset: Asset,
  kind: MovementKind,
  references: readonly string[],
): Promise<Pick<EntryRow, 'reference' | 'amount'>[]> {
  return await reader.of(LedgerEntry).findAll({
    attributes: ['reference', 'amount'],
    where: { userId, asset, kind, reference: [...references] },
  });
}

/** The entry of a movement that was posted before, whatever its amount; null when it was not. */
export async function findPosted(
  tx: Tx,
  movement: Movement,
): Promise<Pick<LedgerEntry, 'amount' | 'botName'> | null> {
  const { userId, asset, kind, reference } = toPosting(movement);
  return await tx.of(LedgerEntry).findOne({ where: { userId, asset, kind, reference } });
}

/** The balance at the end of the transaction that posted an entry, as it was returned to the caller. */
export async function readSettled(tx: Tx, entry: EntryRow): Promise<number> {
  const [settled] = await tx.query(statements.readSettled, [entry.user_id, entry.id]);
  return settled?.balance ?? entry.balance_after;
}
