/** Invites as other features read them. */
import type { Reader } from '../../db/repository.ts';
import { Referral } from './models.ts';

export { inviteLink } from './overview.ts';

/** Who has invited the person; null where nobody has. */
export async function findReferrerId(db: Reader, userId: number): Promise<number | null> {
  const invite = await db.of(Referral).findOne({ where: { refereeUserId: userId } });
  return invite?.referrerUserId ?? null;
}

/** Friends of the person whose invite counts. */
export async function countFriends(db: Reader, userId: number): Promise<number> {
  return await db
    .of(Referral)
    .scope('counted')
    .count({ where: { referrerUserId: userId } });
}
