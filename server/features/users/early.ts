/** Badges of the first people. */
import { Op } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { Recipient } from '../progress/lookup.ts';
import { awardBadge } from '../progress/service.ts';
import { User } from './models.ts';

/**
 * Awards the badges for being among the first so many people. A visit on another day is required, so that
 * nobody gets one for a single launch.
 */
export async function awardEarly(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  { launchedAt, streakDays }: { launchedAt: Date | null; streakDays: number },
): Promise<void> {
  if (launchedAt === null || streakDays < 2) {
    return;
  }
  const { badges } = await app.catalog.read();
  for (const { code, criteria } of badges) {
    if (criteria.metric === 'early_people') {
      // The last one who fits in before this person; none while there are fewer. No order, so that no more
      // rows are read than that.
      const before = await tx.of(User).findOne({
        attributes: ['id'],
        where: { launchedAt: { [Op.lt]: launchedAt } },
        offset: criteria.threshold - 1,
      });
      if (!before) {
        await awardBadge(app, tx, who, { badge: code });
      }
    }
  }
}
