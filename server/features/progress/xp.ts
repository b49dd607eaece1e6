/** Adds XP, counts for badges, awards them. */
import type { XpCode } from '../../../shared/catalog/rewards.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import { count, give } from './counters.ts';
import { gainXp, toMovements } from './experience.ts';
import { levelProgressOf } from './levels.ts';
import type { Counts } from './metrics.ts';
import { type Recipient, toFact } from './recipient.ts';

export interface XpAdded {
  leveledUp: boolean;
  oldLevel: number;
  newLevel: number;
  totalXp: number;
}

/**
 * Adds XP, once per source and cause; a repetition gets the first answer.
 * @param gain `amount` is a positive whole number of XP.
 * @throws DomainError IDEMPOTENCY_CONFLICT (the cause is known with another amount).
 */
export async function addXp(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  gain: { source: string; cause: string; amount: number },
): Promise<XpAdded> {
  const { levels } = await app.catalog.read();
  const { xpBefore, xpAfter } = await gainXp(app, tx, who, [
    { ...toFact(who), kind: 'xp_gain', ...gain },
  ]);
  const oldLevel = levelProgressOf(levels, xpBefore).current.level;
  const newLevel = levelProgressOf(levels, xpAfter).current.level;
  return { leveledUp: newLevel > oldLevel, oldLevel, newLevel, totalXp: xpAfter };
}

/**
 * Adds the XP that the catalog sets for an action.
 * @returns false when it had been added before, so that its other effects must not be repeated.
 */
export async function addXpFor(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  code: XpCode,
  { source, cause }: { source: string; cause: string },
): Promise<boolean> {
  const { rewards } = await app.catalog.read();
  if (rewards[code] <= 0) {
    return true;
  }
  const movement = {
    ...toFact(who),
    kind: 'xp_gain',
    source,
    cause,
    amount: rewards[code],
  } as const;
  // Under the lock of the wallets: what is not there now is not there at the posting either.
  await ledger.lockBalances(tx, who.userId);
  if (await ledger.findPosted(tx, movement)) {
    return false;
  }
  await gainXp(app, tx, who, [movement]);
  return true;
}

/**
 * Counts something for badges and awards those whose threshold is reached. What each metric takes, an
 * increment or a height, is said in `metricModes`.
 */
export async function countForBadges(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  counts: Counts,
): Promise<void> {
  const awarded = await count(app, tx, who, counts);
  const movements = toMovements(who, awarded);
  if (movements.length > 0) {
    await gainXp(app, tx, who, movements);
  }
}

/**
 * Awards a badge; a badge that the person has already changes nothing.
 * @throws DomainError NOT_FOUND (no such badge, or it is switched off).
 */
export async function awardBadge(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  award: { badge: string; metadata?: Record<string, unknown> },
): Promise<{ awarded: boolean }> {
  const { badges } = await app.catalog.read();
  const badge = badges.find(({ code }) => code === award.badge);
  if (!badge) {
    throw new DomainError('NOT_FOUND');
  }
  const awarded = await give(app, tx, who, [badge], award.metadata ?? {});
  const movements = toMovements(who, awarded);
  if (movements.length > 0) {
    await gainXp(app, tx, who, movements);
  }
  return { awarded: awarded.length > 0 };
}
