/** What a launch tells about a person: where their device is, and that they came today. */
import { Op } from 'sequelize';
import { transactionTime } from '../../db/clock.ts';
import type { Tx } from '../../db/database.ts';
import { User } from './models.ts';
import { lockUsers } from './standing.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export async function setTimeZone(tx: Tx, userId: number, timeZone: string): Promise<void> {
  const isOther = { [Op.or]: [{ timeZone: null }, { timeZone: { [Op.ne]: timeZone } }] };
  await tx.of(User).update({ timeZone }, { where: { id: userId, ...isOther } });
}

/**
 * Counts the first visit of a day; days are of UTC.
 * @returns days in a row, or null when today is counted already.
 */
export async function continueStreak(tx: Tx, userId: number): Promise<number | null> {
  const [now, [user]] = await Promise.all([transactionTime(tx), lockUsers(tx, [userId])]);
  const today = dayOf(now);
  if (!user || user.streakDate === today) {
    return null;
  }
  const wasHereYesterday = user.streakDate === dayOf(new Date(now.getTime() - DAY_MS));
  const streakDays = wasHereYesterday ? user.streakDays + 1 : 1;
  const bestStreakDays = Math.max(user.bestStreakDays, streakDays);
  await tx.of(User).save(user, { streakDays, bestStreakDays, streakDate: today });
  return streakDays;
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
