/** A person's balances and history. */
import type { z } from 'zod';
import type {
  HistoryItem,
  HistoryOutput,
  historyInput,
  WalletOutput,
} from '../../../shared/schemas/wallet.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import * as ledger from '../../ledger/index.ts';
import { cheapestPrice } from '../generation/service.ts';
import { getMe } from '../users/service.ts';
import { kindsOf } from './filters.ts';
import { findSubjects } from './subjects.ts';

export async function getWallet(app: AppContext, actor: Actor): Promise<WalletOutput> {
  const [{ balance, plan, freeAccess }, catalog, credits] = await Promise.all([
    getMe(app, actor.userId, actor.botName),
    app.catalog.read(),
    ledger.readLots(app.db, actor.userId, 'credits'),
  ]);
  const creditsTotal = credits.reduce((total, { given }) => total + given, 0);
  const worth = (kind: 'image' | 'video') => {
    const price = cheapestPrice(app, catalog, kind);
    return price ? Math.floor(balance.coins / price) : 0;
  };
  return {
    balance,
    plan,
    freeAccess,
    creditsTotal,
    worth: { images: worth('image'), videos: worth('video') },
  };
}

export type HistoryQuery = Omit<z.infer<typeof historyInput>, 'cursor'> & {
  cursor?: string | undefined;
};

/** A page of a person's history, newest first. */
export async function readHistory(
  app: AppContext,
  userId: number,
  query: HistoryQuery,
): Promise<HistoryOutput> {
  const timeZone = await app.timeZones.toPostgres(query.timeZone, app.now());
  const kinds = kindsOf(query.filter);
  const found = await ledger.readHistory(app.db, {
    userId,
    kinds,
    after: query.cursor ? Number(query.cursor) : null,
    limit: query.limit + 1,
    timeZone,
  });
  const entries = found.slice(0, query.limit);
  const last = entries.at(-1);
  const [items, days] = await Promise.all([
    presentEntries(app, userId, entries),
    sumDays(app, { userId, kinds, timeZone }, entries),
  ]);
  return { items, days, nextCursor: last && found.length > query.limit ? String(last.id) : null };
}

/** The coins of each whole day that the entries touch, whether the page holds all of it or not. */
async function sumDays(
  app: AppContext,
  query: Pick<ledger.HistoryQuery, 'userId' | 'kinds' | 'timeZone'>,
  entries: readonly ledger.HistoryEntry[],
): Promise<HistoryOutput['days']> {
  const days = [...new Set(entries.map(({ day }) => day))].sort().reverse();
  const [to, from] = [days[0], days.at(-1)];
  if (!to || !from) {
    return [];
  }
  const sums = await ledger.sumCoinsByDay(app.db, { ...query, from, to });
  const totals = new Map(sums.map(({ day, total }) => [day, total]));
  return days.map((day) => ({ day, total: totals.get(day) ?? 0 }));
}

async function presentEntries(
  app: AppContext,
  userId: number,
  entries: readonly ledger.HistoryEntry[],
): Promise<HistoryItem[]> {
  const subjectOf = await findSubjects(app.db, userId, entries);
  return entries.map((entry) => toHistoryItem(entry, subjectOf(entry)));
}

/** A line of the history, as the wallet and the admin's card of a person show it. */
export function toHistoryItem(
  entry: ledger.HistoryEntry,
  subject: HistoryItem['subject'],
): HistoryItem {
  return {
    id: String(entry.id),
    asset: entry.asset,
    kind: entry.kind,
    amount: entry.amount,
    balanceAfter: entry.balance_after,
    description: entry.description,
    subject,
    day: entry.day,
    createdAt: entry.created_at.toISOString(),
  };
}
