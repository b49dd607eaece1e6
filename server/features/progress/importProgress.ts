/** What an older store counted of people, many at once. */
import type { Database, Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { ImportedTotals, UserBadge, UserCounter } from './models.ts';

export interface OldProgress {
  userId: number;
  trainings: number;
  totalScore: number;
  bestScore: number | null;
  xp: number;
  badges: string[];
}

/** Whose totals in this bot were carried over before. */
export async function findImported(
  reader: Database | Tx,
  botName: string,
  userIds: readonly number[],
): Promise<Set<number>> {
  const rows = await reader.of(ImportedTotals).findAll({
    attributes: ['userId'],
    where: { botName, userId: [...userIds] },
  });
  return new Set(rows.map(({ userId }) => userId));
}

/**
 * Carries totals, XP and badges over. XP raises the level and pays no rewards, because whoever had it was
 * rewarded in the older store. The caller has checked the values and that nothing was imported before.
 */
export async function importProgress(
  tx: Tx,
  botName: string,
  people: readonly OldProgress[],
): Promise<void> {
  await ledger.postForMany(
    tx,
    people
      .filter(({ xp }) => xp > 0)
      .map(({ userId, xp }) => ({
        kind: 'xp_gain',
        source: 'import',
        cause: botName,
        amount: xp,
        userId,
        botName,
        actor: 'system',
      })),
  );
  await addTrainings(tx, people);
  await tx.of(UserBadge).bulkCreate(
    people.flatMap(({ userId, badges }) =>
      badges.map((badge) => ({
        userId,
        badge,
        earnedInBot: botName,
        metadata: { imported: true },
      })),
    ),
    { ignoreDuplicates: true, validate: false },
  );
  await tx.of(ImportedTotals).bulkCreate(
    people.map(({ userId, trainings, totalScore, bestScore, xp }) => ({
      userId,
      botName,
      trainings,
      totalScore: String(totalScore),
      bestScore: bestScore === null ? null : String(bestScore),
      xp,
    })),
    { validate: false },
  );
}

/** Old trainings count for badges as well; those that they earn come with the next training. */
async function addTrainings(tx: Tx, people: readonly OldProgress[]): Promise<void> {
  const counters = tx.of(UserCounter);
  const trained = people.filter(({ trainings }) => trainings > 0);
  const known = await counters.findAll({
    where: { userId: trained.map(({ userId }) => userId), metric: 'trainings' },
  });
  const before = new Map(known.map(({ userId, value }) => [userId, value]));
  await counters.bulkCreate(
    trained.map(({ userId, trainings }) => ({
      userId,
      metric: 'trainings',
      value: (before.get(userId) ?? 0) + trainings,
    })),
    { updateOnDuplicate: ['value'], validate: false },
  );
}
