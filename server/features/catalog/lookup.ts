/** What is sold and earned, as other features read it. */
import { Op } from 'sequelize';
import type { Reader } from '../../db/repository.ts';
import { Badge as BadgeModel } from './models.ts';

export { findBadgeNames } from './badgeNames.ts';
export {
  type Badge,
  type CatalogSnapshot,
  type Level,
  type Model,
  type Plan,
  priceOf,
} from './catalog.ts';
export { findMonthlyPlan, findPlan } from './plans.ts';
export { currentSettings, readSetting } from './settings.ts';
export type { BadgeModel };

/**
 * All badges that can be earned, and those that the person has from earlier times; `owners` are the person's.
 */
export async function listBadgesFor(db: Reader, userId: number): Promise<BadgeModel[]> {
  return await db
    .of(BadgeModel)
    .scope({ method: ['ownedBy', userId] })
    .findAll({
      where: { [Op.or]: { active: true, '$owners.badge$': { [Op.ne]: null } } },
      order: ['position', 'code'],
    });
}
