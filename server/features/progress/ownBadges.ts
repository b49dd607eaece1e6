import type { AppContext } from '../../app/context.ts';
import { UserBadge } from './models.ts';

/** The badges that a person has, whichever bot awarded them, the latest first. */
export async function listOwnBadges(app: AppContext, userId: number) {
  const own = await app.db.of(UserBadge).findAll({
    where: { userId },
    include: 'definition',
    order: [
      ['earnedAt', 'DESC'],
      ['badge', 'ASC'],
    ],
  });
  return own.map(({ badge, definition, earnedAt, earnedInBot, metadata }) => ({
    code: badge,
    name: definition?.name ?? { ru: badge, en: badge },
    earnedAt: earnedAt.toISOString(),
    earnedInBot,
    metadata,
  }));
}
