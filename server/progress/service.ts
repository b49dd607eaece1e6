/** XP, levels and badges. */
import type { BadgeMetric } from '../../shared/catalog/badges.ts';
import type { Actor } from '../auth/actor.ts';
import type { AppContext } from '../context.ts';
import type { Tx } from '../db/database.ts';

/** Adds to what is counted for badges, and awards those whose threshold is reached. */
export async function countForBadges(
  _app: AppContext,
  _tx: Tx,
  _actor: Actor,
  _counts: Partial<Record<BadgeMetric, number>>,
): Promise<void> {}
