/** The personal codes by which people invite others. */
import { Op } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { User } from './models.ts';

/** @returns null when there is no such person. */
export async function referralCodeOf(reader: Reader, userId: number): Promise<string | null> {
  const user = await reader.of(User).findByPk(userId, { attributes: ['referralCode'] });
  return user?.referralCode ?? null;
}

/**
 * The inviter with this code, if they have launched the app before, are not paused and may invite this
 * newcomer.
 */
export async function findInviter(
  tx: Tx,
  newcomerId: number,
  referralCode: string,
): Promise<number | null> {
  const user = await tx.of(User).findOne({
    attributes: ['id'],
    where: {
      referralCode,
      id: { [Op.ne]: newcomerId },
      launchedAt: { [Op.ne]: null },
      blockedAt: null,
    },
  });
  return user?.id ?? null;
}
