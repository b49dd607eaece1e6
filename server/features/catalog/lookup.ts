/** What is sold and earned, as other features need it. */
import { Op } from 'sequelize';
import type { Reader } from '../../db/repository.ts';
import { Badge } from './models.ts';

export type { Badge } from './models.ts';

/** All badges that can be earned, and those that the person has from earlier times; `owners` is theirs. */
export async function listBadgesFor(db: Reader, userId: number): Promise<Badge[]> {
  return await db
    .of(Badge)
    .scope({ method: ['ownedBy', userId] })
    .findAll({
      where: { [Op.or]: { active: true, '$owners.badge$': { [Op.ne]: null } } },
      order: ['position', 'code'],
    });
}
