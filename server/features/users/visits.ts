/** What a launch records about a person: the device's time zone, and the visit. */
import { Op } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import { transactionTime } from '../../db/clock.ts';
import type { Tx } from '../../db/database.ts';
import type { Recipient } from '../progress/lookup.ts';
import { countForBadges } from '../progress/service.ts';
import { lockUsers } from './accountStatus.ts';
import { awardEarly } from './early.ts';
import { User } from './models.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export async function setTimeZone(tx: Tx, userId: number, timeZone: string): Promise<void> {
  const isOther = { [Op.or]: [{ timeZone: null }, { timeZone: { [Op.ne]: timeZone } }] };
  await tx.of(User).update({ timeZone }, { where: { id: userId, ...isOther } });
}

export interface Visit {
  /** Of UTC, `YYYY-MM-DD`. */
  day: string;
  /** Days in a row, today included. */
  streakDays: number;
  /** Has deleted an account before, and is recognised since today. */
  isReturnedToday: boolean;
}

/**
 * Records a visit: the first one of a day continues the streak, and counts for badges. Days are of UTC. The
 * person's row stays locked.
 */
export async function visit(app: AppContext, tx: Tx, who: Recipient): Promise<Visit> {
  const [now, [user]] = await Promise.all([transactionTime(tx), lockUsers(tx, [who.userId])]);
  if (!user) {
    throw new Error('a person who is not known has come');
  }
  const day = dayOf(now);
  const isReturnedToday = user.returned && dayOf(user.createdAt) === day;
  if (user.streakDate === day) {
    return { day, streakDays: user.streakDays, isReturnedToday };
  }
  const wasHereYesterday = user.streakDate === dayOf(new Date(now.getTime() - DAY_MS));
  const streakDays = wasHereYesterday ? user.streakDays + 1 : 1;
  const bestStreakDays = Math.max(user.bestStreakDays, streakDays);
  await tx.of(User).save(user, { streakDays, bestStreakDays, streakDate: day });
  await countForBadges(app, tx, who, { launches: 1, streak_days: streakDays });
  await awardEarly(app, tx, who, { launchedAt: user.launchedAt, streakDays });
  return { day, streakDays, isReturnedToday };
}

/** The day of UTC, `YYYY-MM-DD`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
