/**
 * The daily reward: coins for opening the app, rising from day to day of a streak, constant from the last day
 * of the table on. Days are of UTC, as the streak's are, so that everybody's day is equally long wherever
 * they are.
 */
import type { AppContext } from '../../app/context.ts';
import { type Actor, actorName } from '../../auth/actor.ts';
import type { Tx } from '../../db/database.ts';
import { claimRequest } from '../../db/requests.ts';
import { plus } from '../../db/values.ts';
import * as ledger from '../../ledger/index.ts';
import { dayOf, visit } from '../users/service.ts';
import { dailyAmount, dailyAmounts } from './amounts.ts';
import { EarnedTask } from './models.ts';

/**
 * Pays today's reward once, however many calls are made. The call counts for the streak also where the app
 * has stayed open over midnight.
 * @returns what was paid, hundredths of a coin; 0 when today's had been paid before.
 */
export async function claimDaily(
  app: AppContext,
  actor: Actor,
  { requestId }: { requestId: string },
): Promise<number> {
  const { rewards } = await app.catalog.read();
  return await app.db.transaction(async (tx) => {
    if (!(await claimRequest(tx, actor.userId, requestId, 'earn.claimDaily', {}))) {
      return 0;
    }
    const { day, streakDays, isReturnedToday } = await visit(app, tx, actor);
    const amount = dailyAmount(rewards, streakDays);
    // A deleted account that comes back the same day may have received it.
    if (amount <= 0 || isReturnedToday || !(await recordDay(tx, actor.userId, day))) {
      return 0;
    }
    const fact = { userId: actor.userId, botName: actor.botName, actor: actorName(actor) };
    await ledger.post(tx, { ...fact, kind: 'daily_reward', day, amount });
    app.live.publish(tx, actor.userId, { type: 'balance' });
    return amount;
  });
}

/**
 * Under the lock of the person's row.
 * @returns false when the day is recorded already.
 */
async function recordDay(tx: Tx, userId: number, day: string): Promise<boolean> {
  const tasks = tx.of(EarnedTask);
  const key = { userId, task: 'daily' as const };
  const before = await tasks.findOne({ where: key });
  if (!before) {
    await tasks.create({ ...key, lastDay: day });
    return true;
  }
  // A later day may be recorded where a server's day has just ended and this transaction began before.
  if (before.lastDay >= day) {
    return false;
  }
  await tasks.update({ lastDay: day, times: plus('times', 1) }, { where: key });
  return true;
}

/** A person's state today. */
export async function readDaily(app: AppContext, userId: number, person: Person) {
  const { rewards } = await app.catalog.read();
  const row = await app.db.of(EarnedTask).findOne({ where: { userId, task: 'daily' } });
  const today = dayOf(app.now());
  const streakDays = daysToday(person, today);
  const isReturnedToday = person.returned && dayOf(person.createdAt) === today;
  const tomorrow = new Date(`${today}T00:00:00Z`);
  tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
  return {
    claimed: (row?.lastDay ?? '') >= today || isReturnedToday,
    streakDays,
    today: dailyAmount(rewards, streakDays),
    amounts: dailyAmounts(rewards),
    nextAt: tomorrow.toISOString(),
  };
}

interface Person {
  streakDays: number;
  streakDate: string | null;
  returned: boolean;
  createdAt: Date;
}

/** Which day of the streak today is, whether or not the person has been active today. */
function daysToday({ streakDays, streakDate }: Person, today: string): number {
  const yesterday = dayOf(new Date(Date.parse(`${today}T00:00:00Z`) - 24 * 60 * 60 * 1000));
  if (streakDate === today) {
    return streakDays;
  }
  return streakDate === yesterday ? streakDays + 1 : 1;
}
