/** Imports an older store's totals of many people at once. */
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Database, Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { ImportedTotals, UserBadge, UserCounter } from './models.ts';

/** The caller has checked the values, and nobody reads the rows back. */
const quick = { validate: false, returning: false };

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
    raw: true,
  });
  return new Set(rows.map(({ userId }) => userId));
}

/**
 * Imports totals, XP and badges. XP raises the level and pays no rewards, because the person was rewarded in
 * the older store. The caller has validated the values and that nothing was imported before.
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
    { ...quick, ignoreDuplicates: true },
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
    quick,
  );
}

/** Old trainings count for badges as well; those that they earn come with the next training. */
async function addTrainings(tx: Tx, people: readonly OldProgress[]): Promise<void> {
  const counters = tx.of(UserCounter);
  const trained = people.filter(({ trainings }) => trainings > 0);
  const known = await counters.findAll({
    where: { userId: trained.map(({ userId }) => userId), metric: 'trainings' },
    order: [['userId', 'ASC']],
    lock: FOR_NO_KEY_UPDATE,
    raw: true,
  });
  const before = new Map(known.map(({ userId, value }) => [userId, value]));
  const counted = trained.map(({ userId, trainings }) => ({
    userId,
    metric: 'trainings' as const,
    value: (before.get(userId) ?? 0) + trainings,
  }));
  await counters.bulkCreate(
    counted.filter(({ userId }) => !before.has(userId)),
    quick,
  );
  await counters.bulkCreate(
    counted.filter(({ userId }) => before.has(userId)),
    { ...quick, updateOnDuplicate: ['value'] },
  );
}
